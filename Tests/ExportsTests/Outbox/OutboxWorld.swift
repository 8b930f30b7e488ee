import Basics
import Casework
import Cryptography
import Files
import Foundation
import Microscopy
import Prognosis
import Sentences
import Synchronization
import UseCases

@testable import Exports

/// A casebook in memory, a folder of the laboratory, and what makes files of cases: texts that say what is told.
final class OutboxWorld: Sendable {
  let store = MemoryCaseStore(
    actor: "Ann", now: { "2026-11-02T11:00:00Z" }, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
  private let scratch = FileManager.default.temporaryDirectory.path + "/outbox-\(UUID().uuidString)"
  private let state = Mutex(State())

  private struct State {
    var made: [String] = []
    var wishes: [ExportWishes] = []
    var delivered: [String] = []
  }

  /// Scored cases of these names, one slide each.
  init(_ ids: String...) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for id in ids {
      guard let mpp = MicronsPerPixel(x: 0.25, y: 0.25) else { continue }
      let slide = CaseSlide(
        path: "/slides/\(id).svs", size: PixelSize(width: 4000, height: 3000), mpp: mpp, mppGiven: false,
        objective: 40, vendor: "aperio")
      try store.register([Case(id: id, slides: [slide])])
      try store.record(Self.finding(id), for: id)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: scratch) }

  var casebook: String { scratch + "/casebook.sqlite" }
  var folder: String { scratch + "/laboratory" }

  /// What was made, in its order: the part's code and the case.
  var made: [String] { state.withLock { $0.made } }
  /// What was asked for with it.
  var wishes: [ExportWishes] { state.withLock { $0.wishes } }
  /// The names of what was delivered by an outbox that counts.
  var delivered: [String] { state.withLock { $0.delivered } }

  private static func finding(_ id: String) -> Finding {
    Finding(
      id: "finding-\(id)",
      model: ModelIdentity(
        name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
        threshold: 0.05),
      software: "test 1", computedAt: "2026-11-01T10:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
      basis: .slideAndClinical, probability5y: 0.184, interval: ProbabilityInterval(lower: 0.112, upper: 0.289),
      call: .high)
  }

  /// A clock that waits for nothing.
  static let clock = WallClock(
    timestamp: { "2026-11-02T12:00:00Z" }, seconds: { 0 }, milliseconds: { 0 }, pause: { _ in })

  /// The outbox of the casebook.
  ///
  /// - Parameters:
  ///   - folder: default: that of the laboratory.
  ///   - before: done before a file is made.
  func outbox(
    _ formats: [ExportFormat] = [.pdf, .hl7], identities: Bool = false, into folder: String? = nil,
    before: @escaping @Sendable (OutboxPart, String) throws(ExportFailure) -> Void = { (_, _) throws(ExportFailure) in }
  ) -> Outbox {
    let store = store
    return Outbox(
      of: store, beside: casebook, folder: ExportFolder(folder ?? self.folder), formats: formats,
      identities: identities, clock: Self.clock
    ) { [self] in
      { (part, id, wishes) throws(ExportFailure) in
        try before(part, id)
        let count = self.noteMade(part, id, wishes)
        let file: CaseFile
        do throws(CaseStoreFailure) { file = try store.caseFile(id) } catch { throw .store(error) }
        let text = "\(part.code) of \(id), \(file.status.rawValue), made as number \(count)"
        return [ExportedFile(name: "\(id).\(part.ending)", bytes: Array(text.utf8))]
      }
    }
  }

  /// The same, which counts what it delivers.
  func countingOutbox() -> Outbox {
    var outbox = outbox()
    let deliver = outbox.deliver
    outbox.deliver = { [self] (file) throws(OutboxFailure) in
      self.state.withLock { $0.delivered.append(file.name) }
      try deliver(file)
    }
    return outbox
  }

  private func noteMade(_ part: OutboxPart, _ id: String, _ wishes: ExportWishes) -> Int {
    state.withLock {
      $0.made.append("\(part.code) \(id)")
      $0.wishes.append(wishes)
      return $0.made.count
    }
  }

  // MARK: What happens to cases

  /// Signs a case.
  ///
  /// - Parameter signer: default: of a casebook to which nobody was admitted.
  func sign(
    _ id: String, _ decision: Decision = .confirm, _ reason: SignOffReason? = nil, signer: EntrySigner? = nil
  ) throws {
    let draft = SignOffDraft(
      decision: decision, finalCall: decision.needsOwnCall ? .high : nil, reason: reason, shown: .every)
    try store.sign(id, draft, reviewer: "Ann Rey", findingID: "finding-\(id)", signer: signer)
  }

  func addTo(_ id: String) throws(CaseStoreFailure) {
    let digest = try store.opened(for: .program).caseFile(id).standing?.entryDigest ?? ""
    try store.supplement(id, .addendum(text: "seen again", to: digest), reviewer: "Ann Rey", signer: nil)
  }

  // MARK: What is there

  /// The names of the laboratory's files, sorted, without number and digest of the entry: `S-1-signed.pdf`.
  var names: [String] { Self.short(files) }

  /// The names of the laboratory's files, sorted.
  var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

  /// The names of what is kept beside the casebook.
  var kept: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: casebook + ".outbox")) ?? []).sorted()
      .filter { $0 != "lock" && $0 != "record.jsonl" }
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The only file whose name ends so.
  func text(endingIn ending: String) -> String? {
    let found = files.filter { $0.hasSuffix(ending) }
    return found.count == 1 ? text(found[0]) : nil
  }

  static func short(_ names: [String]) -> [String] {
    names.map { $0.replacing(#/-[0-9]+-([a-z]+)-[0-9a-f]{8}\./#) { "-\($0.output.1)." } }.sorted()
  }

  func removeFolder() throws { try FileManager.default.removeItem(atPath: folder) }
  func makeFolder() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }
  func putFileInFoldersPlace() throws { try AtomicFile.write([1], to: folder) }
}

extension OutboxPart {
  /// What files of it end in.
  fileprivate var ending: String {
    switch self {
    case .format(.fhir): "fhir.json"
    case .format(let format): format.rawValue
    case .workOrder: "order.hl7"
    }
  }
}
