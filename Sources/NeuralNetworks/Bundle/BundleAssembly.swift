import SurvivalStatistics
import Evaluation
import Cryptography
import Glibc
import Prognosis
import TOMLKit

/// A bundle put together from published networks: an encoder or the built-in morphometry, aggregators over its
/// features, and a combined model that was fitted elsewhere.
public struct BundleAssembly: Sendable {
  /// The name as it is shown.
  public var name: String
  /// The version as it is shown.
  public var version: String
  /// What encodes the tiles.
  public var encoder: EncoderCard
  /// Where the encoder's files are, by their paths within the bundle.
  var encoderSources: [String: String]
  /// Safetensors files of one kind of aggregator.
  public var aggregators: [String]
  /// Slide score and clinical variables to a call.
  public var prognosis: PrognosisCard
  /// Tiles as the training had them, a bag a patient, for the out-of-distribution check: at least two, or none, which
  /// leaves the check out.
  public var trainingBags: [Bag]

  /// Networks over a built-in encoder.
  public init(
    name: String, version: String, encoder: EncoderCard, aggregators: [String], prognosis: PrognosisCard,
    trainingBags: [Bag] = []
  ) {
    self.name = name
    self.version = version
    self.encoder = encoder
    encoderSources = [:]
    self.aggregators = aggregators
    self.prognosis = prognosis
    self.trainingBags = trainingBags
  }

  /// Networks over a published encoder. Nothing about the encoder may be assumed: a call must not rest on it.
  ///
  /// - Throws: ``BundleFailure``: `assumed` where something about the encoder is told nowhere, `file` where its weights
  ///   cannot be read.
  public init(
    name: String, version: String, encoder: EncoderNetwork, aggregators: [String], prognosis: PrognosisCard,
    trainingBags: [Bag] = []
  ) throws(BundleFailure) {
    let files = try EncoderFiles(encoder)
    self.init(
      name: name, version: version, encoder: files.card, aggregators: aggregators, prognosis: prognosis,
      trainingBags: trainingBags)
    encoderSources = files.sources
  }

  /// The bundle; ``ModelBundle/write(to:)`` copies its files.
  ///
  /// - Throws: ``BundleFailure``: `weights` where a network cannot be loaded; `misfit` where there is none, the
  ///   networks or their configurations differ, or there is one training bag only; `noSlideScore` where they give no
  ///   one score; `width` where a training bag has other features; `file` where a file cannot be read; `badCard` where
  ///   the card cannot be written.
  public func bundle() throws(BundleFailure) -> ModelBundle {
    let configuration = try configurationFile()
    let networks = try SlideNetworks.published(at: aggregators, width: encoder.width)
    let members = try memberFiles()
    let distribution = try trainingDistribution()
    var card = ModelCard(
      name: name, version: version, demonstration: prognosis.demonstration ?? false, description: description,
      encoder: encoder, aggregator: networks.kind, members: members.map(\.file),
      aggregatorConfiguration: configuration?.file, combined: prognosis.combined, clinicalOnly: prognosis.clinicalOnly,
      performance: distribution.map { [$0.figure] } ?? [], curves: prognosis.curves ?? [])
    card.slideScore = networks.rule.code
    card.distribution = distribution.map {
      BundleFile(file: ModelBundle.distributionName, sha256: SHA256Hex.digest($0.distribution.document.bytes))
    }
    var sources = encoderSources
    for (file, path) in members + [configuration].compactMap(\.self) { sources[file.file] = path }
    return ModelBundle(
      card: card, networks: networks, distribution: distribution?.distribution, cardText: try card.toml(),
      sources: sources)
  }

  private var description: String {
    let demonstration = prognosis.demonstration == true ? "Its combined model is that of a demonstration. " : ""
    return "Published networks put together; no performance was measured of this combination. \(demonstration)"
      + "Research use only, not a medical device."
  }

  private func memberFiles() throws(BundleFailure) -> [(file: BundleFile, path: String)] {
    var files: [(BundleFile, String)] = []
    for (index, path) in aggregators.enumerated() {
      let name = "\(ModelCard.aggregatorFolder)/member-\(index + 1).safetensors"
      files.append((try BundleFile(name, of: path), path))
    }
    return files
  }

  /// The configuration beside the networks, which must be the same beside all of them, or beside none.
  private func configurationFile() throws(BundleFailure) -> (file: BundleFile, path: String)? {
    let paths = aggregators.map { AggregatorConfiguration.file(of: $0) }
    let first = try paths.first.flatMap(Self.configuration)
    for path in paths.dropFirst() {
      let file = try Self.configuration(path)
      guard file != first else { continue }
      throw .misfit(
        file: path, what: "configuration of the networks", expected: "the same for all",
        found: file == nil || first == nil ? "beside some of them only" : "another")
    }
    guard let first, let path = paths.first else { return nil }
    return (first, path)
  }

  private static func configuration(_ path: String) throws(BundleFailure) -> BundleFile? {
    guard access(path, F_OK) == 0 else { return nil }
    return try BundleFile("\(ModelCard.aggregatorFolder)/\(lastName(path))", of: path)
  }

  private func trainingDistribution() throws(BundleFailure) -> TileDistributionTraining? {
    let bags = trainingBags.filter { $0.count > 0 }
    if let bag = bags.first(where: { $0.width != encoder.width }) {
      throw .width(expected: encoder.width, found: bag.width)
    }
    guard !bags.isEmpty else { return nil }
    guard bags.count > 1 else {
      throw .misfit(
        file: name, what: "training slides for the out-of-distribution check",
        expected: "at least 2, so that one can be left out", found: "1")
    }
    return TileDistributionTraining(bags)
  }

  fileprivate static func lastName(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}

/// A published encoder on its way into a bundle.
struct EncoderFiles {
  let card: EncoderCard
  /// Where the files are, by their paths within the bundle.
  let sources: [String: String]

  /// One of which something had to be assumed is refused: a call must not rest on it.
  init(_ encoder: EncoderNetwork) throws(BundleFailure) {
    guard encoder.assumptions.isEmpty else { throw .assumed(encoder: encoder.name, encoder.assumptions) }
    try self.init(reading: encoder)
  }

  fileprivate init(reading encoder: EncoderNetwork) throws(BundleFailure) {
    var sources: [String: String] = [:]
    var files: [BundleFile] = []
    for path in encoder.weights {
      let file = try BundleFile("\(ModelCard.encoderFolder)/\(BundleAssembly.lastName(path))", of: path)
      sources[file.file] = path
      files.append(file)
    }
    self.sources = sources
    card = EncoderCard(
      network: EncoderNetworkCard(encoder, weights: files), mpp: encoder.mpp, tilePixels: encoder.tilePixels)
  }
}

extension EncoderNetwork {
  /// SHA-256 of all that its features follow from, 64 hexadecimal digits, as ``EncoderCard/digest``; reads the weights
  /// once.
  ///
  /// - Throws: ``BundleFailure/file(_:)`` where the weights cannot be read.
  public func digest() throws(BundleFailure) -> String? { try EncoderFiles(reading: self).card.digest }
}

/// The part of a card that makes a call of a slide score: what `model make --clinical` reads, from any bundle's
/// `model.toml` or a file with the same sections.
public struct PrognosisCard: Hashable, Sendable, Codable {
  /// Slide score and clinical variables to probability.
  public var combined: CombinedModel
  /// The clinical variables alone.
  public var clinicalOnly: PrognosticModel?
  /// Observed courses of the patients called high and low.
  public var curves: [SurvivalCurve]?
  /// Whether it was fitted on simulated patients: then the bundle is a demonstration too.
  public var demonstration: Bool?

  /// Reads the file `path`, or the `model.toml` in the folder `path`.
  ///
  /// - Throws: ``BundleFailure``: `file` where the file cannot be read, `badCard` where it is not a card or lacks an
  ///   entry, `misfit` where the parts of a model do not belong together.
  public init(path: String) throws(BundleFailure) {
    let (text, file) = try ModelBundle.cardText(at: path)
    do {
      self = try TOMLDecoder().decode(PrognosisCard.self, from: text)
    } catch PrognosisFailure.inconsistent(let part) {
      throw .misfit(file: file, what: part, expected: "a value that fits the others", found: "another")
    } catch {
      throw .badCard(file: file, reason: "\(error)")
    }
  }
}
