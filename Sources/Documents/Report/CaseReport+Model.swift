import Basics
import Casework
import Evaluation
import Labels
import Prognosis
import Reports

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
        FactColumn("Intended use", use(model)), FactColumn("When it may not work", limits(model), share: 1.2),
        FactColumn("Evidence", evidence(model), share: 1.4),
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

  /// That a slide's origin biases such models is shown by F. M. Howard et al., Nat Commun 2021;12:4423. The rest
  /// follows from how the models are made: `Prognosis/Covariate` has no treatment.
  private func limits(_ model: ModelSummary) -> [Fact] {
    let sentences = [
      "The probability is a share of patients alike: a low one excludes no relapse, a high one promises none.",
      "It is for patients within the intended use; that it holds for others is not known.",
      "Stains and scanners of other laboratories can bias such models (Howard 2021, Nat Commun 12:4423). The flags "
        + "tell what was noticed; not everything is.",
      "It cannot tell whose slide it sees: a mix-up of patients or specimens is not noticed.",
      "No treatment went into it: who gains from which treatment it does not say.",
    ]
    return sentences.map { Fact("", $0) } + model.cautions.map { Fact("", $0.words.sentenceCased) }
  }

  private func evidence(_ model: ModelSummary) -> [Fact] {
    let training = model.training.map { training in
      // A drawn cohort's name says how many they are.
      let isCounted = training.cohort.hasPrefix("\(training.patients) ")
      let patients = isCounted ? "" : training.patients.counted("patient") + ", "
      let size = patients + training.events.counted("relapse")
      return [Fact("Trained on", "\(training.cohort): \(size)")] + training.warnings.map { Fact("", $0.sentenceCased) }
    }
    let whole = model.figures.filter { $0.subject.level == nil }
    let figures = whole.prefix(Self.mostFigures).map { Fact("", $0.line()) }
    let left = whole.count - figures.count
    let none = figures.isEmpty ? [Fact("", "The card tells no figures.")] : []
    let basis = "In brackets 95 % limits. The card tells how each was taken and on whom"
    let rest = left > 0 ? ", and \(left.counted("more figure"))" : ""
    let more = figures.isEmpty ? [] : [Fact("", basis + rest + ".")]
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
