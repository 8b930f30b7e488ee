import Basics
import Casework
import Evaluation
import Labels
import Prognosis
import TerminalKit

extension ModelView {
  /// Which model it is, whom it is for, and from where on a call is high.
  func aboutLines(_ model: ModelSummary, _ columns: Int) -> [Line] {
    let name = TextWidth.printable("\(model.name) \(model.version)")
    var head = Line(TextWidth.truncated(name, to: columns - 8), theme[.title])
    if model.demonstration {
      head.append("  ")
      head.append(" DEMO ", theme[.demo])
    }
    return [head] + otherModelLines(model, columns) + pair("digest", model.digest, columns)
      + [Line(Self.researchUse + ".", theme[.warning])] + cautionLines(model, columns)
      + wrapped(model.description, columns: columns, style: theme[.text])
      + pair("for", model.intendedUse.words, columns) + pair("call", callWords(model), columns)
      + tenYearLines(model, columns)
      + pair("weighs", model.combined, columns)
      + pair("networks", model.networks, columns) + pair("encoder", model.encoder, columns)
  }

  /// The findings of the open case are not always this model's.
  private func otherModelLines(_ model: ModelSummary, _ columns: Int) -> [Line] {
    guard let scorer, scorer.digest != model.digest else { return [] }
    let words =
      "! The open case was scored by another model: \(scorer.name) \(scorer.version), digest "
      + "\(scorer.digest.prefix(12))…"
    return wrapped(words, columns: columns, style: theme[.warning])
  }

  /// What speaks against the model stands before what it is for.
  private func cautionLines(_ model: ModelSummary, _ columns: Int) -> [Line] {
    model.cautions.flatMap { wrapped("! " + $0.words, columns: columns, style: theme[.warning]) }
  }

  private func callWords(_ model: ModelSummary) -> String {
    "high from \(NumberText.screen.percent(model.threshold)) risk of metastatic relapse within "
      + NumberText.years(model.horizonYears)
  }

  /// Whether the probability at ten years is told, and why not.
  private func tenYearLines(_ model: ModelSummary, _ columns: Int) -> [Line] {
    let reach = model.prognosis?.tenYearReach(model.curves)
    return reach?.phrase(horizon: model.horizonYears).map { pair("10 years", $0, columns) } ?? []
  }

  /// The courses of both groups in the card, as large as `rows` of a screen allow.
  func courseLines(_ model: ModelSummary, columns: Int, rows: Int) -> [Line] {
    let title = "Free of metastasis, by group"
    guard !model.curves.isEmpty else {
      return [heading(title, note: "Kaplan-Meier", columns)]
        + wrapped("The card holds no curves.", columns: columns, style: theme[.text])
    }
    let note =
      model.training == nil
      ? "Read off at whole years. The card does not say whose courses these are."
      : "Read off at whole years. Patients of the training, called by networks and Cox models that had not seen them."
    let words = CourseWords(
      title: title, events: "relapses", unit: "years", horizon: model.horizonYears, note: note)
    return courseLines(model.curves, words, columns: columns, rows: rows)
  }

  /// On whom and how it was trained, and what the cohort could not carry.
  func trainingLines(_ model: ModelSummary, _ columns: Int) -> [Line] {
    let head = [heading("Training", columns)]
    guard let training = model.training else {
      return head + wrapped("The card holds no training: it was not done here.", columns: columns, style: theme[.text])
    }
    let numbers =
      "\(NumberText.screen.grouped(training.patients)), \(NumberText.screen.grouped(training.events)) of whom "
      + "relapsed; "
    let warnings = training.warnings.flatMap { wrapped("! " + $0, columns: columns, style: theme[.warning]) }
    return head + pair("cohort", training.cohort, columns)
      + pair("patients", numbers + "\(NumberText.screen.grouped(training.tiles)) tiles", columns)
      + pair("plan", training.plan, columns) + pair("seed", String(training.seed), columns)
      + (warnings.isEmpty ? pair("warnings", "none in the card", columns) : warnings)
  }
}

extension IntendedUse {
  /// `ER positive, HER2 negative, 18 years and over`.
  fileprivate var words: String {
    let parts = [
      er.map { "ER \($0.label)" }, her2.map { "HER2 \($0.label)" },
      minimumAge.map { "\(NumberText.years($0)) and over" },
    ].compactMap(\.self)
    return parts.isEmpty ? "not said in the card" : parts.joined(separator: ", ")
  }
}

extension NumberText {
  /// `5 years`, `2.5 years`.
  fileprivate static func years(_ years: Double) -> String {
    screen.fixed(years, digits: years.rounded() == years ? 0 : 1) + " years"
  }
}
