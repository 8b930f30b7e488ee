import Basics
import Microscopy
import Tensors

/// A published encoder, run from its own weights.
///
/// ```swift
/// let encoder = try EncoderNetwork.load(folder: "phikon", options: EncoderOptions())
/// print(encoder)  // what was recognised
/// let features = encoder.encode(tiles)  // tiles.count x encoder.featureCount
/// ```
public struct EncoderNetwork: TileEncoder {
  /// The networks that are run here.
  enum Network: Sendable {
    case transformer(VisionTransformer)
    case residual(ResidualNetwork)
    case swin(SwinTransformer)
  }

  let network: Network
  /// The library of the weights, as recognised.
  let layout: String
  /// What the weights cannot tell, as it was told: with these and ``weights`` the encoder can be loaded again.
  public let settings: EncoderSettings
  /// The files of the weights; several where they come in parts.
  public let weights: [String]
  /// The JSON files that told the settings; none for a preset.
  public let configuration: [String]
  /// What was taken by convention because nothing tells it; to be said.
  public let assumptions: [EncoderAssumption]

  /// The arithmetic of its matrix products.
  public let precision: Precision
  private let run: Forward

  /// The name that feature files keep.
  public var name: String { settings.name }
  /// Micrometres per px of its tiles.
  public var mpp: Double { settings.mpp }
  /// Side of its tiles, px.
  public var tilePixels: Int { settings.tilePixels }
  /// Features per tile.
  public var featureCount: Int {
    switch network {
    case .transformer(let network): network.featureCount
    case .residual(let network): network.featureCount
    case .swin(let network): network.featureCount
    }
  }

  private init(
    _ reader: EncoderReader, _ resolved: ResolvedSettings, weights: [String], folder: String, _ precision: Precision
  ) throws(WeightsFailure) {
    // Whoever encodes gives each processor a worker; threads within a product would only take turns with them.
    BLAS.useOneThread()
    network = try reader.network(resolved.settings, file: folder)
    layout = reader.layout
    run = try network.forward(precision)
    settings = resolved.settings
    assumptions = resolved.assumptions
    configuration = resolved.files
    self.weights = weights
    self.precision = precision
  }

  /// Features of opaque tiles of ``tilePixels`` on both sides; traps at another size. Thread-safe: each call has memory
  /// of its own, which is kept for the next.
  ///
  /// bf16 needs memory of oneDNN while it runs; where there is none left, the features are not numbers.
  public func encode(_ tiles: [RGBAImage]) -> [Float] { run(tiles) }

  /// Loads the encoder in `folder`: its weights (`model.safetensors`, the parts of `model.safetensors.index.json`, or
  /// the only safetensors file), of a layout that their names and shapes show, and what its JSON files or a preset
  /// tell.
  ///
  /// Single-precision weights are used where they lie in the mapped file; every value is looked at once.
  ///
  /// - Throws: ``WeightsFailure``: `noWeights`, `severalWeights` or `badShards` where the folder does not say which
  ///   files to load; `file`, `pickle` or `pointer` where one cannot be read; `unknownLayout` or `foreign` where the
  ///   network is not run here; `ambiguous`, `missing`, `unused`, `shape` or `notFinite` where the tensors are not
  ///   those of the network that was recognised; `configuration` or `untold` where the rest is told wrongly or nowhere;
  ///   `unknownPreset` or `preset` where the preset is not known or of another network; `precision`, `noBrainFloats` or
  ///   `brainFloats` where it does not run in this arithmetic.
  public static func load(
    folder: String, options: EncoderOptions = EncoderOptions(), precision: Precision = .single
  ) throws(WeightsFailure) -> EncoderNetwork {
    let files = try WeightFolder.files(folder)
    let reader = try EncoderReader(WeightFile(parts: files))
    let place = files == [folder] ? parent(folder) : folder
    let resolved = try EncoderSettings.resolved(folder: place, reader, options)
    return try EncoderNetwork(reader, resolved, weights: files, folder: place, precision)
  }

  /// Loads an encoder of which everything is told, as a bundle's card does; `weights` as ``weights``.
  ///
  /// - Throws: ``WeightsFailure``: `file`, `pickle` or `pointer` where a file cannot be read; `unknownLayout` or
  ///   `foreign` where the network is not run here; `ambiguous`, `missing`, `unused`, `shape` or `notFinite` where the
  ///   tensors are not those of the network that was recognised; `configuration` where the settings do not fit it;
  ///   `precision`, `noBrainFloats` or `brainFloats` where it does not run in this arithmetic.
  public static func load(
    weights: [String], settings: EncoderSettings, precision: Precision = .single
  ) throws(WeightsFailure) -> EncoderNetwork {
    let reader = try EncoderReader(WeightFile(parts: weights))
    let resolved = ResolvedSettings(settings: settings, assumptions: [], files: [])
    return try EncoderNetwork(reader, resolved, weights: weights, folder: weights.first ?? "", precision)
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
