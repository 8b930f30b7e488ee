import ArgumentParser
import Basics
import Tables

/// Which columns of a cohort's table say who a row is of, its slide, and the outcome, where they are not called
/// `patient`, `slide`, `time` and `event`.
package struct CohortColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column of the patients; default: `patient`.", valueName: "C"))
  package var patient: String?
  @Option(help: ArgumentHelp("The column of the slides; default: `slide`.", valueName: "C"))
  package var slide: String?
  @Option(help: ArgumentHelp("The column of the follow-up times; default: `time`.", valueName: "C"))
  package var time: String?
  @Option(help: ArgumentHelp("The column of the event; default: `event`.", valueName: "C"))
  package var event: String?

  package init() {}

  /// The names as the reader of tables takes them.
  package var names: CohortColumns.Names { .init(patient: patient, slide: slide, time: time, event: event) }
}

extension TimeUnit: ExpressibleByArgument {}
