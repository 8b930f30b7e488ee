import Casework
import Foundation
import GRDB

/// A query over `case_file` as SQL: a list is walked along the index that has its order, from a place on.
///
/// Only a search reads more rows than it answers: it looks through a column of a narrow table.
struct CaseList {
  /// A condition with its arguments.
  private struct Condition {
    let sql: String
    let arguments: [(any DatabaseValueConvertible)?]
  }

  private let query: CaseQuery
  private let findsPatients: Bool

  /// - Parameter findsPatients: whether a case is found by its patient, too.
  init(_ query: CaseQuery, findsPatients: Bool = true) {
    self.query = query
    self.findsPatients = findsPatients
  }

  /// The column that the list is ordered by, before the name; none where the name is all.
  private var column: String? {
    switch query.key {
    case .received: "received_key"
    case .probability: "probability_key"
    case .status: "status_key"
    case .name: nil
    case .age: "age_key"
    case .grade: "grade_key"
    case .slides: "slides_key"
    case .finalCall: "final_key"
    case .call: "call_key"
    case .flags: "flags_key"
    case .reviewer: "reviewer_key"
    case .disagreement: "disagreement_key"
    }
  }

  /// Whether an index has the order of all cases, and not only that of each stage.
  private var isOrderedAsWhole: Bool {
    switch query.key {
    case .received, .probability, .status, .name: true
    case .age, .grade, .slides, .finalCall, .call, .flags, .reviewer, .disagreement: false
    }
  }

  private var columns: [String] { [column, "case_id"].compactMap { $0 } }

  private var conditions: [Condition] { conditions(of: stages) }

  private func conditions(of stages: [CaseStage]?) -> [Condition] {
    var conditions = stages.map { [Self.stage(among: $0)] } ?? []
    if let reader = query.waitingFor { conditions.append(Self.waiting(for: Reviewer.name(reader))) }
    return conditions + query.filter.terms.map(condition)
  }

  /// Every column has a value in every row, so that the opposite of what does not hold does.
  private func condition(of term: CaseTerm) -> Condition {
    let condition = condition(of: term.condition)
    return term.isNegated ? Condition(sql: "NOT (\(condition.sql))", arguments: condition.arguments) : condition
  }

  private func condition(of condition: CaseCondition) -> Condition {
    switch condition {
    case .word(let word): Condition(sql: "instr(\(searched), ?) > 0", arguments: [word])
    case .mark(let mark, let values):
      Condition(
        sql: "(" + values.map { _ in "instr(marks, ?) > 0" }.joined(separator: " OR ") + ")",
        arguments: values.map { "\n\(ListedFacts.text(mark, $0))\n" })
    case .number(let number, let comparison, let value):
      Self.condition(Self.column(of: number), ListedRange(number, comparison, value))
    case .received(let comparison, let day):
      Self.condition("received_key", ListedRange(received: comparison, day))
    }
  }

  private static func condition(_ column: String, _ range: ListedRange) -> Condition {
    Condition(sql: "(\(column) >= ? AND \(column) < ?)", arguments: [range.lower, range.upper])
  }

  private static func column(of number: CaseNumber) -> String {
    switch number {
    case .age: "age_key"
    case .grade: "grade_key"
    case .size: "size_key"
    case .nodes: "nodes_key"
    case .slides: "slides_key"
    case .risk: "probability_key"
    }
  }

  /// What words are looked for in.
  private var searched: String {
    query.isNameOnly ? Self.name : findsPatients ? "texts" : Self.textsWithoutPatient
  }

  /// Something waits for `reader`: they are asked or answered, or anybody is asked by another one.
  private static func waiting(for reader: String) -> Condition {
    Condition(
      sql: """
        waiting <> '' AND EXISTS (SELECT 1 FROM json_each(waiting) AS mark WHERE mark.value IN (?, ?)
          OR (substr(mark.value, 1, 8) = 'anybody ' AND mark.value <> ?))
        """, arguments: ["asked \(reader)", "answered \(reader)", "anybody \(reader)"])
  }

  /// The name in lower case: the first line of the texts.
  private static let name = "substr(texts, 1, instr(texts, char(10)) - 1)"

  /// The texts but for their second line, which is the patient of a case that names one: see ``CaseFile/searchTexts``.
  private static let textsWithoutPatient = """
    CASE WHEN (SELECT json_extract(CAST(payload AS TEXT), '$.patient') FROM ledger
        WHERE ledger.sequence = case_file.registered) IS NULL THEN texts
      ELSE \(name) || char(10) || substr(\(rest), instr(\(rest), char(10)) + 1) END
    """

  /// All behind the first line.
  private static let rest = "substr(texts, instr(texts, char(10)) + 1)"

  /// The stages of the listed cases; `nil` where every case is listed, and an index has their order.
  private var stages: [CaseStage]? {
    switch query.stage {
    case .all: isOrderedAsWhole ? nil : query.stage.parts
    case .new, .scored, .inReview, .signed, .toDo: query.stage.parts
    }
  }

  private static func stage(among stages: [CaseStage]) -> Condition {
    let marks = stages.map { _ in "?" }.joined(separator: ", ")
    return Condition(sql: "stage IN (\(marks))", arguments: stages.map(\.rawValue))
  }

  /// What comes after `place`, or before it; everything after no place at all.
  ///
  /// Empty texts come before every name, and to SQLite an empty blob comes after every text: a list is searched from
  /// there as from any other place.
  private func beyond(_ place: CasePlace?, isAfter: Bool) -> Condition {
    let isRising = isAfter != query.isReversed
    let end: any DatabaseValueConvertible = isRising ? "" : Data()
    let arguments: [(any DatabaseValueConvertible)?] = columns.map { column in
      place.map { column == "case_id" ? $0.caseID : $0.key } ?? end
    }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return Condition(
      sql: "(\(columns.joined(separator: ", "))) \(isRising ? ">" : "<") (\(marks))", arguments: arguments)
  }

  private func clause(_ conditions: [Condition]) -> String {
    conditions.isEmpty ? "" : "WHERE " + conditions.map(\.sql).joined(separator: " AND ")
  }

  // MARK: Requests

  /// Names and keys of at most `limit` cases after `place`, in order.
  ///
  /// Each stage is walked along its own index, and what they give is merged as it comes: of several stages at once no
  /// index has the order, and all of their cases would be sorted for one page.
  func page(after place: CasePlace?, limit: Int) -> (sql: String, arguments: StatementArguments) {
    let parts = stages.map { $0.map { conditions(of: [$0]) } } ?? [conditions]
    let walks = parts.map { $0 + [beyond(place, isAfter: true)] }
    let direction = query.isReversed ? " DESC" : ""
    let sql = """
      \(walks.map { "SELECT case_id, \(column ?? "''") FROM case_file \(clause($0))" }.joined(separator: " UNION ALL "))
        ORDER BY \(columns.map { $0 + direction }.joined(separator: ", ")) LIMIT ?
      """
    return (sql, StatementArguments(walks.joined().flatMap(\.arguments) + [max(0, limit)]))
  }

  /// How many cases of the list come before `place`.
  func count(before place: CasePlace) -> (sql: String, arguments: StatementArguments) {
    count(conditions + [beyond(place, isAfter: false)])
  }

  /// How many cases the list has: of a whole stage what is kept of it.
  func count() -> (sql: String, arguments: StatementArguments) {
    guard query.filter.isEmpty, query.waitingFor == nil else { return count(conditions) }
    let parts = query.stage.parts.map(\.rawValue)
    let marks = parts.map { _ in "?" }.joined(separator: ", ")
    return ("SELECT sum(cases) FROM tally WHERE name IN (\(marks))", StatementArguments(parts))
  }

  private func count(_ conditions: [Condition]) -> (sql: String, arguments: StatementArguments) {
    ("SELECT count(*) FROM case_file \(clause(conditions))", StatementArguments(conditions.flatMap(\.arguments)))
  }

  /// The key of the case where the list has it.
  func key(of caseID: String) -> (sql: String, arguments: StatementArguments) {
    let conditions = [Condition(sql: "case_id = ?", arguments: [caseID])] + conditions
    let sql = "SELECT \(column ?? "''") FROM case_file \(clause(conditions))"
    return (sql, StatementArguments(conditions.flatMap(\.arguments)))
  }

  /// Every request of the list that reads rows, for a test of how they are found.
  func requests(at place: CasePlace) -> [(sql: String, arguments: StatementArguments)] {
    [page(after: nil, limit: 50), page(after: place, limit: 50), count(before: place), count(), key(of: place.caseID)]
  }
}
