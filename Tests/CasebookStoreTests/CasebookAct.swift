import Casework
import CasebookStore
import Testing

/// What somebody does to a casebook.
enum CasebookAct: String, CaseIterable {
  case register, score, open, draft, sign

  /// The entries that it adds.
  var entries: Int {
    switch self {
    case .register, .score, .open, .sign: 1
    case .draft: 0
    }
  }

  func prepare(_ casebook: Casebook) throws {
    try casebook.register([try Example.record()])
    switch self {
    case .register, .score: break
    case .open, .draft: try casebook.record(Example.finding(), for: "S26-1")
    case .sign:
      try casebook.record(Example.finding(), for: "S26-1")
      try casebook.openReview("S26-1", reviewer: "Ann Rey")
      try casebook.saveDraft("S26-1", Example.override)
    }
  }

  func perform(_ casebook: Casebook) throws {
    switch self {
    case .register: try casebook.register([try Example.record("S26-2")])
    case .score: try casebook.record(Example.finding(), for: "S26-1")
    case .open: try casebook.openReview("S26-1", reviewer: "Ann Rey")
    case .draft: try casebook.saveDraft("S26-1", Example.override)
    case .sign: try casebook.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1")
    }
  }

  /// Opens the casebook, does it, and closes the casebook again.
  func isDone(in scratch: Scratch) -> Bool {
    do {
      try perform(try scratch.open(create: false))
      return true
    } catch { return false }
  }

  /// The case as it was before; a draft is kept where that was said.
  func expectUndone(_ file: CaseFile, isDone: Bool, _ comment: Comment) throws {
    #expect(file.signOff == nil, comment)
    switch self {
    case .register, .score, .open: #expect(file.draft == nil, comment)
    case .draft: #expect(file.draft == Example.override || (file.draft == nil && !isDone), comment)
    case .sign: #expect(file.draft == Example.override, comment)
    }
  }
}

extension CasebookAct {
  /// After a restart: the ledger holds, the act is there or not, and where it is not it can be done.
  func expectWhole(in scratch: Scratch, from before: Int, isDone: Bool, _ comment: Comment) throws {
    let casebook = try scratch.open(create: false)
    #expect(try casebook.verify().found == nil, comment)
    let added = try casebook.lastEntry() - before
    #expect(added == self.entries || (added == 0 && (!isDone || self.entries == 0)), comment)
    let file = try casebook.caseFile("S26-1")
    if added == 0 { try expectUndone(file, isDone: isDone, comment) }
    guard !isDone, added == 0 else { return }
    try perform(casebook)
    #expect(try casebook.verify().found == nil, comment)
  }
}

extension Scratch {
  /// The last entry of the casebook, which is closed again.
  func lastEntry() throws -> Int { try open(create: false).lastEntry() }
}
