/// What the JSON files beside the weights tell together; two that disagree are refused.
struct EncoderConfiguration {
  private(set) var name: Told<String>?
  private(set) var mean: Told<SIMD3<Float>>?
  private(set) var deviation: Told<SIMD3<Float>>?
  private(set) var layerNormEpsilon: Told<Float>?
  private(set) var batchNormEpsilon: Told<Float>?
  private(set) var feature: Told<EncoderFeature>?
  private(set) var heads: Told<Int>?
  private(set) var activation: Told<String>?
  private(set) var hasAttentionBias: Told<Bool>?
  /// Side of a tile, px, by whoever exported the weights (`tile_px`).
  private var exportedPixels: Told<Int>?
  /// The same by how pictures are prepared (`input_size`, `crop_size`, `size`).
  private var preparedPixels: Told<Int>?
  /// The same by what the network was built for (`image_size`, `img_size`), where nothing else says it.
  private var builtPixels: Told<Int>?
  /// timm's name of the architecture, with the width that its arguments name instead of its own.
  private(set) var architecture: (name: Told<String>, width: Int?)?
  /// Everything that the files say.
  private(set) var claims = ConfigurationClaims()
  private(set) var mpp: Told<Double>?
  /// `config.json` of the folder, for errors on what nothing tells.
  let file: String
  /// The files that were read.
  private(set) var files: [String] = []

  /// A value and the file that tells it.
  struct Told<Value: Equatable> {
    let value: Value
    let file: String
  }

  /// Reads what is there of the files that ``ConfigurationFile/names`` lists, in `folder`.
  init(folder: String) throws(WeightsFailure) {
    file = "\(folder)/\(ConfigurationFile.names[0])"
    for name in ConfigurationFile.names {
      let path = "\(folder)/\(name)"
      guard let (found, entries) = try ConfigurationFile.read(path) else { continue }
      files.append(path)
      claims.take(entries, file: path)
      try take(found, path)
    }
  }

  private mutating func take(_ found: ConfigurationFile, _ path: String) throws(WeightsFailure) {
    try set(\.name, "name", found.name, path)
    try takePixels(found, path)
    try set(\.layerNormEpsilon, "layer_norm_eps", try Self.epsilon(found.layer_norm_eps, "layer_norm_eps", path), path)
    try set(\.batchNormEpsilon, "batch_norm_eps", try Self.epsilon(found.batch_norm_eps, "batch_norm_eps", path), path)
    try set(\.feature, "feature", try Self.feature(found, path), path)
    for heads in [found.heads, found.num_heads, found.num_attention_heads, found.model_args?.num_heads] {
      try set(\.heads, "heads", heads, path)
    }
    try set(\.hasAttentionBias, "qkv_bias", found.qkv_bias ?? found.model_args?.qkv_bias, path)
    try set(\.activation, "hidden_act", found.hidden_act, path)
    try takeSides(found, path)
    try set(\.mpp, "mpp", found.mpp, path)
    if found.isOfTimm { takeTimmDefaults(path) }
    if let name = found.architecture { architecture = (Told(value: name, file: path), found.model_args?.embed_dim) }
  }

  /// Side of a tile, px: as exported, as prepared, or as built; `nil` where nothing says it.
  var tilePixels: Told<Int>? { exportedPixels ?? preparedPixels ?? builtPixels }

  private mutating func takeSides(_ found: ConfigurationFile, _ path: String) throws(WeightsFailure) {
    try set(\.exportedPixels, "tile_px", found.tile_px, path)
    if let size = found.pretrained_cfg?.input_size {
      guard size.count == 3, size[1] == size[2] else {
        throw .configuration(
          file: path, entry: "pretrained_cfg.input_size", expected: "[3, side, side]", found: "\(size)")
      }
      try set(\.preparedPixels, "input_size", size[1], path)
    }
    let isCut = found.crop_size != nil && (found.do_center_crop ?? true)
    let prepared = isCut ? found.crop_size : found.do_resize ?? true ? found.size : nil
    if let prepared {
      let entry = isCut ? "crop_size" : "size"
      guard let side = prepared.pixels else {
        throw .configuration(file: path, entry: entry, expected: "a square", found: "another shape")
      }
      try set(\.preparedPixels, entry, side, path)
    }
    for side in [found.image_size, found.model_args?.img_size].compactMap({ $0?.side }) {
      builtPixels = builtPixels ?? Told(value: Int(side.clamped(to: 0...1e6)), file: path)
    }
  }

  /// Mean and deviation as the network takes values of 0...1. transformers multiplies bytes by `rescale_factor` (by
  /// default 1/255), which goes into both; where it does not normalise, mean and deviation are 0 and 1.
  private mutating func takePixels(_ found: ConfigurationFile, _ path: String) throws(WeightsFailure) {
    for mean in [found.mean, found.pretrained_cfg?.mean] {
      try set(\.mean, "mean", try Self.channels(mean, "mean", above: -1, path), path)
    }
    for deviation in [found.std, found.pretrained_cfg?.std] {
      try set(\.deviation, "std", try Self.channels(deviation, "std", above: 1e-4, path), path)
    }
    let scale = try Self.rescaling(found, path)
    guard found.do_normalize ?? true else {
      try set(\.mean, "do_normalize", SIMD3<Float>.zero, path)
      try set(\.deviation, "do_normalize", SIMD3<Float>(repeating: Float(1 / scale)), path)
      return
    }
    guard scale == 1 || found.image_mean != nil && found.image_std != nil else {
      throw .configuration(
        file: path, entry: "rescale_factor", expected: "1/255, or image_mean and image_std beside it",
        found: "\(scale / 255)")
    }
    let means = found.image_mean?.map { $0 / scale }
    let deviations = found.image_std?.map { $0 / scale }
    try set(\.mean, "mean", try Self.channels(means, "image_mean", above: -1, path), path)
    try set(\.deviation, "std", try Self.channels(deviations, "image_std", above: 1e-4, path), path)
  }

  /// `rescale_factor` as a multiple of 1/255.
  private static func rescaling(_ found: ConfigurationFile, _ path: String) throws(WeightsFailure) -> Double {
    guard found.do_rescale ?? true else { return 255 }
    guard let factor = found.rescale_factor else { return 1 }
    guard factor > 0, factor <= 1 else {
      throw .configuration(
        file: path, entry: "rescale_factor", expected: "a number above 0 and at most 1", found: "\(factor)")
    }
    return abs(factor * 255 - 1) < 1e-6 ? 1 : factor * 255
  }

  /// timm's `VisionTransformer` adds 1e-6 in its layer norms, its `ResNet` PyTorch's 1e-5 in its batch norms.
  private mutating func takeTimmDefaults(_ path: String) {
    layerNormEpsilon = layerNormEpsilon ?? Told(value: 1e-6, file: path)
    batchNormEpsilon = batchNormEpsilon ?? Told(value: 1e-5, file: path)
  }

  private mutating func set<Value>(
    _ entry: WritableKeyPath<Self, Told<Value>?>, _ name: String, _ value: Value?, _ path: String
  ) throws(WeightsFailure) {
    guard let value else { return }
    if let told = self[keyPath: entry], told.value != value {
      throw .configuration(
        file: path, entry: name, expected: "\(Self.text(told.value)) as in \(told.file)", found: Self.text(value))
    }
    self[keyPath: entry] = self[keyPath: entry] ?? Told(value: value, file: path)
  }
}

extension EncoderConfiguration {
  /// For errors: channels as a configuration writes them.
  private static func text<Value>(_ value: Value) -> String {
    guard let channels = value as? SIMD3<Float> else { return "\(value)" }
    return "[\(channels.x), \(channels.y), \(channels.z)]"
  }

  private static func epsilon(_ value: Double?, _ entry: String, _ path: String) throws(WeightsFailure) -> Float? {
    guard let value else { return nil }
    guard value > 0, value < 1 else {
      throw .configuration(file: path, entry: entry, expected: "a number between 0 and 1", found: "\(value)")
    }
    return Float(value)
  }

  /// Red, green, blue, each above `limit` and at most 1.
  private static func channels(
    _ values: [Double]?, _ entry: String, above limit: Double, _ path: String
  ) throws(WeightsFailure) -> SIMD3<Float>? {
    guard let values else { return nil }
    guard values.count == 3, values.allSatisfy({ $0 > limit && $0 <= 1 }) else {
      let expected = "three numbers above \(limit) and at most 1"
      throw .configuration(file: path, entry: entry, expected: expected, found: "\(values)")
    }
    return SIMD3(values.map { Float($0) })
  }

  /// `feature`; else timm's `global_pool`, of which only the class token is known here, and none says nothing.
  private static func feature(_ found: ConfigurationFile, _ path: String) throws(WeightsFailure) -> EncoderFeature? {
    if let sentence = found.feature {
      if let feature = EncoderFeature(sentence: sentence) { return feature }
      throw .configuration(file: path, entry: "feature", expected: EncoderFeature.choices, found: sentence)
    }
    let pool = found.model_args?.global_pool ?? found.global_pool
    return pool == "token" ? .classToken : nil
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

extension EncoderFeature {
  /// For errors.
  static var choices: String { allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ") }
}
