import Microscopy
import NeuralNetworks
import TissueAnalysis

/// The tiles that an encoder wants.
package struct TileShape: Hashable, Sendable {
  /// Micrometres per px.
  package let mpp: Double
  /// Side, px.
  package let pixels: Int

  /// Side, um.
  package var microns: Double { mpp * Double(pixels) }
}

/// What encodes the tiles of slides: the built-in morphometry, which is set to each slide's stains, or a network.
package enum SlideEncoder: Sendable {
  case morphometry
  case network(EncoderNetwork)

  /// The encoder of a bundle, its weights checked and read.
  ///
  /// - Throws: an ``EncodingFailure`` where the bundle holds no encoder that can run here; what is wrong with its
  ///   weights.
  package init(of bundle: ModelBundle, precision: Precision) throws {
    guard bundle.card.encoder.kind != EncoderCard.morphometry else {
      self = try Self.withoutNetwork(precision)
      return
    }
    if let named = bundle.card.encoder.named { throw EncodingFailure.withoutWeights(encoder: named.name) }
    guard let network = try bundle.loadEncoder(precision: precision) else {
      throw EncodingFailure.unknownEncoder(kind: bundle.card.encoder.kind)
    }
    self = .network(network)
  }

  /// The encoder at `path`: `morphometry`, or the folder of a network's weights. Tells what a network was recognised
  /// as, and what had to be assumed of it.
  package init(_ choice: EncoderChoice, _ notices: Notices) throws {
    switch choice.network {
    case nil: self = try Self.withoutNetwork(choice.precision)
    case let folder?: self = .network(try choice.load(folder, notices))
    }
  }

  /// Morphometry computes no matrix products that could be less precise.
  private static func withoutNetwork(_ precision: Precision) throws -> SlideEncoder {
    switch precision {
    case .single: .morphometry
    case .brainFloat: throw EncodingFailure.noPrecision(precision)
    }
  }

  /// As files and findings record it.
  package var name: String {
    switch self {
    case .morphometry: EncoderCard.morphometry
    case .network(let network): network.name
    }
  }

  /// SHA-256 of what a network's features follow from, its weights read for it; `nil` for morphometry.
  package func digest() throws -> String? {
    switch self {
    case .morphometry: nil
    case .network(let network): try network.digest()
    }
  }

  /// Precision of the encoder's matrix products; `nil` for morphometry.
  package var precision: Precision? {
    switch self {
    case .morphometry: nil
    case .network(let network): network.precision
    }
  }

  /// The tiles that it wants.
  package var tile: TileShape {
    let encoder = encoder(for: .ruifrok)
    return TileShape(mpp: encoder.mpp, pixels: encoder.tilePixels)
  }

  /// Features per tile.
  package var featureCount: Int { encoder(for: .ruifrok).featureCount }

  /// Whether tiles are divided by the colour of the glass first. Networks get a scan's own pixels, as in their training
  /// and in the programs whose features they must equal.
  package var seesWhiteGlass: Bool {
    switch self {
    case .morphometry: true
    case .network: false
    }
  }

  /// Set to a slide's stains.
  package func encoder(for stains: StainVectors) -> any TileEncoder {
    switch self {
    case .morphometry: MorphometryEncoder(stains: stains)
    case .network(let network): network
    }
  }
}

/// Which encoder, and what its files do not say.
package struct EncoderChoice: Sendable {
  /// The folder of a network's weights; `nil` for morphometry.
  package let network: String?
  package let options: EncoderOptions
  package let precision: Precision

  package init(network: String?, options: EncoderOptions, precision: Precision) {
    self.network = network
    self.options = options
    self.precision = precision
  }

  /// The network in `folder`, read and told of.
  package func load(_ folder: String, _ notices: Notices) throws -> EncoderNetwork {
    let network = try EncoderNetwork.load(folder: folder, options: options, precision: precision)
    notices(.encoder(.recognised(network.description)))
    network.assumptions.forEach { notices(.encoder(.assumed($0))) }
    return network
  }
}
