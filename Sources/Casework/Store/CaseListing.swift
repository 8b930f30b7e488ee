/// What a case is listed, ordered and searched by: made of the case alone, so that every store lists alike.
///
/// The keys are texts whose UTF-8 bytes are in the order of the list: the first byte tells a value, `0`, from none, `1`,
/// which is listed last.
public struct CaseListing: Hashable, Sendable {
  /// The case's name.
  public let caseID: String
  /// The stage whose list holds the case beside the list of all; never `all`.
  public let stage: CaseStage
  /// What a search looks through, in lower case.
  public let texts: String
  /// Whether a demonstration model spoke of the case.
  public let isDemonstration: Bool
  private let keys: [CaseOrderKey: String]

  /// What `file` is listed by.
  public init(_ file: CaseFile) {
    caseID = file.id
    stage = CaseStage(of: file.status)
    texts = Self.texts(of: file)
    isDemonstration = file.finding?.model.demonstration == true
    let pairs = CaseOrderKey.allCases.map { ($0, file.orderText($0)) }
    keys = Dictionary(pairs) { first, _ in first }
  }

  /// What the case is ordered by, as text; the case's name stands beside it.
  public func key(_ key: CaseOrderKey) -> String { keys[key] ?? "" }

  /// Where the case stands in a list that is ordered by `key`.
  public func place(by key: CaseOrderKey) -> CasePlace { CasePlace(key: self.key(key), caseID: caseID) }

  /// Whether a search for `words`, which are in lower case, finds the case.
  public func matches(_ words: [String]) -> Bool { words.allSatisfy { texts.contains($0) } }

  private static func texts(of file: CaseFile) -> String {
    let record = file.record
    let call = file.signOff?.finalCall.rawValue ?? file.finding?.call.rawValue
    let borderline = file.signOff == nil && file.finding?.borderline == true ? "borderline" : nil
    let texts =
      [
        file.id, record.patient, record.note, file.reviewer, borderline, call, file.signOff?.reviewer,
        file.status.rawValue,
      ] + record.slides.map(\.fileName)
    return texts.compactMap { $0?.lowercased() }.joined(separator: "\n")
  }
}

extension CaseStage {
  /// The stage of cases that stand at `status`.
  public init(of status: CaseStatus) {
    switch status {
    case .new: self = .new
    case .scored: self = .scored
    case .inReview: self = .inReview
    case .signed, .addendum, .amended: self = .signed
    }
  }
}

extension CaseFile {
  /// The model's probability where it may be shown as an answer.
  public var shownProbability: Double? {
    guard let finding else { return nil }
    switch finding.call {
    case .high, .low: return finding.probability5y
    case .noCall: return nil
    }
  }

  fileprivate func orderText(_ key: CaseOrderKey) -> String {
    switch key {
    case .received: record.received.map { "0" + $0 } ?? "1"
    case .probability: shownProbability.map { "0" + Self.descending($0) } ?? "1"
    case .status: Self.position(of: status)
    case .name: ""
    }
  }

  private static func position(of status: CaseStatus) -> String {
    switch status {
    case .new: "0"
    case .scored: "1"
    case .inReview: "2"
    case .signed: "3"
    case .addendum: "4"
    case .amended: "5"
    }
  }

  /// 16 hexadecimal digits, the smaller the larger `value` is. The bits of finite binary64 numbers are in the order of
  /// the numbers once the sign bit is flipped, and of negative ones all others too (IEEE 754-2019, 5.10, totalOrder).
  private static func descending(_ value: Double) -> String {
    let bits = value.bitPattern
    let sign: UInt64 = 1 << 63
    let digits = String(~(bits & sign == 0 ? bits | sign : ~bits), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
