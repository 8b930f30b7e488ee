/// The settings of an encoder and where they come from.
struct ResolvedSettings {
  let settings: EncoderSettings
  let assumptions: [EncoderAssumption]
  /// The JSON files that were read.
  let files: [String]
}

extension EncoderSettings {
  /// The settings of a folder's encoder, and what was taken by convention.
  ///
  /// A preset overrules the folder's configuration, `options.heads` overrules both. Without a preset the configuration
  /// must tell all but the heads, which published widths have in common and which are then said to be assumed; the tile
  /// is 224 px (448 of CONCH v1.5) at 0.5 um/px unless it says.
  static func resolved(
    folder: String, _ reader: EncoderReader, _ options: EncoderOptions
  ) throws(WeightsFailure) -> ResolvedSettings {
    if let name = options.preset {
      let settings = try ofPreset(name, folder, reader, options)
      return ResolvedSettings(settings: settings, assumptions: [], files: [])
    }
    let told = try EncoderConfiguration(folder: folder)
    let (settings, assumptions) = try ofConfiguration(told, named: lastComponent(folder), reader, options)
    return ResolvedSettings(settings: settings, assumptions: assumptions, files: told.files)
  }

  private static func ofPreset(
    _ name: String, _ folder: String, _ reader: EncoderReader, _ options: EncoderOptions
  ) throws(WeightsFailure) -> EncoderSettings {
    guard let preset = EncoderPreset.named(name) else {
      throw .unknownPreset(name: name, known: EncoderPreset.all.map(\.name))
    }
    if let (what, expected, found) = reader.mismatch(preset) {
      throw .preset(name: name, file: folder, what: what, expected: expected, found: found)
    }
    return EncoderSettings(
      name: options.name ?? name, normalisation: preset.normalisation, epsilon: preset.epsilon, feature: preset.feature,
      heads: options.heads ?? preset.heads, tilePixels: preset.tilePixels, mpp: preset.mpp)
  }

  private static func ofConfiguration(
    _ told: EncoderConfiguration, named name: String, _ reader: EncoderReader, _ options: EncoderOptions
  ) throws(WeightsFailure) -> (EncoderSettings, [EncoderAssumption]) {
    let (epsilon, entry) = reader.epsilon(told)
    try check(told, reader)
    let unread = try told.claims.check(reader.facts)
    let feature = told.feature?.value ?? reader.onlyFeature
    guard let mean = told.mean, let deviation = told.deviation, let epsilon, let feature else {
      let entries = [
        told.mean == nil ? "mean" : nil, told.deviation == nil ? "std" : nil, epsilon == nil ? entry : nil,
        feature == nil ? "feature" : nil,
      ]
      throw .untold(file: told.file, entries: entries.compactMap { $0 }, presets: reader.presets.map(\.name))
    }
    let (heads, assumed) = reader.heads(options.heads ?? told.heads?.value ?? reader.heads(of: told.architecture))
    var assumptions = assumed
    if !unread.isEmpty { assumptions.append(.unread(unread)) }
    if let gate = reader.assumedGate(told.claims) { assumptions.append(gate) }
    let settings = EncoderSettings(
      name: options.name ?? told.name?.value ?? name,
      normalisation: ChannelNormalisation(mean: mean.value, deviation: deviation.value),
      epsilon: epsilon.value, feature: feature, heads: heads, tilePixels: told.tilePixels?.value ?? reader.usualTile,
      mpp: told.mpp?.value ?? 0.5)
    return (settings, assumptions)
  }

  private static func check(_ told: EncoderConfiguration, _ reader: EncoderReader) throws(WeightsFailure) {
    if let bias = told.hasAttentionBias, case .transformer(let reader) = reader,
      bias.value != reader.sizes.hasAttentionBias
    {
      throw .configuration(
        file: bias.file, entry: "qkv_bias", expected: "\(reader.sizes.hasAttentionBias), as the weights are",
        found: "\(bias.value)")
    }
    if let mpp = told.mpp, !(mpp.value > 0 && mpp.value < 100) {
      throw .configuration(
        file: mpp.file, entry: "mpp", expected: "micrometres per px above 0", found: "\(mpp.value)")
    }
  }

  private static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last { $0 != "." }.map(String.init) ?? path
  }
}

extension EncoderReader {
  /// The epsilon that concerns this network, and the name of its entry.
  fileprivate func epsilon(_ told: EncoderConfiguration) -> (EncoderConfiguration.Told<Float>?, String) {
    switch self {
    case .transformer, .swin: (told.layerNormEpsilon, "layer_norm_eps")
    case .residual: (told.batchNormEpsilon, "batch_norm_eps")
    }
  }

  /// Attention heads: as told, else by the width.
  ///
  /// Weights do not show them. All published transformers of a width agree (Dosovitskiy et al., ICLR 2021, table 1, and
  /// the giant of DINOv2: 64 columns a head, 80 in the huge one). Other widths that are a multiple of 64 are taken to
  /// have as many heads; narrower ones six in a plain network of timm, as the small one of DINO has, and four
  /// otherwise. That is an assumption, which the caller must say. A Swin transformer's weights show them.
  fileprivate func heads(_ told: Int?) -> (Int?, [EncoderAssumption]) {
    guard case .transformer(let reader) = self else { return (nil, []) }
    let width = reader.sizes.width
    if let told { return (told, []) }
    let published = [384: 6, 768: 12, 1024: 16, 1280: 16, 1536: 24]
    let isPlain = reader.keys.library == .timm && !reader.sizes.hasLayerScale
    let narrow = width >= 128 && width % 64 == 0 ? width / 64 : isPlain && width % 6 == 0 ? 6 : 4
    let heads = published[width] ?? narrow
    return (heads, [.heads(heads, width: width)])
  }

  /// What timm's architecture of this name has, unless its width was changed (timm 1, vision_transformer.py).
  fileprivate func heads(of architecture: (name: EncoderConfiguration.Told<String>, width: Int?)?) -> Int? {
    guard case .transformer(let reader) = self, let architecture else { return nil }
    let known: [(prefix: String, width: Int, heads: Int)] = [
      ("vit_tiny_", 192, 3), ("vit_small_", 384, 6), ("vit_base_", 768, 12), ("vit_large_", 1024, 16),
      ("vit_huge_", 1280, 16), ("vit_giant_patch14_dinov2", 1536, 24), ("vit_giant_patch14_reg4_dinov2", 1536, 24),
    ]
    let width = architecture.width ?? reader.sizes.width
    return known.first {
      architecture.name.value.hasPrefix($0.prefix) && $0.width == width && width == reader.sizes.width
    }?.heads
  }

  /// timm takes GELU in the gate of an `mlp_layer` where no `act_layer` is named with it; the published networks name
  /// SiLU.
  fileprivate func assumedGate(_ claims: ConfigurationClaims) -> EncoderAssumption? {
    guard case .transformer(let reader) = self, reader.sizes.isGated, claims.value("mlp_layer") != nil,
      claims.value("act_layer") == nil
    else { return nil }
    return .gate("SiLU")
  }

  /// The feature of a network that has only one; `nil` where there is a choice.
  var onlyFeature: EncoderFeature? {
    switch self {
    case .transformer(let reader): reader.keys.library.featureOfHead
    case .residual: .meanOfLayer3
    case .swin: .meanToken
    }
  }

  /// Side of a tile where nothing says it, px: 224, and 448 of CONCH v1.5.
  fileprivate var usualTile: Int {
    if case .transformer(let reader) = self, reader.keys.library == .conch { 448 } else { 224 }
  }
}
