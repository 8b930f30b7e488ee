/// The library or laboratory that wrote the weights of a vision transformer.
public enum TransformerLibrary: String, Hashable, Sendable {
  /// The names of timm (pytorch-image-models).
  case timm = "timm VisionTransformer"
  /// Hugging Face transformers, ViTModel.
  case vitModel = "transformers ViTModel"
  /// Hugging Face transformers, Dinov2Model.
  case dinov2 = "transformers Dinov2Model"
  /// Hugging Face transformers, Dinov2WithRegistersModel.
  case dinov2WithRegisters = "transformers Dinov2WithRegistersModel"
  /// facebookresearch/dinov2, and who trains with its code (GPFM, OpenMidnight).
  case facebook = "facebookresearch DinoVisionTransformer"
  /// Astaxanthin/KEEP: timm's network and two layers.
  case keep = "KEEP vision tower"
  /// MahmoodLab/conchv1_5: an iBOT network and an attentional pooler.
  case conch = "CONCH v1.5 vision tower"

  /// How it brings position embeddings to another grid (`interpolate_pos_encoding` of each model in transformers 5 and
  /// of facebookresearch/dinov2, whose networks with registers are published with `interpolate_antialias` and no
  /// offset; `resample_abs_pos_embed` of timm 1).
  func resampling(hasRegisters: Bool) -> PositionGrid.Resampling {
    switch self {
    case .timm, .keep, .dinov2WithRegisters: .bicubicAntialiased
    case .vitModel, .dinov2: .bicubic
    case .facebook: hasRegisters ? .bicubicAntialiased : .bicubicOffset
    case .conch: .bicubicOffset
    }
  }

  /// The side of the grid that its code brings stored positions to before that, without antialiasing, whatever the
  /// tile: CONCH v1.5 is built for 14 x 14 patches (mahmoodlab/TRIDENT, conchv1_5.py).
  var builtSide: Int? { self == .conch ? 14 : nil }

  /// Rows of the position embedding that may belong to the class token and the registers.
  func positionsBefore(registers: Int) -> [Int] {
    switch self {
    case .timm: [0, 1, 1 + registers]
    case .vitModel, .dinov2, .dinov2WithRegisters, .facebook, .keep, .conch: [1]
    }
  }

  /// What its networks with a head give; `nil` where the tokens are the feature.
  var featureOfHead: EncoderFeature? {
    switch self {
    case .keep: .projectedClassToken
    case .conch: .pooledTokens
    case .timm, .vitModel, .dinov2, .dinov2WithRegisters, .facebook: nil
    }
  }
}

/// How a library names the tensors of a vision transformer.
struct TransformerKeys: Hashable, Sendable {

  /// Where query, key and value lie: in one tensor [3 width, width], or in one each.
  enum Attention: Hashable, Sendable {
    case packed(String)
    case split(query: String, key: String, value: String)

    /// The layers by name.
    var layers: [String] {
      switch self {
      case .packed(let packed): [packed]
      case .split(let query, let key, let value): [query, key, value]
      }
    }
  }

  /// The feed-forward half: two layers (GELU, or a packed SwiGLU whose first layer is twice as wide as the second
  /// takes), or the three of a SwiGLU.
  enum FeedForward: Hashable, Sendable {
    case two(up: String, down: String)
    case three(gate: String, up: String, down: String)
  }

  var library: TransformerLibrary
  var classToken = "embeddings.cls_token"
  var registers = "embeddings.register_tokens"
  var positions = "embeddings.position_embeddings"
  var patches = "embeddings.patch_embeddings.projection"
  var norm = "layernorm"
  /// Before a block's number; all names below come after it and a point.
  var blocks: String
  var norm1 = "norm1"
  var norm2 = "norm2"
  var attention: Attention
  var projection: String
  var scale1 = "layer_scale1.lambda1"
  var scale2 = "layer_scale2.lambda1"
  var feedForward: FeedForward

  /// Tensors that the library writes and that the features do not need.
  func isIgnorable(_ key: String) -> Bool {
    switch library {
    case .timm: key.hasPrefix("head.")
    case .facebook:
      ["mask_token"].contains(key) || ["head.", "dino_head.", "ibot_head."].contains(where: key.hasPrefix)
    // The text tower and what CLIP's loss needs.
    case .keep: key.hasPrefix("text.") || key == "logit_scale" || key.hasPrefix("visual.head.")
    case .conch: key.hasPrefix("trunk.head.") || key == "trunk.mask_token" || key == "trunk.patch_embed.masked_embed"
    case .vitModel, .dinov2, .dinov2WithRegisters:
      key.hasPrefix("pooler.") || key.hasPrefix("classifier.") || key == "embeddings.mask_token"
    }
  }
}

extension TransformerKeys {
  /// The names that `weights` has, or `nil` where they are of none of the libraries.
  init?(recognisedIn weights: WeightFile) {
    if weights.has("visual.patch_embed.proj.weight"), weights.has("visual_head.0.weight") {
      self = Self.behind("visual.", .keep, scale: weights.has("visual.blocks.0.ls1.weight") ? "weight" : "gamma")
    } else if weights.has("trunk.patch_embed.proj.weight"), weights.has("attn_pool_contrast.query") {
      self = Self.behind("trunk.", .conch)
    } else if weights.has("patch_embed.proj.weight"), weights.holds(prefix: "blocks.0.") {
      self = Self.isOfFacebook(weights) ? .facebook(isGated: weights.holds(prefix: "blocks.0.mlp.w12.")) : .timm
    } else if weights.has("embeddings.patch_embeddings.projection.weight"),
      let blocks = ["encoder.layer.", "encoder.layers.", "layers."].first(where: { weights.holds(prefix: "\($0)0.") })
    {
      self = .transformers(blocks, hasRegisters: weights.has("embeddings.register_tokens")) {
        weights.holds(prefix: "\(blocks)0.\($0).")
      }
    } else {
      return nil
    }
  }

  /// timm writes neither a mask token nor these names.
  private static func isOfFacebook(_ weights: WeightFile) -> Bool {
    ["mask_token", "register_tokens", "blocks.0.mlp.w12.weight"].contains(where: weights.has)
  }

  private static func facebook(isGated: Bool) -> TransformerKeys {
    var keys = timm
    (keys.library, keys.registers) = (.facebook, "register_tokens")
    if isGated { keys.feedForward = .two(up: "mlp.w12", down: "mlp.w3") }
    return keys
  }

  /// timm's names behind the name that a larger model gives its vision tower; LayerScale by `scale`.
  private static func behind(_ prefix: String, _ library: TransformerLibrary, scale: String = "gamma")
    -> TransformerKeys
  {
    var keys = timm
    keys.library = library
    (keys.classToken, keys.registers) = (prefix + keys.classToken, prefix + keys.registers)
    (keys.positions, keys.patches, keys.norm) = (prefix + keys.positions, prefix + keys.patches, prefix + keys.norm)
    (keys.blocks, keys.scale1, keys.scale2) = (prefix + keys.blocks, "ls1.\(scale)", "ls2.\(scale)")
    return keys
  }

  private static let timm = TransformerKeys(
    library: .timm, classToken: "cls_token", registers: "reg_token", positions: "pos_embed",
    patches: "patch_embed.proj", norm: "norm", blocks: "blocks.", attention: .packed("attn.qkv"),
    projection: "attn.proj", scale1: "ls1.gamma", scale2: "ls2.gamma",
    feedForward: .two(up: "mlp.fc1", down: "mlp.fc2"))

  /// Either model of transformers, with the names up to version 4 or those of version 5; `has` asks the first block.
  private static func transformers(
    _ blocks: String, hasRegisters: Bool, _ has: (String) -> Bool
  ) -> TransformerKeys {
    let isVersion5 = has("attention.q_proj")
    let inner = "attention.attention"
    let attention =
      isVersion5
      ? Attention.split(query: "attention.q_proj", key: "attention.k_proj", value: "attention.v_proj")
      : .split(query: "\(inner).query", key: "\(inner).key", value: "\(inner).value")
    let isViT = has("layernorm_before") || has("layernorm_after")
    return TransformerKeys(
      library: isViT ? .vitModel : hasRegisters ? .dinov2WithRegisters : .dinov2, blocks: blocks,
      norm1: isViT ? "layernorm_before" : "norm1",
      norm2: isViT ? "layernorm_after" : "norm2", attention: attention,
      projection: isVersion5 ? "attention.o_proj" : "attention.output.dense", feedForward: feedForward(has))
  }

  private static func feedForward(_ has: (String) -> Bool) -> FeedForward {
    if has("intermediate.dense") { return .two(up: "intermediate.dense", down: "output.dense") }
    if has("mlp.weights_in") { return .two(up: "mlp.weights_in", down: "mlp.weights_out") }
    if has("mlp.gate_proj") { return .three(gate: "mlp.gate_proj", up: "mlp.up_proj", down: "mlp.down_proj") }
    return .two(up: "mlp.fc1", down: "mlp.fc2")
  }

  /// Values that the second layer of a feed-forward half takes; `shape` asks the first block.
  func hidden(_ shape: (String) -> [Int]?) -> Int {
    switch feedForward {
    case .two(_, let down), .three(_, _, let down): shape(down)?.last ?? 0
    }
  }

  /// Whether the feed-forward half is a SwiGLU; `shape` asks the first block.
  func isGated(_ shape: (String) -> [Int]?) -> Bool {
    switch feedForward {
    case .three: true
    case .two(let up, let down):
      if let rows = shape(up)?.first, let columns = shape(down)?.last { rows == 2 * columns } else { false }
    }
  }
}
