import Basics
import Casework
import Evaluation
import Labels
import Prognosis
import Reports
import Workstation

/// Whom the model is for, when it may mislead, what speaks for it, and in which versions it spoke.
extension CaseReport {
  /// Figures of the card that a report repeats.
  private static let mostFigures = 6

  var modelBlocks: [ReportBlock] {
    guard finding != nil else { return [] }
    guard let model = ownModel else {
      let words = "The card of the model that scored this case is not at hand: intended use and evidence are not told."
      return [.heading("Intended use and evidence", level: 2), .notice(Notice(.missing, words))]
    }
    return [
      .heading("Intended use and evidence", level: 2),
      .columns([
        FactColumn("Intended use", use(model)), FactColumn("When it may not work", limits(model)),
        FactColumn("Evidence", evidence(model), share: 1.3),
      ]),
    ]
  }

  private func use(_ model: ModelSummary) -> [Fact] {
    let clinical = file.record.clinical
    let violations = model.intendedUse.violations(clinical)
    let missing = model.intendedUse.notGiven(clinical)
    let patient =
      violations.isEmpty ? "within the intended use, as far as it is given" : violations.joined(separator: "; ")
    return [Fact("For", model.intendedUse.reportWords), Fact("This patient", patient)]
      + (missing.isEmpty ? [] : [Fact("Not given", missing.joined(separator: ", "))])
      + [Fact("Card", model.description)]
  }

  private func limits(_ model: ModelSummary) -> [Fact] {
    let sentences = [
      "A low risk is not no risk, and a high risk is not a relapse: it is a share among patients alike.",
      "Of patients outside of the intended use nothing is known.",
      "Stains, scanners and tissue unlike those of the training may mislead it; the flags say what was noticed.",
      "It sees tissue, not where a slide comes from: a wrong specimen is not noticed.",
    ]
    return sentences.map { Fact("", $0) } + model.cautions.map { Fact("", $0.words.sentenceCased) }
  }

  private func evidence(_ model: ModelSummary) -> [Fact] {
    let training = model.training.map { training in
      let size = "\(training.patients.counted("patient")), \(training.events.counted("relapse"))"
      return [Fact("Trained on", "\(training.cohort): \(size)")] + training.warnings.map { Fact("", $0.sentenceCased) }
    }
    let whole = model.figures.filter { $0.subject.level == nil }
    let figures = whole.prefix(Self.mostFigures).map { Fact("", $0.line()) }
    let left = whole.count - figures.count
    let none = figures.isEmpty ? [Fact("", "The card tells no figures.")] : []
    let more = left > 0 ? [Fact("", "\(left.counted("figure")) more in the card.")] : []
    return (training ?? [Fact("Trained on", "not told by the card")]) + figures + none + more
  }

  func versions(_ finding: Finding) -> [Fact] {
    let demo = finding.model.demonstration ? " (DEMO)" : ""
    let libraries = finding.libraries.map { known in
      known.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    return [
      Fact("Model", "\(finding.model.name) \(finding.model.version)\(demo)"), Fact("Digest", finding.model.digest),
      Fact("Threshold", NumberText.screen.percent(finding.model.threshold)),
      Fact("Encoder", [finding.encoder ?? "not known", finding.precision].compactMap(\.self).joined(separator: ", ")),
      Fact("Scored", "\(TimeText.words(finding.computedAt)), \(finding.software)"), Fact("Finding", finding.id),
      Fact("Libraries", libraries ?? "not known"), Fact("Report", software),
    ]
  }
}

extension IntendedUse {
  /// `ER positive, HER2 negative, 18 years and over`; that nothing is required, where nothing is.
  fileprivate var reportWords: String {
    let required = [
      er.map { "ER \($0.label)" }, her2.map { "HER2 \($0.label)" },
      minimumAge.map { NumberText.screen.trimmed($0, digits: 1) + " years and over" },
    ].compactMap(\.self)
    return required.isEmpty ? "the card requires nothing of a patient" : required.joined(separator: ", ")
  }
}
