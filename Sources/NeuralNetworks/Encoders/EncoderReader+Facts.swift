/// What the weights say of the entries of a configuration.
extension EncoderReader {
  /// By the names of timm's arguments and of transformers' configurations.
  var facts: [String: ConfigurationClaims.Fact] {
    switch self {
    case .transformer(let reader): reader.facts
    case .residual: Self.factsOfResidual
    case .swin(let reader): reader.facts
    }
  }

  private static let factsOfResidual: [String: ConfigurationClaims.Fact] = [
    "act_layer": .name(["ReLU"], ", as it is run here"), "hidden_act": .name(["relu"], ", as it is run here"),
    "block_fn": .name(["Bottleneck"], ", as the weights are"), "global_pool": .name(["avg"]),
    "num_features": ConfigurationClaims.Fact(expected: "a number") { $0.side != nil }, "output_stride": .number(32),
  ]
}

extension TransformerReader {
  fileprivate var facts: [String: ConfigurationClaims.Fact] {
    sizeFacts.merging(layerFacts) { first, _ in first }
  }

  private var sizeFacts: [String: ConfigurationClaims.Fact] {
    let (width, depth) = (ConfigurationClaims.Fact.number(sizes.width), ConfigurationClaims.Fact.number(sizes.depth))
    let registers = ConfigurationClaims.Fact.number(sizes.registers)
    return [
      "hidden_size": width, "embed_dim": width, "num_features": width, "num_hidden_layers": depth, "depth": depth,
      "patch_size": .number(sizes.patch), "num_register_tokens": registers, "reg_tokens": registers, "image_size": grid,
      "img_size": grid, "mlp_ratio": ratio, "intermediate_size": .number(sizes.hidden),
    ]
  }

  private var layerFacts: [String: ConfigurationClaims.Fact] {
    var facts: [String: ConfigurationClaims.Fact] = [
      "use_swiglu_ffn": .flag(sizes.isGated), "global_pool": poolOfTokens, "interpolate_offset": offset,
      "interpolate_antialias": .flag(resampling == .bicubicAntialiased, ", as these weights are published"),
    ]
    if sizes.isGated {
      facts["mlp_layer"] = .name(["SwiGLUPacked"], ", as the weights are")
      facts["ffn_layer"] = .name(["swiglu", "swiglufused"], ", as the weights are")
      facts["act_layer"] = .name(["SiLU", "swish"], " in SwiGLU, as it is run here")
      // transformers' SwiGLU has SiLU whatever `hidden_act` says.
      facts["hidden_act"] = .name(["gelu", "silu", "swish"])
    } else {
      facts["mlp_layer"] = .name(["Mlp"], ", as the weights are")
      facts["ffn_layer"] = .name(["mlp"], ", as the weights are")
      facts["act_layer"] = .name(["GELU"], ", the exact one")
      facts["hidden_act"] = .name(["gelu"], ", the exact one")
    }
    return facts
  }

  /// The class token is read with and without patches; a pool over the patches has another last layer norm.
  private var poolOfTokens: ConfigurationClaims.Fact {
    ConfigurationClaims.Fact(expected: "\"token\" or nothing") { $0 == .text("token") || $0 == .text("") }
  }

  private var resampling: PositionGrid.Resampling { keys.library.resampling(hasRegisters: sizes.registers > 0) }

  private var offset: ConfigurationClaims.Fact {
    let value = resampling == .bicubicOffset ? 0.1 : 0
    return ConfigurationClaims.Fact(expected: "\(value), as these weights are published") { $0.side == value }
  }

  /// The size that the network was built for, by the grid of its positions; CONCH v1.5 is built for another than it
  /// runs at, and timm says the size of the tiles where positions are resampled as they are loaded.
  private var grid: ConfigurationClaims.Fact {
    let befores = keys.library.positionsBefore(registers: sizes.registers)
    let sides = befores.compactMap { before -> Int? in
      let root = Int(Double(max(0, sizes.positions - before)).squareRoot().rounded())
      return root * root == sizes.positions - before ? root * sizes.patch : nil
    }
    let isFree = keys.library == .conch || keys.library == .keep
    return ConfigurationClaims.Fact(
      expected: sides.map { "\($0)" }.joined(separator: " or ") + ", as the positions in the weights are"
    ) { value in isFree || sides.contains { Double($0) == value.side } }
  }

  /// Of the packed SwiGLU of timm the first layer is as wide as the ratio says; of that of DINOv2 two thirds of it,
  /// rounded up to a multiple of 8.
  private var ratio: ConfigurationClaims.Fact {
    let (width, hidden, isGated) = (Double(sizes.width), sizes.hidden, sizes.isGated)
    return ConfigurationClaims.Fact(
      expected: "the ratio of a feed-forward half of \(hidden) values, as the weights are"
    ) { value in
      guard let ratio = value.side else { return false }
      let told = Int(width * ratio + 1e-6)
      return told == hidden || (isGated && (told / 2 == hidden || (told * 2 / 3 + 7) / 8 * 8 == hidden))
    }
  }
}
