import Basics
import Casework
import Foundation
import GRDB

/// A row of `case_file`: what a case is listed, ordered, searched and counted by, and which entries of the ledger hold
/// the rest of it.
struct CaseRow {
  static let columns = listColumns + factColumns

  private static let listColumns = [
    "case_id", "registered", "sequence", "scored", "rescored", "signed", "status", "reviewer", "stage", "received_key",
    "probability_key", "status_key", "is_demonstration", "texts", "supplements", "own_protocol", "house_protocol",
    "readings", "opinions", "waiting", "labels",
  ]

  /// What cases are filtered by, and ordered by besides: see `ListedFacts`.
  private static let factColumns = [
    "marks", "age_key", "grade_key", "size_key", "nodes_key", "slides_key", "final_key", "call_key", "flags_key",
    "reviewer_key", "disagreement_key",
  ]

  /// The columns of casebooks of `version`: until 4 nothing came after a signature, until 5 a case had no protocol,
  /// until 6 nobody was asked, until 7 no label was resolved, until 8 cases were found by their texts alone.
  static func columns(of version: Int) -> [String] {
    let added: [(version: Int, columns: Int)] = [(5, 1), (6, 3), (7, 2), (8, 1), (9, factColumns.count)]
    let later = added.filter { $0.version > version }
    return Array(columns.dropLast(later.reduce(0) { $0 + $1.columns }))
  }

  /// In the order of ``columns``.
  let values: [DatabaseValue]
  private let columns: [String]

  /// The row that shows `projected`, in a casebook of `version`.
  init(_ projected: ProjectedCase, version: Int = Schema.version) {
    let file = projected.file
    let facts = ListedFacts(file)
    let contents: [(any DatabaseValueConvertible)?] = [
      file.id, projected.registered, projected.sequence, projected.scored, projected.rescored, projected.signed,
      file.status.rawValue, file.reviewer, file.status.stage.rawValue, facts.key(of: .received),
      facts.key(of: .probability), facts.key(of: .status),
      file.finding?.model.demonstration == true, file.searchTexts.joined(separator: "\n").lowercased(),
      projected.supplements.isEmpty ? nil : projected.supplements.map(String.init).joined(separator: " "),
      file.ownProtocol?.rawValue, file.houseProtocol.rawValue,
      projected.readings.map(String.init).joined(separator: " "),
      projected.opinions.map(String.init).joined(separator: " "), Self.waiting(file),
      (projected.labels + projected.outcomes + projected.repeats).sorted().map(String.init).joined(separator: " "),
      "\n" + facts.marks.map { $0 + "\n" }.joined(), facts.key(of: .age), facts.key(of: .grade),
      facts.numberKey(.size), facts.numberKey(.nodes), facts.key(of: .slides), facts.key(of: .finalCall),
      facts.key(of: .call), facts.key(of: .flags), facts.key(of: .reviewer), facts.key(of: .disagreement),
    ]
    columns = Self.columns(of: version)
    values = contents.prefix(columns.count).map { $0?.databaseValue ?? .null }
  }

  /// For whom something waits, as JSON; empty where nothing does.
  private static func waiting(_ file: CaseFile) -> String {
    let marks = file.opinionMarks
    return marks.isEmpty ? "" : String(decoding: JSONValue(marks).canonicalBytes, as: UTF8.self)
  }

  /// Writes the row in place of the one that is there; as an update, so that the triggers which count see both.
  func save(_ db: Database) throws {
    try db.cachedStatement(sql: Self.upsert(columns)).execute(arguments: StatementArguments(values))
  }

  /// Writes what the case is filtered by into the row that is there; the rest of it stays as it is.
  func saveFacts(_ db: Database) throws {
    let facts = zip(columns, values).filter { Self.factColumns.contains($0.0) }
    let changes = facts.map { "\($0.0) = ?" }.joined(separator: ", ")
    try db.cachedStatement(sql: "UPDATE case_file SET \(changes) WHERE case_id = ?")
      .execute(arguments: StatementArguments(facts.map(\.1) + [values[0]]))
  }

  private static func upsert(_ columns: [String]) -> String {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return """
      INSERT INTO case_file (\(columns.joined(separator: ", "))) VALUES (\(marks))
        ON CONFLICT (case_id) DO UPDATE SET \(changes)
      """
  }
}

// MARK: - Reading

extension CaseRow {
  /// A case as it lies in the ledger, beginning with `FROM case_file`.
  static let selection = """
    SELECT case_file.case_id, registered, case_file.sequence, scored, rescored, signed, status, reviewer,
      a.format, a.payload, b.format, b.payload, c.format, c.payload, d.format, d.payload, d.digest,
      case_file.supplements, own_protocol, house_protocol, readings, opinions, labels
    """

  /// The entries that hold what a row does not.
  static let joins = """
    JOIN ledger a ON a.sequence = case_file.registered LEFT JOIN ledger b ON b.sequence = case_file.scored
      LEFT JOIN ledger c ON c.sequence = case_file.rescored LEFT JOIN ledger d ON d.sequence = case_file.signed
    """

  /// The case that is listed as `caseID`.
  static func fetch(_ db: Database, _ caseID: String) throws -> ProjectedCase? {
    let statement = try db.cachedStatement(sql: "\(selection) FROM case_file \(joins) WHERE case_file.case_id = ?")
    guard var projected = try Row.fetchOne(statement, arguments: [caseID]).map({ try projected($0, db) }) else {
      return nil
    }
    projected.file.supplements = try projected.supplements.map { try supplement($0, db) }
    try takeOpinions(projected.opinions, into: &projected.file, db)
    try takeNotes(into: &projected, db)
    return projected
  }

  private static func supplement(_ sequence: Int, _ db: Database) throws -> Supplement {
    let statement = try db.cachedStatement(sql: "SELECT kind, format, payload, digest FROM ledger WHERE sequence = ?")
    guard let row = try Row.fetchOne(statement, arguments: [sequence]),
      let kind = LedgerKind(rawValue: try row.decode(String.self, atIndex: 0)),
      let supplement = try event(row, 1, kind)?.supplement
    else { throw JSONFailure.unexpected(path: "case_file.supplements") }
    return supplement.written(in: try row.decode(String.self, atIndex: 3))
  }

  /// The case of a row that ``selection`` fetched, without its supplements but for their entries.
  private static func projected(_ row: Row, _ db: Database) throws -> ProjectedCase {
    guard case .registered(let record) = try event(row, 8, .caseRegistered),
      let status = CaseStatus(rawValue: try row.decode(String.self, atIndex: 6))
    else { throw JSONFailure.unexpected(path: "case_file") }
    var file = CaseFile(record: record, status: status, reviewer: try row.decode(String?.self, atIndex: 7))
    if case .scored(let finding) = try event(row, 10, .caseScored) { file.finding = finding }
    if case .scored(let finding) = try event(row, 12, .caseScored) { file.newerFinding = finding }
    if case .signed(let signOff) = try event(row, 14, .signed) { file.signOff = signOff }
    file.signOff?.entryDigest = try row.decode(String?.self, atIndex: 16)
    file.ownProtocol = try readingProtocol(try row.decode(String?.self, atIndex: 18))
    file.houseProtocol = try readingProtocol(try row.decode(String.self, atIndex: 19)) ?? .open
    let readings = try row.decode(String.self, atIndex: 20).split(separator: " ").compactMap { Int($0) }
    for sequence in readings { try take(reading: sequence, db, into: &file) }
    var projected = ProjectedCase(
      file: file, registered: try row.decode(Int.self, atIndex: 1), sequence: try row.decode(Int.self, atIndex: 2),
      scored: try row.decode(Int?.self, atIndex: 3), rescored: try row.decode(Int?.self, atIndex: 4),
      signed: try row.decode(Int?.self, atIndex: 5),
      supplements: try sequences(try row.decode(String?.self, atIndex: 17)), readings: readings)
    projected.opinions = try sequences(try row.decode(String.self, atIndex: 21))
    projected.labels = try sequences(try row.decode(String.self, atIndex: 22))
    return projected
  }

  private static func sequences(_ text: String?) throws -> [Int] {
    try (text ?? "").split(separator: " ").map {
      guard let sequence = Int($0) else { throw JSONFailure.unexpected(path: "case_file.supplements") }
      return sequence
    }
  }

  private static func readingProtocol(_ code: String?) throws -> ReadingProtocol? {
    guard let code else { return nil }
    guard let known = ReadingProtocol(rawValue: code) else { throw JSONFailure.unexpected(path: "case_file") }
    return known
  }

  /// A first call, or a signature that does not close the case.
  private static func take(reading sequence: Int, _ db: Database, into file: inout CaseFile) throws {
    let statement = try db.cachedStatement(sql: "SELECT kind, format, payload, digest FROM ledger WHERE sequence = ?")
    guard let row = try Row.fetchOne(statement, arguments: [sequence]),
      let kind = LedgerKind(rawValue: try row.decode(String.self, atIndex: 0)), let event = try event(row, 1, kind)
    else { throw JSONFailure.unexpected(path: "case_file.readings") }
    switch event {
    case .firstRead(let read): file.firstReads.append(read)
    case .signed(var signOff):
      signOff.entryDigest = try row.decode(String.self, atIndex: 3)
      file.readings.append(signOff)
    case .casebookCreated, .registered, .scored, .reviewOpened, .addendum, .amended, .reviewerAdmitted,
      .reviewerRetired, .passphraseChanged, .reviewerLocked, .protocolSet, .opinion, .labelResolved, .outcomeRecorded,
      .readingRepeated:
      throw JSONFailure.unexpected(path: "case_file.readings")
    }
  }

  /// The signatures of a case between its registration and its last one.
  static let signatures = """
    SELECT ledger.format, ledger.payload, ledger.digest FROM case_file
      JOIN ledger ON ledger.sequence > registered AND ledger.sequence < coalesce(signed, case_file.sequence)
      WHERE case_file.case_id = ? AND ledger.kind = 'signed' AND ledger.case_id = case_file.case_id
      ORDER BY ledger.sequence
    """

  /// What put the case off before something else was signed: no column names it, so that the entries between are looked
  /// through.
  static func putOff(of file: CaseFile, _ db: Database) throws -> [SignOff] {
    guard file.signOff != nil || !file.readings.isEmpty else { return [] }
    let rows = try Row.fetchAll(try db.cachedStatement(sql: signatures), arguments: [file.id])
    return try rows.compactMap { row in
      guard case .signed(var signOff) = try event(row, 0, .signed), !signOff.decision.closesCase else { return nil }
      signOff.entryDigest = try row.decode(String.self, atIndex: 2)
      return signOff
    }
  }

  static func event(_ row: Row, _ index: Int, _ kind: LedgerKind) throws -> LedgerEvent? {
    guard let content = try row.decode(Data?.self, atIndex: index + 1) else { return nil }
    return try LedgerEvent(kind: kind, payload: Array(content), format: try row.decode(Int.self, atIndex: index))
  }
}
