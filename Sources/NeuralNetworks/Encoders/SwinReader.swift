import Tensors

/// Takes CTransPath's tensors under the names that its authors' timm gives them, or later versions of timm.
struct SwinReader {
  static let layout = "CTransPath (Swin transformer behind convolutions)"

  private var weights: WeightFile
  /// Blocks by stage.
  let depths: [Int]
  /// Features per tile.
  let width: Int
  /// Side of a window, tokens.
  let window: Int
  /// Tokens of the first stage are so wide.
  private let first: Int

  /// `nil` where the keys are not those of a Swin transformer behind two convolutions.
  init?(_ weights: WeightFile) throws(WeightsFailure) {
    guard weights.has("patch_embed.proj.0.weight"), weights.has("layers.0.blocks.0.attn.relative_position_bias_table")
    else { return nil }
    self.weights = weights
    self.weights.layout = Self.layout
    let stages = (0...).first { !weights.holds(prefix: "layers.\($0).blocks.0.") } ?? 0
    depths = (0..<stages).map { stage in
      (0...).first { !weights.holds(prefix: "layers.\(stage).blocks.\($0).") } ?? 0
    }
    let table = weights.shape("layers.0.blocks.0.attn.relative_position_bias_table") ?? []
    let row = Int(Double(table.first ?? 0).squareRoot().rounded())
    guard table.count == 2, row * row == table[0], row % 2 == 1, table[1] > 0 else {
      throw .shape(
        file: weights.name, tensor: "layers.0.blocks.0.attn.relative_position_bias_table", expected: [169, -1],
        found: table)
    }
    window = (row + 1) / 2
    first = weights.shape("layers.0.blocks.0.norm1.weight")?.first ?? 0
    width = first << max(0, stages - 1)
  }

  /// The tile's side is a multiple of it: every stage is cut into whole windows.
  var tileStep: Int { 4 * window << max(0, depths.count - 1) }

  /// What the weights say of the entries of a configuration.
  var facts: [String: ConfigurationClaims.Fact] {
    typealias Fact = ConfigurationClaims.Fact
    return [
      "act_layer": .name(["GELU"], ", the exact one"), "hidden_act": .name(["gelu"], ", the exact one"),
      "embed_dim": .number(first), "num_features": .number(width), "hidden_size": .number(width),
      "window_size": .number(window), "patch_size": .number(4), "global_pool": .name(["avg"]),
      "depths": Fact(expected: "\(depths), as the weights are") { [depths] in
        $0 == .list(depths.map { .number(Double($0)) })
      },
      "image_size": Fact(expected: "a side") { $0.side != nil },
      "img_size": Fact(expected: "a side") { $0.side != nil },
    ]
  }

  /// The network, of which every tensor was taken; what is computed from its sizes and the classifier are left aside.
  mutating func network(_ settings: EncoderSettings) throws(WeightsFailure) -> SwinTransformer {
    let stem = [try convolution("patch_embed.proj.0", "patch_embed.proj.1", inputs: 3)]
    let second = try convolution("patch_embed.proj.3", "patch_embed.proj.4", inputs: stem[0].outputs)
    let weight = try weights.parameter("patch_embed.proj.6.weight", shape: [first, second.outputs, 1, 1])
    let bias = try weights.parameter("patch_embed.proj.6.bias", shape: [first])
    let embeddingNorm = try weights.norm("patch_embed.norm", width: first)
    var stages: [SwinTransformer.Stage] = []
    for stage in depths.indices { stages.append(try self.stage(stage, width: first << stage)) }
    let norm = try weights.norm("norm", width: width)
    weights.ignore { key in
      key.hasPrefix("head.")
        || [".relative_position_index", ".attn_mask", ".num_batches_tracked"].contains(where: key.hasSuffix)
    }
    try weights.finish()
    return SwinTransformer(
      side: settings.tilePixels, stem: stem + [second], embedding: Linear(weight: weight, bias: bias),
      embeddingNorm: embeddingNorm, stages: stages, norm: norm, epsilon: settings.epsilon,
      normalisation: settings.normalisation)
  }

  private mutating func stage(_ stage: Int, width: Int) throws(WeightsFailure) -> SwinTransformer.Stage {
    var blocks: [SwinTransformer.Block] = []
    for number in 0..<depths[stage] { blocks.append(try block("layers.\(stage).blocks.\(number)", width: width)) }
    guard stage < depths.count - 1 else { return SwinTransformer.Stage(blocks: blocks, merging: nil) }
    // At the end of a stage in the authors' timm, at the start of the next one in later versions.
    let isAtEnd = weights.has("layers.0.downsample.reduction.weight")
    let name = "layers.\(isAtEnd ? stage : stage + 1).downsample"
    let reduction = try weights.parameter("\(name).reduction.weight", shape: [2 * width, 4 * width])
    let merging = SwinTransformer.Merging(
      norm: try weights.norm("\(name).norm", width: 4 * width), reduction: Linear(weight: reduction, bias: nil))
    return SwinTransformer.Stage(blocks: blocks, merging: merging)
  }

  private mutating func block(_ name: String, width: Int) throws(WeightsFailure) -> SwinTransformer.Block {
    let row = 2 * window - 1
    let positions = try weights.parameter("\(name).attn.relative_position_bias_table", shape: [row * row, -1])
    guard width % positions.columns == 0 else {
      throw .shape(
        file: weights.name, tensor: "\(name).attn.relative_position_bias_table", expected: [row * row, -1],
        found: [positions.rows, positions.columns])
    }
    let up = try weights.linear("\(name).mlp.fc1", inputs: width)
    return SwinTransformer.Block(
      norm1: try weights.norm("\(name).norm1", width: width),
      queryKeyValue: try weights.linear("\(name).attn.qkv", inputs: width, outputs: 3 * width), positions: positions,
      projection: try weights.linear("\(name).attn.proj", inputs: width, outputs: width),
      norm2: try weights.norm("\(name).norm2", width: width), up: up,
      down: try weights.linear("\(name).mlp.fc2", inputs: up.weight.rows, outputs: width))
  }

  /// A 3 x 3 convolution of stride 2 without bias and the batch norm behind it, whose epsilon is PyTorch's.
  private mutating func convolution(_ name: String, _ norm: String, inputs: Int) throws(WeightsFailure) -> Convolution {
    let weight = try weights.parameter("\(name).weight", shape: [-1, inputs, 3, 3])
    let variance = try weights.parameter("\(norm).running_var", shape: [weight.rows])
    if let negative = variance.elements.first(where: { $0 < 0 }) {
      throw .configuration(
        file: weights.name, entry: "\(norm).running_var", expected: "no variance below 0", found: "\(negative)")
    }
    let folded = Convolution.BatchNorm(
      weight: try weights.parameter("\(norm).weight", shape: [weight.rows]),
      bias: try weights.parameter("\(norm).bias", shape: [weight.rows]),
      mean: try weights.parameter("\(norm).running_mean", shape: [weight.rows]), variance: variance, epsilon: 1e-5)
    return Convolution(weight: weight, kernel: 3, stride: 2, padding: 1, folding: folded)
  }
}
