import Sentences
import Microscopy
import NeuralNetworks
import TissueAnalysis

/// The tiles that an encoder wants.
struct TileShape: Hashable, Sendable {
  /// Micrometres per px.
  let mpp: Double
  /// Side, px.
  let pixels: Int

  /// Side, um.
  var microns: Double { mpp * Double(pixels) }
}

/// What encodes the tiles of slides: the built-in morphometry, which is set to each slide's stains, or a network.
enum SlideEncoder: Sendable {
  case morphometry
  case network(EncoderNetwork)

  /// The encoder of a bundle, its weights checked and read.
  init(of bundle: ModelBundle, precision: Precision) throws {
    guard bundle.card.encoder.kind != EncoderCard.morphometry else {
      try Self.requireSingle(precision)
      self = .morphometry
      return
    }
    if let named = bundle.card.encoder.named {
      throw CommandFailure(
        .badData,
        "the bundle was trained on features of «\(named.name)» without its weights, and encodes no slide; give the "
          + "case's feature files with --features")
    }
    guard let network = try bundle.loadEncoder(precision: precision) else {
      throw CommandFailure(
        .badData,
        "the bundle wants the encoder «\(bundle.card.encoder.kind)», which this Coverslip does not have; update it")
    }
    self = .network(network)
  }

  /// Morphometry computes no matrix products that could be less precise.
  static func requireSingle(_ precision: Precision) throws {
    guard precision == .single else {
      throw CommandFailure(.usage, "--precision \(precision.rawValue) is for networks; morphometry has no such choice")
    }
  }

  /// As files and findings record it.
  var name: String {
    switch self {
    case .morphometry: EncoderCard.morphometry
    case .network(let network): network.name
    }
  }

  /// SHA-256 of what a network's features follow from, its weights read for it; `nil` for morphometry.
  func digest() throws -> String? {
    switch self {
    case .morphometry: nil
    case .network(let network): try network.digest()
    }
  }

  /// Of its matrix products; `nil` for morphometry.
  var precision: Precision? {
    switch self {
    case .morphometry: nil
    case .network(let network): network.precision
    }
  }

  /// The tiles that it wants.
  var tile: TileShape {
    let encoder = encoder(for: .ruifrok)
    return TileShape(mpp: encoder.mpp, pixels: encoder.tilePixels)
  }

  /// Features a tile.
  var featureCount: Int { encoder(for: .ruifrok).featureCount }

  /// Whether tiles are divided by the colour of the glass first. Networks get a scan's own pixels, as in their training
  /// and in the programs whose features they must equal.
  var seesWhiteGlass: Bool {
    switch self {
    case .morphometry: true
    case .network: false
    }
  }

  /// Set to a slide's stains.
  func encoder(for stains: StainVectors) -> any TileEncoder {
    switch self {
    case .morphometry: MorphometryEncoder(stains: stains)
    case .network(let network): network
    }
  }
}
