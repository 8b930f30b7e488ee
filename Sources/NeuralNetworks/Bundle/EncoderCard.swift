import Cryptography

/// The encoder whose features a bundle's networks take.
public struct EncoderCard: Hashable, Sendable, Codable {
  /// `morphometry`, which is built in, or `network`, which is read from the bundle's folder `encoder`.
  public var kind: String
  /// Micrometres per px of its tiles.
  public var mpp: Double
  /// Side of its tiles, px.
  public var tilePixels: Int
  /// Names of the features, in order; none for a network, whose features have no names.
  public var features: [String]
  /// The network's files and layout.
  public var network: EncoderNetworkCard?
  /// What another program's features are called, and how wide they are, where the bundle has no weights to make them.
  public var named: NamedFeatures?

  /// Features that another program made; the bundle scores feature files alone.
  public static let namedFeatures = "features"

  /// The built-in encoder.
  public static let morphometry = "morphometry"

  /// An encoder by its kind and the features that it names.
  public init(kind: String, mpp: Double, tilePixels: Int, features: [String]) {
    self.kind = kind
    self.mpp = mpp
    self.tilePixels = tilePixels
    self.features = features
  }

  /// A network and its tiles.
  public init(network: EncoderNetworkCard, mpp: Double, tilePixels: Int) {
    self.init(kind: "network", mpp: mpp, tilePixels: tilePixels, features: [])
    self.network = network
  }

  /// Features of an encoder that the bundle does not have, by the name that its files give.
  public init(named: NamedFeatures, mpp: Double, tilePixels: Int) {
    self.init(kind: Self.namedFeatures, mpp: mpp, tilePixels: tilePixels, features: [])
    self.named = named
  }

  /// The encoder's name in feature files and findings.
  public var name: String { network?.name ?? named?.name ?? kind }

  /// Features per tile.
  public var width: Int { network?.width ?? named?.width ?? features.count }

  /// SHA-256 of all that a network's features follow from; `nil` of the built-in encoder.
  public var digest: String? { network?.digest(tilePixels: tilePixels, mpp: mpp) }

  /// A network's card has no list of names.
  ///
  /// - Throws: what the decoder throws.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kind = try values.decode(String.self, forKey: .kind)
    mpp = try values.decode(Double.self, forKey: .mpp)
    tilePixels = try values.decode(Int.self, forKey: .tilePixels)
    features = try values.decodeIfPresent([String].self, forKey: .features) ?? []
    network = try values.decodeIfPresent(EncoderNetworkCard.self, forKey: .network)
    named = try values.decodeIfPresent(NamedFeatures.self, forKey: .named)
  }
}

/// Features that another program made, of which no weights are here.
public struct NamedFeatures: Hashable, Sendable, Codable {
  /// The encoder's name in feature files.
  public var name: String
  /// Features per tile.
  public var width: Int

  /// An encoder that is known by its name and the width of its features alone.
  public init(name: String, width: Int) {
    self.name = name
    self.width = width
  }
}

/// A published encoder as a bundle keeps it: its weights, and all that they cannot tell.
public struct EncoderNetworkCard: Hashable, Sendable, Codable {
  /// The network's name in feature files and findings.
  public var name: String
  /// The network that its weights were recognised as, for people.
  public var layout: String
  /// Features per tile.
  public var width: Int
  /// What the feature is: see ``EncoderFeature``.
  public var feature: String
  /// Means of red, green and blue, 0...1.
  public var mean: [Double]
  /// Deviations of red, green and blue.
  public var deviation: [Double]
  /// Epsilon of the layer norms or batch norms.
  public var epsilon: Double
  /// Attention heads; absent for a residual network.
  public var heads: Int?
  /// The files of the weights.
  public var weights: [BundleFile]

  /// The card of an encoder, with its files in the bundle.
  init(_ encoder: EncoderNetwork, weights: [BundleFile]) {
    let settings = encoder.settings
    name = settings.name
    layout = encoder.description
    width = encoder.featureCount
    feature = settings.feature.rawValue
    mean = Self.channels(settings.normalisation.mean)
    deviation = Self.channels(settings.normalisation.deviation)
    epsilon = Self.decimal(settings.epsilon)
    heads = settings.heads
    self.weights = weights
  }

  /// SHA-256 of all that its features follow from, 64 hexadecimal digits: weights, preparation of the tiles, heads,
  /// feature. A folder's name is none: two encoders may share it.
  func digest(tilePixels: Int, mpp: Double) -> String {
    let parts =
      [feature] + (mean + deviation + [epsilon, mpp]).map { "\($0)" } + ["\(heads ?? 0)", "\(tilePixels)"]
      + weights.map(\.sha256)
    return SHA256Hex.digest(Array(parts.joined(separator: " ").utf8))
  }

  /// What the weights are read with; `nil` where an entry is none that is known.
  func settings(tilePixels: Int, mpp: Double) -> EncoderSettings? {
    guard let feature = EncoderFeature(rawValue: feature), mean.count == 3, deviation.count == 3,
      deviation.allSatisfy({ $0 > 0 }), epsilon > 0
    else { return nil }
    let normalisation = ChannelNormalisation(
      mean: SIMD3(mean.map { Float($0) }), deviation: SIMD3(deviation.map { Float($0) }))
    return EncoderSettings(
      name: name, normalisation: normalisation, epsilon: Float(epsilon), feature: feature, heads: heads,
      tilePixels: tilePixels, mpp: mpp)
  }

  private static func channels(_ values: SIMD3<Float>) -> [Double] { (0..<3).map { decimal(values[$0]) } }

  /// The shortest decimal that reads back as the same `Float`: 0.485 and not 0.48500001430511475.
  private static func decimal(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }
}
