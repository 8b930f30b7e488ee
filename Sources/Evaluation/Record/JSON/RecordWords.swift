import Basics

/// The sentences that stand in the JSON of a record beside its codes, for those who read it without the program. They
/// are written, never read.
public struct RecordWords: Sendable {
  /// Says what was evaluated.
  public let subject: @Sendable (EvaluationSubject.Kind) -> String
  /// Says from where on a patient is high.
  public let rule: @Sendable (RiskThreshold) -> String
  /// Says where the probabilities come from.
  public let probabilities: @Sendable (CalibrationRecord.Basis) -> String
  /// What to read the numbers with.
  public let warning: @Sendable (CohortWarning) -> String
  /// Why a part is not there.
  public let reason: @Sendable (OmissionReason) -> String
  /// What the program is for.
  public let researchUseOnly: String

  /// Sentences from whoever has the words.
  public init(
    subject: @escaping @Sendable (EvaluationSubject.Kind) -> String,
    rule: @escaping @Sendable (RiskThreshold) -> String,
    probabilities: @escaping @Sendable (CalibrationRecord.Basis) -> String,
    warning: @escaping @Sendable (CohortWarning) -> String, reason: @escaping @Sendable (OmissionReason) -> String,
    researchUseOnly: String
  ) {
    self.subject = subject
    self.rule = rule
    self.probabilities = probabilities
    self.warning = warning
    self.reason = reason
    self.researchUseOnly = researchUseOnly
  }

  /// No sentences: the codes stand in their places, too.
  public static let codes = RecordWords(
    subject: \.code, rule: \.code, probabilities: \.rawValue, warning: \.code, reason: \.code,
    researchUseOnly: "research-use-only")
}

extension EvaluationSubject.Kind {
  /// The code of the kind: `score`, `model` or `bundle`.
  public var code: String {
    switch self {
    case .score: "score"
    case .model: "model"
    case .bundle: "bundle"
    }
  }
}

extension RiskThreshold {
  /// The code of the rule: `score-above`, `probability-above` or `probability-from`.
  public var code: String {
    switch self {
    case .score: "score-above"
    case .probability: "probability-above"
    case .call: "probability-from"
    }
  }

  init?(code: String, value: Double) {
    switch code {
    case "score-above": self = .score(value)
    case "probability-above": self = .probability(value)
    case "probability-from": self = .call(value)
    default: return nil
    }
  }

  /// What it cuts.
  var scale: String {
    switch self {
    case .score: "score"
    case .probability, .call: "probability"
    }
  }
}

extension CohortWarning {
  /// Its stable name, without its details: `few-events`.
  public var code: String { codeOf(self) }
}

extension OmissionReason {
  /// Its stable name, without its details: `no-threshold`.
  public var code: String { codeOf(self) }
}

/// The only key of an enum's coded form.
private func codeOf(_ value: some Encodable) -> String {
  guard let coded = try? JSONValue(coding: value), case .object(let members) = coded else { return "" }
  return members.first?.key ?? ""
}
