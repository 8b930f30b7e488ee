/// How a case is read: what its reader knows of the model, and of colleagues, before they have said what they see
/// themselves. Raw values are stored codes: see ``LedgerEvent/format``.
public enum ReadingProtocol: String, Sendable, Codable, CaseIterable {
  /// All is shown from the beginning.
  case open
  /// Slide and clinical data alone, until the reader has given a first call; then all is shown, and they decide.
  case blindedFirst = "blinded-first"
  /// The same for two readers, neither of whom is told of the other's calls before both have signed; where these are
  /// not the same, a third reader decides, who sees everything.
  case double

  /// Whether a reader gives a first call before anything of the model is shown to them.
  public var asksFirstCall: Bool {
    switch self {
    case .open: false
    case .blindedFirst, .double: true
    }
  }

  /// How many readers read by themselves. Where they do not agree, one more decides between them.
  public var readers: Int {
    switch self {
    case .open, .blindedFirst: 1
    case .double: 2
    }
  }
}

/// Somebody who may admit reviewers has set how cases are read.
public struct ProtocolSetting: Hashable, Sendable, Codable {
  /// How they are read from now on.
  public var readingProtocol: ReadingProtocol
  /// Printed name of whoever set it.
  public var reviewer: String

  /// What `reviewer` has set.
  public init(readingProtocol: ReadingProtocol, reviewer: String) {
    self.readingProtocol = readingProtocol
    self.reviewer = reviewer
  }
}
