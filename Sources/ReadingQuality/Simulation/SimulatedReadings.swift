import Basics
import Casework
import Foundation
import Microscopy
import Prognosis

/// Cases that nobody has, read by readers who are nobody: for tests, and for figures that another program computes
/// again. Everything follows from the seed; no number of it says anything of real readers.
public struct SimulatedReadings: Sendable {
  /// How many cases.
  public var count: Int
  /// What they follow from.
  public var seed: UInt64

  /// `count` cases of `seed`.
  public init(count: Int = 500, seed: UInt64 = 1) {
    self.count = count
    self.seed = seed
  }

  /// The readers, the last of whom decides where two do not agree.
  public static let readers = ["Reader A", "Reader B", "Reader C", "Reader D"]

  /// The model that speaks: marked as a demonstration.
  static let model = ModelIdentity(
    name: "simulated", version: "1", digest: String(repeating: "0", count: 64), demonstration: true, threshold: 0.1)

  /// All of them, in their order.
  ///
  /// - Throws: why an act cannot happen; none does with the rules of today.
  public func cases() throws(TransitionProblem) -> [SimulatedCase] {
    var cases: [SimulatedCase] = []
    for index in 0..<max(0, count) {
      var maker = CaseMaker(index: index, draws: SeededDraws(seed: seed, stream: index))
      cases.append(try maker.make())
    }
    return cases
  }
}

/// One case in the making.
private struct CaseMaker {
  let index: Int
  var draws: SeededDraws

  /// 2012-01-02T08:00:00Z: the follow-up of whole years lies behind, too.
  private static let begin = 1_325_491_200
  private static let formats = ["aperio", "hamamatsu", "philips-tiff"]

  init(index: Int, draws: SeededDraws) {
    self.index = index
    self.draws = draws
  }

  mutating func make() throws(TransitionProblem) -> SimulatedCase {
    let received = Self.begin + index * 43_200
    let risk = 1 / (1 + exp(2.2 - 1.2 * normal()))
    let finding = finding(risk)
    var made = try SimulatedCase(try record(at: received), at: received + 7_200)
    let readingProtocol = drawnProtocol()
    try made.act(.protocolSet(ProtocolSetting(readingProtocol: readingProtocol, reviewer: "Quality")))
    made.wait(seconds: 3_600)
    try made.act(.scored(finding))
    let first = draws.index(below: 3)
    for turn in 0..<3 where made.file.closingSignOff == nil {
      let isDeciding = made.file.isToAdjudicate
      guard turn < readingProtocol.readers || isDeciding else { break }
      let reader = SimulatedReadings.readers[isDeciding ? 3 : (first + turn) % 3]
      if turn == 0, isDrawn(0.04) { try putOff(&made, by: reader) }
      try read(&made, by: reader, risk: risk)
    }
    if made.file.closingSignOff != nil, isDrawn(0.8) { try follow(&made, risk: risk) }
    return made
  }

  // MARK: The case

  /// The sum of twelve numbers of [0, 1) less 6: nearly normal, and the same on every machine.
  private mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += draws.unit() }
    return sum
  }

  private mutating func isDrawn(_ probability: Double) -> Bool { draws.unit() < probability }

  private mutating func drawnProtocol() -> ReadingProtocol {
    let place = draws.unit()
    return place < 0.2 ? .open : place < 0.7 ? .blindedFirst : .double
  }

  private mutating func record(at received: Int) throws(TransitionProblem) -> Case {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw .notFinite }
    let format = Self.formats[draws.index(below: Self.formats.count)]
    let number = String(index + 1)
    let id = "SIM-" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    let slide = CaseSlide(
      path: "/simulated/\(id).svs", size: PixelSize(width: 4_000, height: 3_000), mpp: mpp, mppGiven: false,
      objective: 20, vendor: format)
    return Case(id: id, received: String(Timestamp(seconds: received).text.prefix(10)), slides: [slide])
  }

  /// The model sees the risk with an error of its own, and makes no call on one case in twenty.
  private mutating func finding(_ risk: Double) -> Finding {
    let logit = log(risk / (1 - risk)) + 0.5 * normal()
    let probability = 1 / (1 + exp(-logit))
    let isAnswer = !isDrawn(0.05)
    let call: Call = probability >= SimulatedReadings.model.threshold ? .high : .low
    return Finding(
      id: "simulated-\(index + 1)", model: SimulatedReadings.model, software: "simulated",
      computedAt: Timestamp(seconds: Self.begin + index * 43_200 + 10_800).text, tiles: 400, tilesAvailable: 400,
      tissueMM2: 5, probability5y: isAnswer ? probability : nil, call: isAnswer ? call : .noCall,
      reasons: isAnswer ? [] : [.tooLittleTissue])
  }

  // MARK: Reading

  private mutating func open(_ made: inout SimulatedCase, by reader: String) throws(TransitionProblem) {
    made.wait(seconds: 1_800 + draws.index(below: 200_000))
    try made.act(.reviewOpened(reviewer: reader))
  }

  private mutating func sign(
    _ made: inout SimulatedCase, _ draft: SignOffDraft, by reader: String
  ) throws(TransitionProblem) {
    var draft = draft
    let seconds = 40 + Int(120 * exp(0.6 * normal()))
    draft.shown = .every
    draft.reading = .record(ReadingRecord(since: made.now, seconds: seconds, layers: []))
    made.wait(seconds: seconds)
    guard let finding = made.file.finding else { throw .signOff(.notScored) }
    try made.act(.signed(try made.file.signing(draft, reviewer: reader, findingID: finding.id, now: made.now)))
  }

  private mutating func putOff(_ made: inout SimulatedCase, by reader: String) throws(TransitionProblem) {
    try open(&made, by: reader)
    if made.file.asksFirstCall { try callFirst(&made, .unsure, by: reader) }
    let reasons: [DeferralReason] = [.molecularAssay, .secondOpinion, .rescan]
    let draft = SignOffDraft(decision: .defer, reason: .deferral(reasons[draws.index(below: reasons.count)]))
    try sign(&made, draft, by: reader)
  }

  private func callFirst(
    _ made: inout SimulatedCase, _ call: FirstCall, by reader: String
  ) throws(TransitionProblem) {
    let read = FirstRead(
      reviewer: reader, call: call, confidence: .moderate, readAt: made.now, nonce: "simulated \(index) \(reader)")
    try made.act(.firstRead(read))
  }

  private mutating func read(
    _ made: inout SimulatedCase, by reader: String, risk: Double
  ) throws(TransitionProblem) {
    try open(&made, by: reader)
    let own: Call = log(risk / (1 - risk)) + 0.9 * normal() >= log(1.0 / 9) ? .high : .low
    if made.file.asksFirstCall, made.file.firstRead(of: reader) == nil {
      try callFirst(&made, isDrawn(0.06) ? .unsure : own == .high ? .high : .low, by: reader)
    }
    try sign(&made, draft(own, model: made.file.finding?.call ?? .noCall), by: reader)
  }

  /// A reader whose call is not the model's follows it in three of ten cases, and leaves it in three of a hundred.
  private mutating func draft(_ own: Call, model: Call) -> SignOffDraft {
    if isDrawn(0.02) { return SignOffDraft(decision: .reject, reason: .rejection(.quality)) }
    guard model.isAnswer else {
      return isDrawn(0.5) ? SignOffDraft(decision: .acknowledge) : SignOffDraft(decision: .assess, finalCall: own)
    }
    let other: Call = model == .high ? .low : .high
    let final = own == model ? (isDrawn(0.03) ? other : own) : (isDrawn(0.3) ? model : own)
    guard final != model else { return SignOffDraft(decision: .confirm, finalCall: final) }
    let reasons: [OverrideReason] = [.histologyDisagrees, .clinicalFactorsOutweigh, .wrongRegion]
    return SignOffDraft(
      decision: .override, finalCall: final, reason: .override(reasons[draws.index(below: reasons.count)]))
  }

  // MARK: Follow-up

  /// The hazard is constant, so that the probability by five years is the risk; follow-up ends after one to eight
  /// years.
  private mutating func follow(_ made: inout SimulatedCase, risk: Double) throws(TransitionProblem) {
    let hazard = -log(1 - risk) / 5
    let event = -log(1 - draws.unit()) / hazard
    let end = 1 + 7 * draws.unit()
    let days = max(1, Int(365.2425 * min(event, end)))
    let draft = OutcomeDraft(event: event <= end ? .metastaticRelapse : .freeOfRelapse, days: days, source: .registry)
    made.wait(seconds: (days + 30) * 86_400)
    try made.act(.outcomeRecorded(try made.file.outcome(draft, by: "Quality", now: made.now)))
  }
}
