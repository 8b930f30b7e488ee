import Labels
import UseCases

extension EvaluationChoices {
  /// Why nothing can be evaluated so, in terms of the command's options; `nil` where it can.
  package var problem: String? {
    if let horizon, !(horizon > 0 && horizon.isFinite) { return "--horizon takes a time above zero." }
    return switch threshold {
    case nil: nil
    case .score(let score): score.isFinite ? nil : "--threshold takes a number."
    case .probability(let risk):
      risk > 0 && risk < 1 ? nil : "--risk-threshold takes a probability between 0 and 1."
    case .call: nil
    }
  }
}

extension NamedSubjectProblem: Worded {
  package var words: CommandFailure { CommandFailure(.usage, sentence) }

  private var sentence: String {
    switch self {
    case .noCohort: "--bundle wants --cohort with the patients"
    case .besideBundle:
      "--bundle brings its own score, clinical model and probabilities: leave --table, --score, --model, --clinical "
        + "and --probability out"
    case .withoutBundle:
      "--cohort, --features, --slide, --skip and --keep-columns are for a --bundle; a table is named with --table"
    case .nothing: "Name a --table, or a --bundle with its --cohort"
    case .scoreOrModel: "Name one of --score (a column of the table) and --model (a fit file)"
    }
  }
}

extension EvaluationFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noFile(let file):
      CommandFailure(.noInput, "\(file): there is no such file, or it may not be read; check the path")
    case .cohort(let failure, let table): failure.words(path: table)
    case .noFit(let file):
      CommandFailure(.badData, "\(file): this is no model of `coverslip fit --json`; make it with that command")
    case .noRecord(let file):
      CommandFailure(
        .badData, "\(file): this is no evaluation of `coverslip evaluate --report`; make it with that command")
    case .unitsDiffer(let file, let model, let here):
      CommandFailure(
        .usage,
        "\(file) was made on times in \(model.rawValue), and these count \(here.rawValue); write both in one unit")
    case .trainingItself(let table):
      CommandFailure(
        .badData,
        "\(table): this is the table that the bundle was trained on, and what it makes of its own training says "
          + "nothing of other patients; name another cohort, or read its out-of-fold figures with coverslip model show")
    case .trainingMembers(let table, let lines): Self.members(table, lines)
    }
  }

  private static func members(_ table: String, _ lines: [Int]) -> CommandFailure {
    let who = lines.count == 1 ? "a patient has" : "\(lines.count) patients have"
    return CommandFailure(
      .badData,
      "\(table): \(who) the features and the outcome of a patient whom the bundle was trained on "
        + "(\(lines.lineWords)); others of the training may be among these with a follow-up that was rounded or goes "
        + "on, which are not found: name another cohort")
  }
}
