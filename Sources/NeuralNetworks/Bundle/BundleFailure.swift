import FeatureFiles

/// Why a bundle cannot be loaded, used or written. Texts come from the files: strip control characters before they
/// reach a terminal.
public enum BundleFailure: Error, Hashable, Sendable {
  /// A file of the bundle cannot be read or written, or its tensors are not what they must be.
  case file(FeatureFileFailure)
  /// The card is not TOML, or lacks an entry: where, and what the reader said.
  case badCard(file: String, reason: String)
  /// The layout is of another version.
  case unsupportedFormat(file: String, expected: Int, found: Int)
  /// The networks are of a kind that this version does not know.
  case unsupportedAggregator(file: String, expected: String, found: String)
  /// The card names a file outside the bundle's folder.
  case unsafeName(card: String, name: String)
  /// The bytes are not those that the card was written for.
  case digest(file: String, expected: String, found: String)
  /// A value of the card or of a tensor is not possible: which, what was expected, what was found.
  case inconsistent(file: String, what: String, expected: String, found: String)
  /// A file from which a bundle was to be made does not fit the others: which, what was expected, what was found.
  case misfit(file: String, what: String, expected: String, found: String)
  /// There are files in the bundle's folder that its card does not list.
  case unlisted(folder: String, files: [String])
  /// The bag has other features than the model takes.
  case width(expected: Int, found: Int)
  /// A feature of the bag is not a finite number.
  case notFinite(tile: Int, feature: Int, kind: NotFinite)
  /// Something that is not a bundle stands where the bundle would be written.
  case occupied(path: String)
  /// The weights of an encoder or an aggregator cannot be used.
  case weights(WeightsFailure)
  /// An aggregator cannot look at the bag.
  case aggregator(AggregatorFailure)
  /// The aggregator gives several classes and no one score, or cannot say which tiles it rests on.
  case noSlideScore(aggregator: String)
  /// Something about the encoder is assumed and told nowhere: too little to make calls with.
  case assumed(encoder: String, [EncoderAssumption])
  /// A call of the operating system failed, with its errno.
  case system(path: String, operation: String, code: Int32)
}
