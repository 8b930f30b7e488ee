import FeatureFiles

/// Owkin's ABMIL for 3 features and 4 hidden units, its values a sawtooth.
enum SmallABMIL {
  /// With layers of these shapes on top.
  static func document(head: [String: [Int]] = ["mlp.0.0": [2, 4], "mlp.1": [1, 2]]) -> SafetensorsDocument {
    let layers = [
      "tiles_emb.hidden_layers.0": [4, 3], "attention_layer.att": [4, 4], "attention_layer.gate": [4, 4],
      "attention_layer.w": [1, 4],
    ].merging(head) { $1 }
    var document = SafetensorsDocument()
    for (name, shape) in layers.sorted(by: { $0.key < $1.key }) {
      document.add("\(name).weight", shape: shape, floats: sawtooth(shape[0] * shape[1]))
      document.add("\(name).bias", shape: [shape[0]], floats: sawtooth(shape[0]))
    }
    return document
  }

  private static func sawtooth(_ count: Int) -> [Float] { (0..<count).map { Float($0 * 7 % 11) / 5 - 0.8 } }
}
