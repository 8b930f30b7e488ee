import Casework
import NeuralNetworks

extension ModelBundle {
  /// Which model speaks, as findings record it.
  package var identity: ModelIdentity {
    ModelIdentity(
      name: card.name, version: card.version, digest: digest, demonstration: card.demonstration,
      threshold: combined.threshold)
  }
}
