import Casework
import Prognosis

/// What a quality manager needs to know of a casebook's readings, and a reader of their own.
///
/// Agreement is not correctness: a reader who follows a wrong model agrees with it. What was right says an outcome or
/// an adjudication, where there is one.
public struct QualityFigures: Hashable, Sendable {
  /// Whose readings they are of.
  public let scope: QualityScope
  /// What the cases passed that they are of.
  public let filter: CaseFilter
  /// Years by which an outcome counts: those of the model's probability.
  public let horizon: Double
  /// Cases with a signature that ``scope`` tells of.
  public let cases: Int
  /// Of these, the closed ones.
  public let closed: Int
  /// Of these, the ones that were amended since.
  public let amended: Share
  /// Cases that nobody has signed.
  public let unsigned: Int
  /// Cases that are read blinded and are not closed: they are in no figure.
  public let withheld: Int
  /// The models that the closed cases were signed upon, in the order of name, version and digest.
  public let models: [ModelIdentity]
  /// Of all signatures.
  public let all: DecisionFigures
  /// Per reader, in the order of their names.
  public let readers: [NamedFigures]
  /// Per format of the slides.
  public let scanners: [NamedFigures]
  /// Per month of the signature.
  public let months: [NamedFigures]
  /// Per decision and reason.
  public let reasons: [ReasonFigures]
  /// Each reader with the model.
  public let withModel: [ModelAgreement]
  /// Readers with each other.
  public let withEachOther: [ReaderAgreement]
  /// How many comparisons with colleagues are not told, since they have too few cases: see
  /// ``ReaderAgreement/fewestWithoutNames``.
  public let withFewColleagues: Int
  /// First calls, final calls and the model's.
  public let switches: Switches
  /// What consulting the model did, where a reference is known; empty where none is.
  public let consultations: [Consultations]
  /// Probabilities against outcomes, per model; empty where no outcome is known.
  public let calibration: [SignedCalibration]

  /// The figures of `read` as far as `scope` is told of them.
  ///
  /// - Parameter horizon: years by which an outcome counts.
  public init(_ read: ReadCases, for scope: QualityScope, horizon: Double = 5) {
    let own = read.cases.filter { $0.calls.contains { scope.tells(of: $0.reviewer) } }
    let closed = own.filter { $0.closing != nil }
    let signed = SignedInCase.all(own, scope)
    self.scope = scope
    filter = read.filter
    self.horizon = horizon
    cases = own.count
    self.closed = closed.count
    amended = Share(closed.count { !$0.amendments.isEmpty }, of: closed.count)
    unsigned = read.unsigned
    withheld = read.withheld
    models = Set(closed.compactMap(\.finding?.model)).sorted { $0.order < $1.order }
    all = DecisionFigures(signed)
    readers = NamedFigures.all(signed) { $0.call.reviewer }
    scanners = NamedFigures.all(signed) { $0.scanner }
    months = NamedFigures.all(signed) { $0.month }
    reasons = ReasonFigures.all(signed)
    withModel = ModelAgreement.all(own, scope)
    // A colleague who only gave an opinion has signed nothing, and is told of their own answers.
    let pairs = ReaderAgreement.all(read.cases, scope)
    withEachOther = pairs.filter(\.isTold)
    withFewColleagues = pairs.count - withEachOther.count
    switches = Switches(own, scope)
    consultations = Consultations.all(own, scope, horizon: horizon)
    calibration = SignedCalibration.all(own, scope, horizon: horizon)
  }

  /// Whether a demonstration model speaks in them.
  public var isDemonstration: Bool { models.contains(where: \.demonstration) }
}
