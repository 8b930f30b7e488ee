import ArgumentParser
import Arguments
import Basics
import Console
import Documents
import Evaluation
import Files
import Sentences
import SurvivalStatistics
import Tables
import UseCases

/// `coverslip fit`: a Cox model of a table's columns.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit a Cox model to the columns of a table.",
    discussion: CommandHelp.fit)

  @OptionGroup var outcome: OutcomeOptions
  @Option(parsing: .unconditional, help: ArgumentHelp("Columns and terms, separated by commas.", valueName: "C,C"))
  var covariates: String
  @Option(
    help: "What the times count: years, months, weeks or days; default: as the column's name says. The model keeps it.")
  var timeUnit: TimeUnit?
  @Option(help: "How tied event times are treated: efron or breslow.") var ties: TieMethod = .efron
  @Flag(help: "As JSON, which `evaluate --model` reads.") var json = false
  @Option(help: ArgumentHelp("A file for the JSON.", valueName: "fit.json")) var out: String?

  func run() throws {
    if let out, FilePaths.areSame(out, outcome.table) {
      throw CommandFailure(.usage, "--out would replace the table itself; name another file")
    }
    let table = try EvaluationFiles.system.table(FilePaths.absolute(outcome.table), named: outcome.table)
    let fitting = FitCohort(
      name: outcome.table, outcome: outcome.coding.columns(in: table), covariates: covariates, ties: ties,
      timeUnit: timeUnit)
    let fitted = try fitting.fit(table)
    let text = FitJSON.value(fitted.fit, unit: fitted.unit?.rawValue).prettyText
    if let out { try GivenFile.write(Array((text + "\n").utf8), to: out) }
    Standard.output(json ? text : FitText(fitted.fit).text)
  }
}

extension TieMethod: ExpressibleByArgument {}

/// Where a cohort's table is, and how its outcome is coded.
struct OutcomeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A table, CSV with a header.", valueName: "t.csv")) var table: String
  @OptionGroup var coding: OutcomeColumnOptions
}

/// How the outcome of a table is coded.
struct OutcomeColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column of the follow-up times; default: time, or survival_months.", valueName: "C"))
  var time: String?
  @Option(help: ArgumentHelp("The column of the event, two-valued; default: event, or censorship.", valueName: "C"))
  var event: String?
  @Option(help: ArgumentHelp("The value that means the event; default: 1, true or yes.", valueName: "V"))
  var eventValue: String?
  @Option(help: ArgumentHelp("The column of the patients; `patient` where there is one.", valueName: "C"))
  var patient: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Times that differ by rounding alone are tied, as R's timefix does: by 1.5e-8 of their mean, or less.")
  var timefix = true

  /// The columns of `table`.
  func columns(in table: CohortTable) -> OutcomeColumns {
    var columns = OutcomeColumns(names(slide: nil), in: table, eventValue: eventValue)
    columns.tiesAlmostEqual = timefix
    return columns
  }

  /// The columns of a cohort with slides.
  func names(slide: String?) -> CohortColumns.Names { .init(patient: patient, slide: slide, time: time, event: event) }
}
