import Basics

/// What a reader calls a case by its slides and clinical data alone. Raw values are stored codes.
public enum FirstCall: String, Sendable, Codable, CaseIterable {
  case high, low, unsure

  /// Whether the picture of a slide must have been on the screen.
  public var needsPicture: Bool {
    switch self {
    case .high, .low: true
    case .unsure: false
    }
  }
}

/// How sure a reader is of their first call. Raw values are stored codes.
public enum ReadingConfidence: String, Sendable, Codable, CaseIterable {
  case low, moderate, high
}

/// What a reader committed before anything of the model, or of a colleague, was shown to them. Never changed.
///
/// It is an entry of the ledger under the name of the workstation's reader, without their key; the sign-off that
/// follows holds it again, and is signed.
public struct FirstRead: Hashable, Sendable, Codable {
  /// Printed name of the reader.
  public var reviewer: String
  /// High, low, or unsure.
  public var call: FirstCall
  /// How sure they are of it.
  public var confidence: ReadingConfidence
  /// Their own Nottingham grade, 1 to 3, where they gave one.
  public var grade: Int?
  /// When it was committed; ISO 8601 with seconds, UTC.
  public var readAt: String
  /// Random: whoever is told the digest of the entry, and not what it says, finds it by no trial.
  public var nonce: String

  /// A first call as it stands; the rules are in ``CaseFile/reading(_:now:)``.
  public init(
    reviewer: String, call: FirstCall, confidence: ReadingConfidence, grade: Int? = nil, readAt: String,
    nonce: String = ""
  ) {
    self.reviewer = reviewer
    self.call = call
    self.confidence = confidence
    self.grade = grade
    self.readAt = readAt
    self.nonce = nonce
  }

  /// The Nottingham grades.
  public static let grades = 1...3
}

extension CaseFile {
  /// The first call of a reader; `nil` where they gave none.
  public func firstRead(of reviewer: String) -> FirstRead? {
    let name = Reviewer.name(reviewer)
    return firstReads.first { $0.reviewer == name }
  }

  /// Whether the casebook's protocol, where it changes to `house`, changes how this case is read.
  func follows(_ house: ReadingProtocol) -> Bool {
    ownProtocol == nil && !status.isClosed && readings.isEmpty && houseProtocol.rawValue != house.rawValue
  }
}
