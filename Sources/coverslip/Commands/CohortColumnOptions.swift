import ArgumentParser
import Basics
import Tables

/// Which columns of a cohort's table say who a row is of, its slide, and the outcome, where they are not called
/// `patient`, `slide`, `time` and `event`.
struct CohortColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column of the patients; default: `patient`.", valueName: "C"))
  var patient: String?
  @Option(help: ArgumentHelp("The column of the slides; default: `slide`.", valueName: "C"))
  var slide: String?
  @Option(help: ArgumentHelp("The column of the follow-up times; default: `time`.", valueName: "C"))
  var time: String?
  @Option(help: ArgumentHelp("The column of the event; default: `event`.", valueName: "C"))
  var event: String?

  var names: CohortColumns.Names { .init(patient: patient, slide: slide, time: time, event: event) }
}

extension TimeUnit: ExpressibleByArgument {}
