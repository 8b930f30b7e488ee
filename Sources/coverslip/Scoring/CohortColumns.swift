import Sentences
import ArgumentParser
import Evaluation

/// Which columns of a cohort's table say who a row is of, its slide, and the outcome, where they are not called
/// `patient`, `slide`, `time` and `event`.
struct CohortColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column of the patients; `patient` unless given.", valueName: "C"))
  var patient: String?
  @Option(help: ArgumentHelp("The column of the slides; `slide` unless given.", valueName: "C"))
  var slide: String?
  @Option(help: ArgumentHelp("The column of the follow-up times; `time` unless given.", valueName: "C"))
  var time: String?
  @Option(help: ArgumentHelp("The column of the event; `event` unless given.", valueName: "C"))
  var event: String?

  var names: CohortColumns.Names { .init(patient: patient, slide: slide, time: time, event: event) }
}

/// The columns of a cohort's table by what they are for.
struct CohortColumns: Hashable {
  var patient = "patient"
  var slide = "slide"
  var time = "time"
  var event = "event"

  /// As somebody named them; `nil` where nobody did.
  struct Names: Hashable {
    var patient, slide, time, event: String?
  }

  /// As CLAM's and MCAT's tables call them.
  private static let published = CohortColumns(
    patient: "case_id", slide: "slide_id", time: "survival_months", event: "censorship")

  init() {}

  private init(patient: String, slide: String, time: String, event: String) {
    (self.patient, self.slide, self.time, self.event) = (patient, slide, time, event)
  }

  /// The named ones, else our own names, else CLAM's where a table has those instead.
  ///
  /// - Throws: where a column that was named is not there.
  init(_ names: Names, in table: TableFile) throws {
    let known = Set(table.table.names)
    func find(_ named: String?, _ own: String, _ published: String, _ role: ColumnRole) throws -> String {
      if let named, !known.contains(named) {
        throw CohortFailure.noColumn(role: role, name: named, names: table.table.names.filter { !$0.isEmpty })
          .words(path: table.path)
      }
      return named ?? (!known.contains(own) && known.contains(published) ? published : own)
    }
    patient = try find(names.patient, patient, Self.published.patient, .patient)
    slide = try find(names.slide, slide, Self.published.slide, .slide)
    time = try find(names.time, time, Self.published.time, .time)
    event = try find(names.event, event, Self.published.event, .event)
  }

  /// The outcome and who it is of.
  func outcome(eventValue: String?) -> OutcomeColumns {
    OutcomeColumns(time: time, event: event, eventValue: eventValue, patient: patient)
  }
}
