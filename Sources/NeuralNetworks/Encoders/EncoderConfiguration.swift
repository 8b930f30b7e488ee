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
  private(set) var tilePixels: Told<Int>?
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
      guard let found = try ConfigurationFile.read(path) else { continue }
      files.append(path)
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
    try set(\.tilePixels, "tile_px", found.tile_px, path)
    try set(\.mpp, "mpp", found.mpp, path)
    if found.isOfTimm { takeTimmDefaults(path) }
  }

  private mutating func takePixels(_ found: ConfigurationFile, _ path: String) throws(WeightsFailure) {
    let isUsed = found.do_normalize ?? true
    for mean in [found.mean, found.pretrained_cfg?.mean, isUsed ? found.image_mean : nil] {
      try set(\.mean, "mean", try Self.channels(mean, "mean", above: -1, path), path)
    }
    for deviation in [found.std, found.pretrained_cfg?.std, isUsed ? found.image_std : nil] {
      try set(\.deviation, "std", try Self.channels(deviation, "std", above: 1e-4, path), path)
    }
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
      throw .configuration(file: path, entry: name, expected: "\(told.value) as in \(told.file)", found: "\(value)")
    }
    self[keyPath: entry] = self[keyPath: entry] ?? Told(value: value, file: path)
  }
}

extension EncoderConfiguration {
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

extension EncoderFeature {
  /// For errors.
  static var choices: String { allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ") }
}
