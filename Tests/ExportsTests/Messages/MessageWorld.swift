import Basics
import Casework
import Cryptography
import Exports
import Foundation
import Microscopy
import Prognosis
import UseCases

/// A casebook in memory with a case of every standing that a result can have, and what exports of it take.
final class MessageWorld {
  /// The cases, by their names.
  enum Standing: String, CaseIterable {
    case new, scored
    case noCall = "no-call"
    case agreed, overridden, deferred, rejected, wrong, amended, blinded
  }

  struct Missing: Error {}

  let store = MemoryCaseStore(actor: "Ann", now: { "2026-11-02T11:00:00Z" }, digest: SHA256Hex.digest)
  private let folder: String

  /// Everything that parts fields and lines of a message, and a script that is not Latin.
  static let hardWords = "शर्मा | a^b~c\\d&e \\X41\\ \\.br\\ <p>&amp;"
  static let patient = "P|1^~\\&"
  static let specimen = "खंड \\F\\ 1"

  /// - Parameter demonstration: whether the model is one.
  init(demonstration: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("messages-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for standing in Standing.allCases { try add(standing, demonstration) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A file of this name in its folder.
  subscript(name: String) -> String { folder + "/" + name }

  var casebook: String { self["casebook.sqlite"] }

  func export(finalResults: Bool = true, at time: String = "2026-11-02T12:00:00Z") -> ExportCase {
    let clock = WallClock(timestamp: { time }, seconds: { 0 }, milliseconds: { 0 }, pause: { _ in })
    let results = ResultFiles(of: casebook)
    var tools = ExportTools(
      log: LedgerLog(store, shelf: LogFiles(beside: casebook), cryptography: .system), cryptography: .system,
      pictures: .files(in: results) { _, _ in nil }, results: results, model: nil, clock: clock,
      software: "Coverslip 0.2")
    tools.finalResults = finalResults
    return ExportCase(store: store, tools: tools)
  }

  /// The case as the ledger has it.
  func file(_ standing: Standing) throws -> CaseFile { try store.opened(for: .program).caseFile(standing.rawValue) }

  // MARK: Cases

  private func add(_ standing: Standing, _ demonstration: Bool) throws {
    let id = standing.rawValue
    try store.register([try record(id)])
    guard standing != .new else { return }
    if standing == .blinded {
      try store.set(ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey"), for: id, signer: nil)
    }
    try store.record(finding(of: id, demonstration), for: id)
    guard let draft = draft(standing) else { return }
    let signed = try sign(draft, id)
    let digest = signed.entryDigest ?? ""
    if standing == .overridden {
      try store.supplement(id, .addendum(text: Self.hardWords, to: digest), reviewer: "Bo")
    }
    guard standing == .amended else { return }
    let reading = SignOffDraft(
      decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), comment: "again | once")
    let amendment = AmendmentDraft(
      kind: .misinterpretation, reading: reading, findingID: "f-" + id, amends: digest)
    try store.supplement(id, .amendment(amendment), reviewer: "Bo")
  }

  @discardableResult
  private func sign(_ draft: SignOffDraft, _ id: String) throws -> SignOff {
    try store.openReview(id, reviewer: "Ann Rey")
    return try store.sign(id, draft, reviewer: "Ann Rey", findingID: "f-" + id)
  }

  private func draft(_ standing: Standing) -> SignOffDraft? {
    switch standing {
    case .new, .scored, .blinded: nil
    case .noCall: SignOffDraft(decision: .acknowledge)
    case .agreed: SignOffDraft(decision: .confirm, finalCall: .high, comment: Self.hardWords)
    case .overridden:
      SignOffDraft(decision: .override, finalCall: .low, reason: .override(.other), comment: "seen twice")
    case .deferred: SignOffDraft(decision: .defer, reason: .deferral(.recut), comment: "deeper")
    case .rejected: SignOffDraft(decision: .reject, reason: .rejection(.quality))
    case .wrong: SignOffDraft(decision: .reject, reason: .rejection(.wrongSlide))
    case .amended: SignOffDraft(decision: .confirm, finalCall: .high)
    }
  }

  private func record(_ id: String) throws -> Case {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw Missing() }
    let slide = CaseSlide(
      path: "/slides/\(id).svs", size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: false, objective: 20,
      vendor: "aperio")
    return Case(
      id: id, patient: Self.patient, received: "2026-11-02", slides: [slide],
      extra: ["specimen": Self.specimen, "order": "A-1"])
  }

  private func finding(of id: String, _ demonstration: Bool) -> Finding {
    let answers = id != Standing.noCall.rawValue
    var finding = Finding(
      id: "f-" + id,
      model: ModelIdentity(
        name: demonstration ? "demonstration" : "made-up", version: "1.0", digest: String(repeating: "a", count: 64),
        demonstration: demonstration, threshold: 0.05), software: "Coverslip 0.2", computedAt: "2026-11-02T10:00:00Z",
      tiles: 812, tilesAvailable: 900, tissueMM2: 11.25, basis: .slide, missing: ["age"], score: 0.1, scoreSD: 0.02,
      linearPredictor: -0.75, probability5y: answers ? 0.0625 : nil,
      interval: answers ? ProbabilityInterval(lower: 0.03, upper: 0.125) : nil, call: answers ? .high : .noCall)
    if answers {
      finding.flags = [QualityFlag(kind: .pen, details: [QualityDetail(.measured, 0.03), QualityDetail(.limit, 0.01)])]
    } else {
      finding.reasons = [.badQuality]
    }
    return finding
  }
}
