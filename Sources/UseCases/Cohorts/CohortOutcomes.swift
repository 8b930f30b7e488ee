import Basics
import Evaluation
import Prognosis
import SurvivalStatistics
import Tables

/// How a cohort's table says what became of a patient.
package struct OutcomeCoding: Hashable, Sendable {
  /// What stands in the column of the event for a relapse; default: 1, true or yes, and 0, false or no for none.
  package var eventValue: String?
  /// As somebody said it; default: as the column's name says it, or else years.
  package var unit: TimeUnit?

  package init(eventValue: String? = nil, unit: TimeUnit? = nil) {
    self.eventValue = eventValue
    self.unit = unit
  }
}

/// What a cohort's table says of its patients.
package struct CohortOutcomes: Sendable {
  /// A patient's outcome and what is known of them besides.
  package struct Patient: Hashable, Sendable {
    /// In years.
    package let outcome: SurvivalTime
    package let clinical: ClinicalVariables
  }

  /// By the names of the patients whose rows could be read.
  package let patients: [String: Patient]
  /// What the times of the table count.
  package let unit: FollowUpUnit
  /// What stands for a relapse.
  package let eventValue: String

  /// Every problem with a row is added to the cohort's, a missing outcome among them. Fails where something concerns
  /// the whole table: a column that is not there or that speaks of censoring, an event that nobody had, times that
  /// cannot be what they are taken for.
  package init(_ cohort: inout CohortFolder, _ coding: OutcomeCoding) throws(CohortReadingFailure) {
    let (table, columns, rows) = (cohort.table, cohort.columns, cohort.members.map(\.row.index))
    let (unit, read) = try ofTable(cohort.file) { () throws(TableFailure) in
      (
        try FollowUpUnit(told: coding.unit, column: columns.time),
        try columns.outcome(eventValue: coding.eventValue).outcomes(table, rows: rows)
      )
    }
    self.unit = unit
    eventValue = read.eventValue
    read.problems.forEach { cohort.problems.add($0) }
    let clinical = cohort.clinicalVariables()
    var patients: [String: Patient] = [:]
    var (times, ages) = ([Double](), [Double?]())
    for (index, member) in cohort.members.enumerated() {
      for column in [columns.time, columns.event] where member.row.lacks(column) {
        cohort.problems.add(member.row.problem(column, .required))
      }
      guard let time = read.times[index], let event = read.events[index] else { continue }
      let variables = clinical[member.id] ?? ClinicalVariables()
      times.append(time)
      ages.append(variables.age)
      patients[member.id] = Patient(
        outcome: SurvivalTime(time: time / unit.unit.perYear, event: event), clinical: variables)
    }
    self.patients = patients
    try ofTable(cohort.file) { () throws(TableFailure) in try unit.check(times, ages: ages) }
    guard patients.isEmpty || patients.values.contains(where: \.outcome.event) else {
      throw .table(.allCensored(count: patients.count), path: cohort.file)
    }
  }
}

extension CohortFolder {
  /// The clinical variables of every member; every problem with them is added to the cohort's.
  package mutating func clinicalVariables() -> [String: ClinicalVariables] {
    let rows = table.clinicalRows(members.map(\.row.index))
    rows.flatMap(\.problems).forEach { problems.add($0) }
    return Dictionary(zip(members.map(\.id), rows.map(\.clinical))) { first, _ in first }
  }
}
