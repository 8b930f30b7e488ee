/// A published encoder, run from its own weights.
///
/// ```swift
/// let encoder = try EncoderNetwork.load(folder: "phikon", options: EncoderOptions())
/// print(encoder)  // what was recognised
/// ```
public struct EncoderNetwork: Sendable {
  /// The networks that are run here.
  enum Network: Sendable {
    case transformer(VisionTransformer)
    case residual(ResidualNetwork)
  }

  let network: Network
  /// The library of the weights, as recognised.
  let layout: String
  /// What the weights cannot tell, as it was told: with these and ``weights`` the encoder can be loaded again.
  public let settings: EncoderSettings
  /// The files of the weights; several where they come in parts.
  public let weights: [String]
  /// What was taken by convention because nothing tells it; to be said.
  public let assumptions: [EncoderAssumption]

  /// Features a tile.
  public var featureCount: Int {
    switch network {
    case .transformer(let network): network.featureCount
    case .residual(let network): network.featureCount
    }
  }

  /// Loads the encoder in `folder`: its weights (`model.safetensors`, the parts of `model.safetensors.index.json`, or the
  /// only safetensors file), of a layout that their names and shapes show, and what its JSON files or a preset tell.
  ///
  /// Single-precision weights are used where they lie in the mapped file; every value is looked at once.
  public static func load(
    folder: String, options: EncoderOptions = EncoderOptions()
  ) throws(WeightsFailure) -> EncoderNetwork {
    let files = try WeightFolder.files(folder)
    let reader = try EncoderReader(WeightFile(parts: files))
    let place = files == [folder] ? parent(folder) : folder
    let (settings, assumptions) = try EncoderSettings.resolved(folder: place, reader, options)
    return EncoderNetwork(
      network: try reader.network(settings, file: place), layout: reader.layout, settings: settings, weights: files,
      assumptions: assumptions)
  }

  /// Loads an encoder of which everything is told, as a bundle's card does; `weights` as ``weights``.
  public static func load(weights: [String], settings: EncoderSettings) throws(WeightsFailure) -> EncoderNetwork {
    let reader = try EncoderReader(WeightFile(parts: weights))
    return EncoderNetwork(
      network: try reader.network(settings, file: weights.first ?? ""), layout: reader.layout, settings: settings,
      weights: weights, assumptions: [])
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
