/// The weights of an encoder, recognised and not yet taken.
enum EncoderReader {
  case transformer(TransformerReader)
  case residual(ResidualReader)
  case swin(SwinReader)

  init(_ weights: WeightFile) throws(WeightsFailure) {
    if let foreign = ForeignNetwork(recognisedIn: weights) {
      throw .foreign(file: weights.name, network: foreign.words, known: Self.known)
    }
    if let reader = try TransformerReader(weights) {
      self = .transformer(reader)
    } else if let reader = ResidualReader(weights) {
      self = .residual(reader)
    } else if let reader = try SwinReader(weights) {
      self = .swin(reader)
    } else {
      throw .unknownLayout(file: weights.name, keys: Array(weights.keys.prefix(4)), known: Self.known)
    }
  }

  /// For errors.
  static let known = [
    "a vision transformer of timm, transformers or facebookresearch", "the vision tower of KEEP or CONCH v1.5",
    "CTransPath",
    "a ResNet of bottlenecks",
  ]

  /// What was recognised.
  var layout: String {
    switch self {
    case .transformer(let reader): reader.keys.library.rawValue
    case .residual: ResidualReader.layout
    case .swin: SwinReader.layout
    }
  }

  /// Takes every tensor.
  func network(_ settings: EncoderSettings, file: String) throws(WeightsFailure) -> EncoderNetwork.Network {
    switch self {
    case .transformer(var reader):
      let heads = try checkedHeads(settings, width: reader.sizes.width, file)
      guard fitting.contains(settings.feature), let feature = settings.feature.ofTransformer else {
        throw unfit(settings.feature, file)
      }
      try check(settings.tilePixels, multipleOf: reader.sizes.patch, file)
      try check(patches: settings.tilePixels / reader.sizes.patch, file)
      return .transformer(try reader.network(settings, heads: heads, feature: feature))
    case .residual(var reader):
      guard settings.feature == .meanOfLayer3 else { throw unfit(settings.feature, file) }
      try check(settings.tilePixels, multipleOf: 32, file)
      return .residual(try reader.network(settings))
    case .swin(var reader):
      guard settings.feature == .meanToken else { throw unfit(settings.feature, file) }
      try check(settings.tilePixels, multipleOf: reader.tileStep, file)
      return .swin(try reader.network(settings))
    }
  }

  private func checkedHeads(_ settings: EncoderSettings, width: Int, _ file: String) throws(WeightsFailure) -> Int {
    guard let heads = settings.heads, heads > 0, width % heads == 0 else {
      throw .configuration(
        file: file, entry: "heads", expected: "a divisor of the width \(width)", found: settings.heads.map { "\($0)" })
    }
    return heads
  }

  private func check(_ tilePixels: Int, multipleOf step: Int, _ file: String) throws(WeightsFailure) {
    guard tilePixels >= step, tilePixels <= 2048, tilePixels % step == 0 else {
      throw .configuration(
        file: file, entry: "tile_px", expected: "a multiple of \(step) up to 2048", found: "\(tilePixels)")
    }
  }

  /// The scores of one head grow with the square of the patches: 67 MB for 64 x 64 of them.
  private func check(patches side: Int, _ file: String) throws(WeightsFailure) {
    guard side > 64 else { return }
    throw .configuration(
      file: file, entry: "tile_px", expected: "a tile of at most 64 x 64 patches", found: "\(side) x \(side) patches")
  }

  private func unfit(_ feature: EncoderFeature, _ file: String) -> WeightsFailure {
    let expected = fitting.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    return .configuration(file: file, entry: "feature", expected: expected, found: feature.rawValue)
  }

  /// The features that such a network has.
  private var fitting: [EncoderFeature] { onlyFeature.map { [$0] } ?? [.classToken, .classTokenAndMeanPatch] }
}

extension EncoderReader {
  /// The published presets whose networks have the sizes of these weights.
  var presets: [EncoderPreset] { EncoderPreset.all.filter { mismatch($0) == nil } }

  /// The first size in which the weights are not those of `preset`.
  func mismatch(_ preset: EncoderPreset) -> (what: String, expected: String, found: String)? {
    sizes(of: preset).first { $0.expected != $0.found }
  }

  private func sizes(of preset: EncoderPreset) -> [(what: String, expected: String, found: String)] {
    switch (self, preset.shape) {
    case (.transformer(let reader), .transformer(let library, let width, let depth, let patch, let registers, _)):
      [
        (
          "layout", library.rawValue,
          (preset.libraries.contains(reader.keys.library) ? library : reader.keys.library).rawValue
        ),
        ("width", "\(width)", "\(reader.sizes.width)"),
        ("depth", "\(depth)", "\(reader.sizes.depth)"), ("patch", "\(patch)", "\(reader.sizes.patch)"),
        ("registers", "\(registers)", "\(reader.sizes.registers)"),
        ("block", preset.block, reader.sizes.block),
      ]
    case (.residual(let reader), .residual(let blocks, let channels)):
      [("blocks", "\(blocks)", "\(reader.blocks)"), ("channels", "\(channels)", "\(reader.channels)")]
    case (.transformer(let reader), .residual):
      [("layout", ResidualReader.layout, reader.keys.library.rawValue)]
    case (.residual, .transformer(let library, _, _, _, _, _)), (.swin, .transformer(let library, _, _, _, _, _)):
      [("layout", library.rawValue, layout)]
    case (.swin(let reader), .swin(let width, let depths)):
      [("width", "\(width)", "\(reader.width)"), ("depths", "\(depths)", "\(reader.depths)")]
    case (.swin, .residual): [("layout", ResidualReader.layout, layout)]
    case (.transformer, .swin), (.residual, .swin): [("layout", SwinReader.layout, layout)]
    }
  }
}
