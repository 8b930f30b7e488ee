import Basics
import ArgumentParser
import Casework
import Evaluation
import Prognosis
import Reports
import SurvivalStatistics

extension TimeUnit: ExpressibleByArgument {}

/// How a cohort's table says what became of a patient.
struct OutcomeCoding {
  /// What stands in the column of the event for a relapse; 1, true or yes for a relapse and 0, false or no for none
  /// unless given.
  var eventValue: String?
  /// As `--time-unit` says it.
  var unit: TimeUnit?
}

/// The clinical columns that a cohort's table can have.
enum ClinicalRowColumns {
  static let all = ClinicalRow.columns
}

/// What a cohort's table says of its patients.
struct CohortOutcomes {
  /// A patient's outcome and what is known of them besides.
  struct Patient {
    /// In years.
    let outcome: SurvivalTime
    let clinical: ClinicalVariables
  }

  /// By the names of the patients whose rows could be read.
  let patients: [String: Patient]
  /// What the times of the table count.
  let unit: FollowUpUnit
  /// What stands for a relapse.
  let eventValue: String

  /// Every problem with a row is added to the cohort's. Throws what concerns the whole table: a column that is not
  /// there or that speaks of censoring, an event that nobody had, times that cannot be what they are taken for.
  init(_ cohort: inout CohortFolder, _ coding: OutcomeCoding) throws {
    let columns = cohort.columns
    try cohort.problems.require(columns: [columns.time, columns.event])
    let rows = cohort.members.map(\.row)
    try cohort.table.naming {
      try EventCoding.check(columns.event, rows.map { $0[columns.event] ?? "" }, eventValue: coding.eventValue)
    }
    unit = try FollowUpUnit(told: coding.unit, column: columns.time)
    let (events, relapse) = try Self.events(rows, columns.event, coding.eventValue, &cohort.problems)
    eventValue = relapse
    var patients: [String: Patient] = [:]
    var (times, ages) = ([Double](), [Double?]())
    for (member, event) in zip(cohort.members, events) {
      let clinical = Self.clinical(member.row, &cohort.problems)
      guard let time = Self.time(member.row, columns.time, &cohort.problems), let event else { continue }
      times.append(time)
      ages.append(clinical.age)
      patients[member.id] = Patient(
        outcome: SurvivalTime(time: time / unit.unit.perYear, event: event), clinical: clinical)
    }
    self.patients = patients
    try unit.check(times, ages: ages, table: cohort.table.path)
    guard patients.isEmpty || patients.values.contains(where: \.outcome.event) else {
      throw CohortProblems.allCensored(cohort.table)
    }
  }

  private static func time(
    _ row: CohortTable.NamedRow, _ column: String, _ problems: inout CohortProblems
  ) -> Double? {
    guard row[column] != nil else {
      problems.add(row, column, .required)
      return nil
    }
    guard let time = row.number(column) else {
      problems.add(row, column, .number)
      return nil
    }
    guard time > 0 else {
      problems.add(row, column, .above0)
      return nil
    }
    return time
  }

  /// Two values at most, the given one among them; `nil` of a row that has neither.
  private static func events(
    _ rows: [CohortTable.NamedRow], _ column: String, _ value: String?, _ problems: inout CohortProblems
  ) throws -> (events: [Bool?], relapse: String) {
    let values = EventCoding.distinct(rows.compactMap { $0[column] })
    let relapse = value ?? EventCoding.usual(values) ?? "1"
    let others = values.filter { !EventCoding.isSame($0, relapse) }
    if value != nil, others.count == values.count, !others.isEmpty {
      throw CohortProblems.noSuchEvent(problems.table, column, relapse, others)
    }
    let isUsual = EventCoding.usual(values) != nil
    let censored = value == nil && !isUsual ? "0" : others.first
    let events = rows.map { row -> Bool? in
      guard let event = row[column] else {
        problems.add(row, column, .required)
        return nil
      }
      if EventCoding.isSame(event, relapse) { return true }
      if let censored, EventCoding.isSame(event, censored) { return false }
      problems.add(row, column, value == nil ? .event : .thirdEvent(relapse, censored ?? ""))
      return nil
    }
    return (events, relapse)
  }

  /// The clinical variables of every member of a cohort; every problem is one of the cohort's.
  static func clinical(_ cohort: inout CohortFolder) -> [String: ClinicalVariables] {
    var variables: [String: ClinicalVariables] = [:]
    for member in cohort.members { variables[member.id] = clinical(member.row, &cohort.problems) }
    return variables
  }

  private static func clinical(_ row: CohortTable.NamedRow, _ problems: inout CohortProblems) -> ClinicalVariables {
    let cells = ClinicalRow.columns.compactMap { column in row[column].map { (column, $0) } }
    let read = ClinicalRow(Dictionary(cells) { first, _ in first }, line: row.line)
    for problem in read.problems { problems.add(row, problem) }
    return read.clinical
  }
}
