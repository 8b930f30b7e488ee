import Casework
import NeuralNetworks
import Prognosis
import Workstation

extension ModelBundle {
  /// Which model speaks, as findings record it.
  var identity: ModelIdentity {
    ModelIdentity(
      name: card.name, version: card.version, digest: digest, demonstration: card.demonstration,
      threshold: combined.threshold)
  }

  /// What the screens tell of the model.
  var summary: ModelSummary {
    let curves = card.curves.compactMap { curve in
      Call(rawValue: curve.group).map {
        SurvivalCurve(group: $0, patients: curve.count, years: curve.times, survival: curve.survival)
      }
    }
    return ModelSummary(
      digest: digest, name: card.name, version: card.version, demonstration: card.demonstration, curves: curves,
      performance: card.performance.map(\.line))
  }
}

extension PerformanceFigure {
  /// `c-index, slide score 0.781 (0.723 to 0.839), n 300`.
  var line: String {
    let limits = lower.flatMap { low in upper.map { " (\(Words.decimal(low)) to \(Words.decimal($0)))" } } ?? ""
    return "\(name) \(Words.decimal(estimate))\(limits), n \(count)"
  }
}
