import NeuralNetworks

/// Throws where a feature file names an encoder whose features are published to have another width than the file's: one
/// name stands for different features in different tools, and a file may bear another's name.
package func requireToolsWidth(encoder: String?, width: Int, file path: String) throws {
  guard let encoder else { return }
  let widths = EncoderPreset.widths(ofToolsName: encoder)
  guard !widths.isEmpty, !widths.contains(width) else { return }
  throw FeatureFailure.toolsWidth(path: path, encoder: encoder, published: widths, found: width)
}
