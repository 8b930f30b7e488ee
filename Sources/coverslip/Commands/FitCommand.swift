import ArgumentParser
import CohortEvaluation
import SurvivalStatistics

/// `coverslip fit`: a Cox model of a table's columns.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit a Cox model to the columns of a table.",
    discussion: """
      Covariates are columns of the table and simple terms: age/10, log(x), exp(-0.12*nodes), grade==3, pmin(x,19), \
      rcs(x,0,1,9) for a restricted cubic spline with these knots. A term is arithmetic and gives one column, not a formula of R: \
      a*b is the product alone. Rows that lack a value are left out and counted.

        coverslip fit --table cohort.csv --time time --event event --covariates 'age/10,nodes' --json > fit.json
        coverslip evaluate --table other.csv --time time --event event --model fit.json
      """)

  @OptionGroup var outcome: OutcomeOptions
  @Option(parsing: .unconditional, help: ArgumentHelp("Columns and terms, separated by commas.", valueName: "C,C"))
  var covariates: String
  @Option(help: "How tied event times are treated: efron or breslow.") var ties: TieMethod = .efron
  @Flag(help: "As JSON, which `evaluate --model` reads.") var json = false
  @Option(help: ArgumentHelp("A file for the JSON.", valueName: "fit.json")) var out: String?

  func run() throws {
    if let out, absolutePath(out) == absolutePath(outcome.table) {
      throw CommandFailure(.usage, "--out would replace the table itself; name another file")
    }
    let table = try TableFile(outcome.table)
    let fit = try table.naming {
      let terms = try CovariateTerms(covariates)
      return try CohortFit(try table.cohort(outcome.columns), terms: terms, covariates: covariates, ties: ties)
    }
    let text = FitJSON.value(fit).prettyText
    if let out { try writeWhole(Array((text + "\n").utf8), to: absolutePath(out)) }
    Standard.output(json ? text : FitText(fit).text)
  }
}

extension TieMethod: ExpressibleByArgument {}

/// Where a cohort's table is, and how its outcome is coded.
struct OutcomeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A table, CSV with a header.", valueName: "t.csv")) var table: String
  @OptionGroup var coding: OutcomeColumnOptions

  var columns: OutcomeColumns { coding.columns }
}

/// How the outcome of a table is coded.
struct OutcomeColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column of the follow-up times.", valueName: "C")) var time = "time"
  @Option(help: ArgumentHelp("The column of the event, two-valued.", valueName: "C")) var event = "event"
  @Option(help: ArgumentHelp("The value that means the event; 1 or true unless told.", valueName: "V"))
  var eventValue: String?
  @Option(help: ArgumentHelp("The column of the patients; `patient` where there is one.", valueName: "C"))
  var patient: String?

  var columns: OutcomeColumns {
    OutcomeColumns(time: time, event: event, eventValue: eventValue, patient: patient)
  }
}
