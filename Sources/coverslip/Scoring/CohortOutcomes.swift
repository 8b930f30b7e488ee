import ArgumentParser
import CohortEvaluation
import Prognosis
import Reports
import SurvivalStatistics

extension TimeUnit: ExpressibleByArgument {
  /// Units in a year; the Gregorian mean.
  var perYear: Double {
    switch self {
    case .years: 1
    case .months: 12
    case .days: 365.2425
    }
  }
}

/// How a cohort's table says what became of a patient.
struct OutcomeCoding {
  /// What stands in the column `event` for a relapse; 1 for a relapse and 0 for none unless given.
  var eventValue: String?
  var unit = TimeUnit.years
}

/// What a cohort's table says of its patients.
struct CohortOutcomes {
  /// A patient's outcome and what is known of her besides.
  struct Patient {
    let outcome: SurvivalTime
    let clinical: ClinicalVariables
  }

  /// In the order of the cohort's members.
  let patients: [Patient]

  /// Every problem is told with its row; nothing is read where there is one.
  init(_ cohort: CohortFolder, _ coding: OutcomeCoding) throws {
    var problems = CohortProblems(cohort.table)
    try problems.require(columns: ["time", "event"])
    let first = cohort.members.map { $0.rows[0] }
    let events = try Self.events(first, coding.eventValue, &problems)
    patients = zip(first, events).map { row, event in
      let time = Self.number(row, "time", &problems, required: true) ?? 1
      if !(time > 0 && time.isFinite) { problems.add(row, "time", .above0) }
      return Patient(
        outcome: SurvivalTime(time: time / coding.unit.perYear, event: event), clinical: Self.clinical(row, &problems))
    }
    try problems.check()
    guard patients.contains(where: \.outcome.event) else { throw CohortProblems.allCensored(cohort.table) }
  }

  /// Two values at most, the given one among them.
  private static func events(
    _ rows: [CohortTable.NamedRow], _ value: String?, _ problems: inout CohortProblems
  ) throws -> [Bool] {
    let relapse = value ?? "1"
    let others = Set(rows.compactMap { $0["event"] }.filter { $0 != relapse })
    let censored = value == nil ? "0" : rows.lazy.compactMap { $0["event"] }.first { $0 != relapse }
    for row in rows {
      guard let event = row["event"] else {
        problems.add(row, "event", .required)
        continue
      }
      guard event != relapse, event != censored else { continue }
      problems.add(row, "event", value == nil ? .event : .thirdEvent(relapse, censored ?? ""))
    }
    if let value, !rows.contains(where: { $0["event"] == value }), !others.isEmpty {
      throw CohortProblems.noSuchEvent(problems.table, value, others.sorted())
    }
    return rows.map { $0["event"] == relapse }
  }

  /// The clinical variables of every member of a cohort.
  static func clinical(_ cohort: CohortFolder) throws -> [ClinicalVariables] {
    var problems = CohortProblems(cohort.table)
    let variables = cohort.members.map { clinical($0.rows[0], &problems) }
    try problems.check()
    return variables
  }

  private static func clinical(_ row: CohortTable.NamedRow, _ problems: inout CohortProblems) -> ClinicalVariables {
    let variables = ClinicalVariables(
      age: number(row, "age", &problems), grade: whole(row, "grade", &problems),
      tumourSizeMM: number(row, "tumour_size_mm", &problems), positiveNodes: whole(row, "positive_nodes", &problems),
      ki67: number(row, "ki67", &problems), er: word(row, "er", &problems), her2: word(row, "her2", &problems),
      menopausal: word(row, "menopausal", &problems))
    for problem in variables.problems() {
      problems.add(row, problem.variable.rawValue, .range(problem.variable.possible))
    }
    return variables
  }

  private static func number(
    _ row: CohortTable.NamedRow, _ column: String, _ problems: inout CohortProblems, required: Bool = false
  ) -> Double? {
    guard row[column] != nil else {
      if required { problems.add(row, column, .required) }
      return nil
    }
    guard let number = row.number(column) else {
      problems.add(row, column, .number)
      return nil
    }
    return number
  }

  private static func whole(
    _ row: CohortTable.NamedRow, _ column: String, _ problems: inout CohortProblems
  ) -> Int? {
    guard let number = number(row, column, &problems) else { return nil }
    guard let whole = Int(exactly: number) else {
      problems.add(row, column, .whole)
      return nil
    }
    return whole
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ row: CohortTable.NamedRow, _ column: String, _ problems: inout CohortProblems
  ) -> Word? where Word.RawValue == String {
    guard let text = row[column] else { return nil }
    if let word = Word(rawValue: text) { return word }
    problems.add(row, column, .oneOf(Word.allCases.map(\.rawValue)))
    return nil
  }
}
