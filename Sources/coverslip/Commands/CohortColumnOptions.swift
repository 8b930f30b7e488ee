import ArgumentParser
import Basics
import Tables

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

extension TimeUnit: ExpressibleByArgument {}
