import NeuralNetworks
import TissueAnalysis

extension MorphometryEncoder {
  /// As bundles name it.
  package static var card: EncoderCard {
    let encoder = MorphometryEncoder(stains: .ruifrok)
    return EncoderCard(
      kind: encoder.name, mpp: encoder.mpp, tilePixels: encoder.tilePixels,
      features: MorphometryEncoder.features.map(\.name))
  }
}
