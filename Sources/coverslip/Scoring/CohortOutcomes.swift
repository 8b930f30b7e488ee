import Basics
import Evaluation
import Prognosis
import SurvivalStatistics
import Tables

/// How a cohort's table says what became of a patient.
struct OutcomeCoding {
  /// What stands in the column of the event for a relapse; 1, true or yes for a relapse and 0, false or no for none
  /// unless given.
  var eventValue: String?
  /// As `--time-unit` says it.
  var unit: TimeUnit?
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

  /// Every problem with a row is added to the cohort's, a missing outcome among them. Throws what concerns the whole
  /// table: a column that is not there or that speaks of censoring, an event that nobody had, times that cannot be what
  /// they are taken for.
  init(_ cohort: inout CohortFolder, _ coding: OutcomeCoding) throws {
    let (file, columns) = (cohort.table, cohort.columns)
    let (unit, read) = try file.naming {
      (
        try FollowUpUnit(told: coding.unit, column: columns.time),
        try columns.outcome(eventValue: coding.eventValue)
          .outcomes(file.table, rows: cohort.members.map(\.row.index))
      )
    }
    self.unit = unit
    eventValue = read.eventValue
    read.problems.forEach { cohort.problems.add($0) }
    let clinical = Self.clinical(&cohort)
    var patients: [String: Patient] = [:]
    var (times, ages) = ([Double](), [Double?]())
    for (index, member) in cohort.members.enumerated() {
      for column in [columns.time, columns.event] where Self.lacks(member.row, column) {
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
    try file.naming { try unit.check(times, ages: ages) }
    guard patients.isEmpty || patients.values.contains(where: \.outcome.event) else {
      throw CohortFailure.allCensored(count: patients.count).words(path: file.path)
    }
  }

  private static func lacks(_ row: CohortTable.NamedRow, _ column: String) -> Bool {
    row[column].map(CellText.isUnknown) ?? true
  }

  /// The clinical variables of every member of a cohort; every problem is one of the cohort's.
  static func clinical(_ cohort: inout CohortFolder) -> [String: ClinicalVariables] {
    let rows = cohort.table.table.clinicalRows(cohort.members.map(\.row.index))
    rows.flatMap(\.problems).forEach { cohort.problems.add($0) }
    return Dictionary(zip(cohort.members.map(\.id), rows.map(\.clinical))) { first, _ in first }
  }
}
