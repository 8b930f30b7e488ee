import CFaultyDisk
import Casework
import CasebookStore
import Foundation
import Testing

/// The operations on the casebook's files fail in turn: fault number 1, 2, ... until a run meets none.
///
/// Each fails in one of three ways, or, where `COVERSLIP_EVERY_FAULT` is set as `.ci/run` does, in all three.
@Suite("A disk that fails under the casebook", .serialized)
struct DiskFaultTests {
  @Test("leaves a whole act or none, and a ledger that holds", arguments: Act.allCases, DiskFault.allCases)
  func acts(_ act: Act, _ fault: DiskFault) throws {
    #expect(faulty_disk_install() == 0)
    let template = try Scratch()
    try act.prepare(try template.open())
    let stride = ProcessInfo.processInfo.environment["COVERSLIP_EVERY_FAULT"] == nil ? DiskFault.allCases.count : 1
    var point = stride == 1 ? 1 : fault.turn
    var (hits, last) = (true, 0)
    while hits {
      let scratch = try Scratch()
      try FileManager.default.copyItem(atPath: template.path, toPath: scratch.path)
      let entries = try scratch.lastEntry()
      faulty_disk_arm(scratch.folder, point, fault.code)
      let isDone = act.isDone(in: scratch)
      let operations = faulty_disk_disarm()
      hits = operations >= point
      if hits {
        try expectWhole(act, in: scratch, from: entries, isDone: isDone, "\(act), \(fault), point \(point)")
      } else {
        #expect(isDone)
        last = Int(operations)
      }
      point += stride
    }
    print("\(act), \(fault): \(last) points at which the disk can fail, one in \(stride) tried")
    #expect(last > 5)
  }

  /// After a restart: the ledger holds, the act is there or not, and where it is not it can be done.
  private func expectWhole(
    _ act: Act, in scratch: Scratch, from entries: Int, isDone: Bool, _ comment: Comment
  ) throws {
    let casebook = try scratch.open(create: false)
    #expect(try casebook.verify().found == nil, comment)
    let added = try casebook.lastEntry() - entries
    #expect(added == act.entries || (added == 0 && (!isDone || act.entries == 0)), comment)
    let file = try casebook.caseFile("S26-1")
    if added == 0 { try act.expectUndone(file, isDone: isDone, comment) }
    guard !isDone, added == 0 else { return }
    try act.perform(casebook)
    #expect(try casebook.verify().found == nil, comment)
  }

  /// What fails and how.
  enum DiskFault: Int, CaseIterable {
    case error = 1
    case full, killed

    /// The first point that fails so, of those that take turns.
    var turn: Int { rawValue }

    var code: FaultyDiskFault {
      switch self {
      case .error: FaultyDiskError
      case .full: FaultyDiskFull
      case .killed: FaultyDiskDead
      }
    }
  }

  /// What somebody does to a casebook.
  enum Act: CaseIterable {
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
}

extension Scratch {
  /// The last entry of the casebook, which is closed again.
  fileprivate func lastEntry() throws -> Int { try open(create: false).lastEntry() }
}
