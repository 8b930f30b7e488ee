import Evaluation
import Microscopy
import Prognosis
import SurvivalStatistics

/// What a bundle says of itself: the content of `model.toml`.
public struct ModelCard: Hashable, Sendable, Codable {
  /// The version of the bundle's layout that is written and read here.
  public static let currentFormat = 2

  /// Version of the layout.
  public var format = ModelCard.currentFormat
  /// The name as it is shown.
  public var name: String
  /// The version as it is shown.
  public var version: String
  /// A demonstration model is marked DEMO wherever it speaks.
  public var demonstration: Bool
  /// What the model is, and what it must not be used for, in plain words.
  public var description: String
  /// What turns tiles into the features that the networks take.
  public var encoder: EncoderCard
  /// Kind of the networks: `gated-attention-mil` as trained here, or the name of a published one (`clam-sb` ...).
  public var aggregator: String
  /// The networks of the ensemble.
  public var members: [BundleFile]
  /// How the slide score comes from a published network's logits: `logit`, `logit 1`, `difference`, `survival`; absent
  /// for networks that were trained here, whose only logit it is.
  public var slideScore: String?
  /// What stood beside published networks and is needed to read them.
  public var aggregatorConfiguration: BundleFile?
  /// What the training tiles look like; without it no case can be told to be out of distribution.
  public var distribution: BundleFile?
  /// What the networks make of the training tiles, which the heat map holds tiles to; absent in bundles of before, and
  /// where published networks were put together.
  public var tileCohort: TileCohort?
  /// Hashes of the patients whom it was trained on; without them nobody can be found again.
  public var trainingMembers: BundleFile?
  /// Slide score and clinical variables to probability: threshold, horizon and intended use with it.
  public var combined: CombinedModel
  /// The clinical variables alone, fitted on the same patients: what the slide is compared with.
  public var clinicalOnly: PrognosticModel?
  /// How it was trained, and on whom; absent where published networks were put together.
  public var training: TrainingCard?
  /// What was measured, and on whom.
  public var performance: [Statistic]
  /// Observed courses of the training patients called high and low by networks that had not seen them.
  public var curves: [SurvivalCurve]
}

extension ModelCard {
  /// Years; no course of patients is longer.
  private static let century = 100.0

  /// TOML has no entry for an empty list of tables, so that performance and curves may be absent.
  ///
  /// - Throws: what the decoder throws, `PrognosisFailure` where the parts of a model do not belong together, and
  ///   `DecodingError` where a curve has impossible times or shares.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    format = try values.decode(Int.self, forKey: .format)
    name = try values.decode(String.self, forKey: .name)
    version = try values.decode(String.self, forKey: .version)
    demonstration = try values.decode(Bool.self, forKey: .demonstration)
    description = try values.decode(String.self, forKey: .description)
    encoder = try values.decode(EncoderCard.self, forKey: .encoder)
    aggregator = try values.decode(String.self, forKey: .aggregator)
    members = try values.decode([BundleFile].self, forKey: .members)
    slideScore = try values.decodeIfPresent(String.self, forKey: .slideScore)
    aggregatorConfiguration = try values.decodeIfPresent(BundleFile.self, forKey: .aggregatorConfiguration)
    distribution = try values.decodeIfPresent(BundleFile.self, forKey: .distribution)
    tileCohort = try values.decodeIfPresent(TileCohort.self, forKey: .tileCohort)
    trainingMembers = try values.decodeIfPresent(BundleFile.self, forKey: .trainingMembers)
    combined = try values.decode(CombinedModel.self, forKey: .combined)
    clinicalOnly = try values.decodeIfPresent(PrognosticModel.self, forKey: .clinicalOnly)
    training = try values.decodeIfPresent(TrainingCard.self, forKey: .training)
    performance = try values.decodeIfPresent([Statistic].self, forKey: .performance) ?? []
    curves = try values.decodeIfPresent([SurvivalCurve].self, forKey: .curves) ?? []
    guard curves.allSatisfy({ $0.isDrawable && ($0.lastTime ?? 0) <= Self.century }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .curves, in: values, debugDescription: "a survival curve with impossible times or shares")
    }
  }
}

extension ModelCard {
  /// Folders of a bundle that hold files as their makers wrote them.
  static let encoderFolder = "encoder"
  static let aggregatorFolder = "aggregator"

  /// Every file that the card vouches for.
  var files: [BundleFile] {
    members + [aggregatorConfiguration, distribution, trainingMembers].compactMap(\.self)
      + (encoder.network?.weights ?? [])
  }

  /// The folders that the files need, each once.
  var folders: [String] {
    [Self.encoderFolder, Self.aggregatorFolder].filter { folder in files.contains { $0.file.hasPrefix(folder + "/") } }
  }
}

extension BundleFile {
  /// Whether the path stays within the bundle: one name, behind one of the bundle's own folders or none.
  var isSafe: Bool {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty, name != ".", name != "..", !name.contains("\0") else { return false }
    let folders = [ModelCard.encoderFolder, ModelCard.aggregatorFolder]
    return parts.count == 1 || parts.count == 2 && folders.contains(String(parts[0]))
  }
}

/// A file of the bundle.
public struct BundleFile: Hashable, Sendable, Codable {
  /// The file's path within the bundle: a name, or a name in the folder `encoder` or `aggregator`.
  public var file: String
  /// SHA-256 of its bytes, 64 hexadecimal digits.
  public var sha256: String
}
