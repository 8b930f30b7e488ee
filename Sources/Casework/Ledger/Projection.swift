/// A case as the casebook lists it, with the entry that last touched it.
public struct ProjectedCase: Equatable, Sendable {
  /// Without draft: drafts are nobody's record.
  public var file: CaseFile
  /// The entry that registered it: cases are listed in this order.
  public var registered: Int
  /// The entry that last changed it.
  public var sequence: Int
  /// The entry that holds its finding.
  public var scored: Int?
  /// The entry that holds the finding beside the signed one.
  public var rescored: Int?
  /// The entry that holds its last signature, which closes it or puts it off.
  public var signed: Int?
  /// The entries that hold its addenda and amendments, in their order.
  public var supplements: [Int]
  /// The entries that hold its readers' first calls, and those of their signatures that do not close it.
  public var readings: [Int]
  /// The entries that hold its second opinions, in their order.
  public var opinions: [Int] = []
  /// The entries that resolve mismatches of its labels, in their order.
  public var labels: [Int] = []
  /// The entries that hold what became of the patient, in their order.
  public var outcomes: [Int] = []
  /// The entries that hold what its readers said when they read it again, in their order.
  public var repeats: [Int] = []

  /// A case as the ledger makes it.
  public init(
    file: CaseFile, registered: Int, sequence: Int, scored: Int? = nil, rescored: Int? = nil, signed: Int? = nil,
    supplements: [Int] = [], readings: [Int] = []
  ) {
    self.file = file
    self.registered = registered
    self.sequence = sequence
    self.scored = scored
    self.rescored = rescored
    self.signed = signed
    self.supplements = supplements
    self.readings = readings
  }

  /// The entry to name where something is wrong with the case: the last signature, if there is one.
  public var decisive: Int { supplements.last ?? signed ?? sequence }

  /// The same case once the casebook's protocol was set to `house` by entry `sequence`; `nil` where that changes
  /// nothing of it.
  public func following(_ house: ReadingProtocol, at sequence: Int) -> ProjectedCase? {
    guard file.follows(house) else { return nil }
    var next = self
    next.file.houseProtocol = house
    next.sequence = sequence
    return next
  }
}

/// All cases, as the ledger makes them: the fold of its entries.
public struct Projection: Equatable, Sendable {
  /// By case.
  public private(set) var cases: [String: ProjectedCase] = [:]
  /// By finding: the entry that holds it.
  public private(set) var findings: [String: Int] = [:]
  /// Who was admitted, and who may still sign.
  public private(set) var roster = Roster()
  /// How cases are read that have no protocol of their own.
  public private(set) var houseProtocol = ReadingProtocol.open
  /// The last entry folded; 0 before the first.
  public private(set) var sequence = 0

  /// Nothing yet.
  public init() {}

  /// The fold over `entries`, in their order.
  ///
  /// - Throws: the first entry that cannot have happened.
  public init(folding entries: some Sequence<LedgerEntry>) throws(LedgerBreak) {
    for entry in entries { try fold(entry) }
  }

  /// The cases in the order of their registration.
  public var files: [CaseFile] { ordered.map(\.file) }

  /// The same with what the fold knows beside.
  public var ordered: [ProjectedCase] { cases.values.sorted { $0.registered < $1.registered } }

  /// Takes one entry more.
  ///
  /// - Throws: `unreadable` or `impossible`, with the entry.
  public mutating func fold(_ entry: LedgerEntry) throws(LedgerBreak) {
    do {
      let event = try entry.event()
      try roster.follow(event, entry)
      try take(event, entry)
      if case .scored(let finding) = event { findings[finding.id] = entry.sequence }
      sequence = entry.sequence
    } catch TransitionProblem.identity(.unsigned) {
      throw LedgerBreak(sequence: entry.sequence, caseID: entry.caseID, fault: .unsigned)
    } catch let problem as TransitionProblem {
      throw LedgerBreak(sequence: entry.sequence, caseID: entry.caseID, fault: .impossible(problem))
    } catch {
      throw LedgerBreak(sequence: entry.sequence, caseID: entry.caseID, fault: .unreadable)
    }
  }

  private mutating func take(_ event: LedgerEvent, _ entry: LedgerEntry) throws(TransitionProblem) {
    switch event {
    case .casebookCreated: guard entry.sequence == 1, entry.caseID.isEmpty else { throw .misplaced }
    case .reviewerAdmitted, .reviewerRetired, .passphraseChanged, .reviewerLocked:
      guard entry.sequence > 1, entry.caseID.isEmpty else { throw .misplaced }
    case .protocolSet(let setting) where entry.caseID.isEmpty:
      guard entry.sequence > 1 else { throw .misplaced }
      follow(setting.readingProtocol, at: entry.sequence)
    case .registered, .scored, .reviewOpened, .signed, .addendum, .amended, .protocolSet, .firstRead, .opinion,
      .labelResolved, .outcomeRecorded, .readingRepeated:
      guard entry.sequence > 1 else { throw .misplaced }
      cases[entry.caseID] = try Self.next(cases[entry.caseID], event, entry, house: houseProtocol)
    }
  }

  private mutating func follow(_ house: ReadingProtocol, at sequence: Int) {
    houseProtocol = house
    cases = cases.mapValues { $0.following(house, at: sequence) ?? $0 }
  }

  /// What `entry` makes of one case: the step that the casebook takes at each write, and ``fold(_:)`` at each entry.
  ///
  /// - Parameter house: how cases are read that have no protocol of their own.
  /// - Throws: why the event cannot happen to the case as it stands.
  public static func next(
    _ projected: ProjectedCase?, _ event: LedgerEvent, _ entry: LedgerEntry, house: ReadingProtocol
  ) throws(TransitionProblem) -> ProjectedCase {
    let file = try CaseFile.applying(event, to: projected?.file, caseID: entry.caseID, digest: entry.digest)
    var next = projected ?? ProjectedCase(file: file, registered: entry.sequence, sequence: entry.sequence)
    next.file = file
    next.sequence = entry.sequence
    switch event {
    case .scored where file.status.isClosed || !file.readings.isEmpty: next.rescored = entry.sequence
    case .scored: next.scored = entry.sequence
    case .signed where file.readings.count > (projected?.file.readings.count ?? 0):
      next.readings.append(entry.sequence)
      next.signed = nil
    case .signed: next.signed = entry.sequence
    case .addendum, .amended: next.supplements.append(entry.sequence)
    case .registered: next.file.houseProtocol = house
    case .firstRead: next.readings.append(entry.sequence)
    case .opinion: next.opinions.append(entry.sequence)
    case .labelResolved: next.labels.append(entry.sequence)
    case .outcomeRecorded: next.outcomes.append(entry.sequence)
    case .readingRepeated: next.repeats.append(entry.sequence)
    case .casebookCreated, .reviewOpened, .protocolSet, .reviewerAdmitted, .reviewerRetired, .passphraseChanged,
      .reviewerLocked:
      break
    }
    return next
  }
}
