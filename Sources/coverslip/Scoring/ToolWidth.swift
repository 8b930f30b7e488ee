import Sentences
import NeuralNetworks

/// Throws where a feature file names an encoder whose features are published to have another width than the file's: one
/// name stands for different features in different tools, and a file may bear another's name.
func requireToolsWidth(encoder: String?, width: Int, file path: String) throws {
  guard let encoder else { return }
  let widths = EncoderPreset.widths(ofToolsName: encoder)
  guard !widths.isEmpty, !widths.contains(width) else { return }
  throw CommandFailure(
    .badData,
    "\(path): names the encoder «\(encoder)», whose features are \(widths.map { "\($0)" }.joined(separator: " or ")) "
      + "wide, and has \(width); name the file of that encoder, or extract the features again")
}
