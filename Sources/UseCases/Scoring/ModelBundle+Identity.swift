import Casework
import Microscopy
import NeuralNetworks

extension ModelBundle {
  /// Which model speaks, as findings record it.
  package var identity: ModelIdentity {
    ModelIdentity(
      name: card.name, version: card.version, digest: digest, demonstration: card.demonstration,
      threshold: combined.threshold)
  }

  /// The features of tiles as measurements, beside those of the training; `nil` where the encoder gives its features no
  /// names, as networks do.
  package func measures(of features: [Float]) -> TileMeasures? {
    let names = card.encoder.features
    guard names.count == width, !names.contains(where: { $0.contains(",") }) else { return nil }
    let cohort = distribution.map {
      MeasureSpread(mean: $0.standardisation.mean, deviation: $0.standardisation.deviation)
    }
    return TileMeasures(names: names, values: features, cohort: cohort)
  }
}
