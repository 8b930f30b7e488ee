import CasebookStore
import Casework
import Cryptography
import Files
import Foundation
import ReadingQuality

/// A casebook of cases that nobody has, read and signed by readers who are nobody.
///
/// Its ledger holds, and every command can be used on it: each reader has a key of their own under ``passphrase``.
package struct SimulateReadings: Sendable {
  /// What is in the casebook.
  package struct Made: Hashable, Sendable {
    package let cases: Int
    package let signatures: Int
    package let reviewers: [String]
  }

  /// What opens the keys of all its readers: known to everybody, since it guards nothing.
  package static let passphrase = "synthetic readings of nobody"

  /// The most cases: follow-up of the last one still lies behind.
  package static let most = 2_000

  /// Who runs the made-up laboratory: sets protocols, and records outcomes.
  private static let quality = "Quality"

  /// A passphrase that everybody knows is not worth the cost of others: opening a key takes a moment.
  private static let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 1 << 10, blockSize: 8, parallelism: 1))

  private let readings: SimulatedReadings

  /// `count` cases that follow from `seed`.
  package init(count: Int, seed: UInt64) { readings = SimulatedReadings(count: min(count, Self.most), seed: seed) }

  /// Makes the casebook at `path`, where nothing is yet.
  ///
  /// - Throws: `exists`, or why a casebook cannot be made there; nothing is left then.
  package func make(at path: String) throws -> Made {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw BackupFailure.exists(path: path, isFolder: FilePaths.isFolder(path))
    }
    let cases = try readings.cases()
    do { return try fill(path, with: cases) } catch {
      for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
      throw error
    }
  }

  private func fill(_ path: String, with cases: [SimulatedCase]) throws -> Made {
    let begin = cases.first?.acts.first?.time.text ?? Timestamp(seconds: 0).text
    let casebook = try Casebook.open(path: path, createIfMissing: true, now: { begin }, actor: "simulated")
    let signers = try admit(to: casebook)
    let acts = Self.inTime(cases, signers)
    try casebook.write(acts)
    return Made(
      cases: cases.count, signatures: acts.count { $0.event.signedCase != nil },
      reviewers: [Self.quality] + SimulatedReadings.readers)
  }

  /// Admits whoever runs the laboratory, who admits the readers.
  private func admit(to casebook: Casebook) throws -> [String: EntrySigner] {
    var signers: [String: EntrySigner] = [:]
    for name in [Self.quality] + SimulatedReadings.readers {
      let key = Self.keys.make()
      let owner = ReviewerKeyNote(name: name, fingerprint: key.fingerprint)
      guard let own = Self.keys.signer(key.seed, key.fingerprint),
        let sealed = Self.keys.seal(key.seed, owner, Passphrase(Self.passphrase))
      else { throw CaseStoreFailure.identity(.noMemory) }
      let new = NewReviewer(
        name: name, role: name == Self.quality ? .quality : .pathologist, publicKey: key.publicKey, sealed: sealed,
        isReplacing: false)
      try casebook.admit(new, signer: signers[Self.quality] ?? own)
      signers[name] = own
    }
    return signers
  }

  /// What happened to all cases in the order in which it did.
  private static func inTime(_ cases: [SimulatedCase], _ signers: [String: EntrySigner]) -> [CasebookAct] {
    let acts = cases.flatMap { made in made.acts.map { (caseID: made.file.id, act: $0) } }
    return acts.enumerated()
      .sorted { ($0.element.act.time.seconds, $0.offset) < ($1.element.act.time.seconds, $1.offset) }
      .map { _, made in
        CasebookAct(
          caseID: made.caseID, event: made.act.event, time: made.act.time.text,
          signer: made.act.event.simulatedSigner.flatMap { signers[$0] })
      }
  }
}

extension LedgerEvent {
  /// The signature of a case; `nil` where the event is something else.
  fileprivate var signedCase: SignOff? {
    guard case .signed(let signOff) = self else { return nil }
    return signOff
  }

  /// Who signs an act of a simulated case; `nil` where the program acts by itself.
  fileprivate var simulatedSigner: String? {
    switch self {
    case .protocolSet(let setting): setting.reviewer
    case .signed(let signOff): signOff.reviewer
    case .outcomeRecorded(let outcome): outcome.reviewer
    case .casebookCreated, .registered, .scored, .reviewOpened, .firstRead, .opinion, .labelResolved, .addendum,
      .amended, .readingRepeated, .reviewerAdmitted, .reviewerRetired, .passphraseChanged, .reviewerLocked:
      nil
    }
  }
}
