import ArgumentParser
import Arguments
import Basics
import Console
import Documents
import Evaluation
import Files
import Foundation
import Sentences
import Settings
import SurvivalStatistics
import UseCases
import Workstation

/// `coverslip evaluate`: how well a score, a fitted model or a bundle does on a cohort.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Evaluate a score, a fitted model or a bundle on a cohort.",
    discussion: CommandHelp.evaluate)

  @OptionGroup var input: EvaluationInput
  @OptionGroup var coding: OutcomeColumnOptions
  @OptionGroup var manner: EvaluationChoiceOptions
  @Flag(help: "As JSON.") var json = false
  @Flag(name: .customLong("screen"), help: "In the workstation: figures and curves in block characters.")
  var showsScreen = false
  @OptionGroup var screen: ScreenOptions
  @Option(help: ArgumentHelp("A folder for report.html, report.pdf and report.json.", valueName: "folder"))
  var report: String?

  func validate() throws {
    _ = try input.subject(coding)
    guard !(json && showsScreen) else { throw ValidationError("Name one of --json and --screen.") }
  }

  func run() throws {
    guard !showsScreen || Standard.outputIsTerminal else {
      throw CommandFailure(.usage, "--screen needs a terminal; --report writes what a browser shows")
    }
    let record = try evaluated()
    if let report {
      try ReportFolder(path: FilePaths.absolute(report))
        .write(
          record, created: Date(timeIntervalSince1970: Double(WallClock.system.seconds())), software: Software.name)
    }
    guard showsScreen else {
      return Standard.output(json ? record.json(.english).prettyText : EvaluationText(record).text)
    }
    let reader = Places.current.account
    try screen.show(nil) { size, look in
      WorkstationState(
        showing: record, size: size, reviewer: reader, theme: look.theme, themes: look.themes, symbols: look.symbols)
    }
  }
}

extension EvaluateCommand {
  private func evaluated() throws -> EvaluationRecord {
    let coding = coding
    let question = EvaluateFiles.Question(
      clinical: input.clinical, subgroups: EvaluateFiles.Question.columns(input.subgroups ?? ""),
      timeUnit: input.timeUnit, training: input.training.map(NamedFile.init), choices: manner.choices,
      outcome: { coding.columns(in: $0) })
    let evaluate = EvaluateFiles(.system, in: NoticeBoard.environment(Interruption.cancellation()))
    return try evaluate(try input.subject(coding), question)
  }
}

/// What is evaluated, and on whom.
struct EvaluationInput: ParsableArguments {
  @Option(help: ArgumentHelp("A table, CSV with a header.", valueName: "t.csv")) var table: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("The column of the score; higher is worse.", valueName: "C"))
  var score: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Clinical columns and terms, separated by commas.", valueName: "C,C"))
  var clinical: String?
  @Option(help: ArgumentHelp("A model that `fit --json` made on another cohort.", valueName: "fit.json"))
  var model: String?
  @Option(help: ArgumentHelp("A model bundle, a folder.", valueName: "bundle")) var bundle: String?
  @Option(help: ArgumentHelp("A cohort for the bundle: cohort.csv or its folder.", valueName: "path")) var cohort:
    String?
  @Option(help: ArgumentHelp("The cohort's feature files; default: `features` beside it.", valueName: "folder"))
  var features: String?
  @Option(help: ArgumentHelp("The column of the cohort's slides; default: `slide`.", valueName: "C"))
  var slide: String?
  @Flag(name: .customLong("skip"), help: "Leave out a cohort's patients and slides that cannot be used, and say which.")
  var leavesOut = false
  @Flag(name: .customLong("keep-columns"), help: "Let a cohort's columns be that are called nearly as clinical ones.")
  var keepsNearColumns = false
  @Option(help: ArgumentHelp("The table that the model was made on: no patient may be in both.", valueName: "t.csv"))
  var training: String?
  @Option(
    help: ArgumentHelp("Columns to look at separately; default: nodes, grade, menopause and size.", valueName: "C,C")
  )
  var subgroups: String?
  @Option(
    help: ArgumentHelp(
      "What the times count: years, months, weeks or days; default: what the column's name says, else a bundle's are "
        + "years."))
  var timeUnit: TimeUnit?
  @Flag(inversion: .prefixedNo, help: "Whether the score is the probability of the event by the horizon.")
  var probability: Bool?

  /// What was named, of tables whose outcome is coded so.
  func subject(_ coding: OutcomeColumnOptions) throws -> SubjectFiles {
    var subject = NamedSubject(
      reading: .init(names: coding.names(slide: slide), leavesOut: leavesOut, keepsNearColumns: keepsNearColumns),
      eventValue: coding.eventValue)
    (subject.table, subject.score, subject.isProbability, subject.clinical) = (table, score, probability, clinical)
    (subject.model, subject.bundle, subject.cohort, subject.features) = (model, bundle, cohort, features)
    do { return try subject.files { NamedFile($0) } } catch { throw error.words }
  }
}

/// How it is evaluated.
struct EvaluationChoiceOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "By when, in the unit of the times, in years for a bundle; default: the bundle's own, 5 years, or 5.")
  var horizon: Double?
  @Option(parsing: .unconditional, help: "Scores above it are called high.") var threshold: Double?
  @Option(help: "Probabilities by the horizon above it are called high.") var riskThreshold: Double?
  @Option(
    help: ArgumentHelp("Resamples for percentile limits; default: none.", valueName: "N"),
    transform: WholeNumber.within(2...100_000))
  var bootstrap: Int?
  @Option(help: ArgumentHelp("What the resamples follow from.", valueName: "S")) var seed: UInt64 = 1
  @Option(help: "Limits of the Kaplan-Meier curves: plain, log or log-log.") var limits = KaplanMeier.Limits.logLog
  @Option(help: "Whether events are weighted by the censoring `before` their time, or `at` it as scikit-survival does.")
  var censoring = CensoringDistribution.Evaluation.before

  func validate() throws {
    guard threshold == nil || riskThreshold == nil else {
      throw ValidationError("Name one of --threshold and --risk-threshold.")
    }
    if let problem = choices.problem { throw ValidationError(problem) }
  }

  var choices: EvaluationChoices {
    var choices = EvaluationChoices()
    choices.horizon = horizon
    choices.threshold = threshold.map { .score($0) } ?? riskThreshold.map { .probability($0) }
    choices.bootstrap = bootstrap.map { Resampling(resamples: $0, seed: seed) }
    choices.limits = limits
    choices.censoring = censoring
    return choices
  }
}

extension KaplanMeier.Limits: ExpressibleByArgument {}
extension CensoringDistribution.Evaluation: ExpressibleByArgument {}
