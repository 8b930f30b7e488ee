import FeatureFiles

extension FeatureFolder {
  /// Writes features of tiles without places: the tensor `features`, and in the metadata what made them.
  package func write(_ answer: EncodeTiles.Answer, to path: String) throws {
    let network = answer.network
    var document = SafetensorsDocument(
      metadata: ["encoder": network.name, "precision": network.precision.rawValue, "layout": network.description])
    document.metadata["encoder_digest"] = try network.digest()
    document.add("features", shape: [answer.count, network.featureCount], floats: answer.features)
    try document.write(to: path)
  }
}
