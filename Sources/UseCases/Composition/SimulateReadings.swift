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

  /// Makes the casebook at `path`, where nothing is yet, nor beside it what SQLite would take for a part of it.
  ///
  /// It is made under another name in the same folder, and gets its own once it is whole: what stops the program leaves
  /// nothing of that name.
  ///
  /// - Throws: `exists`, or why a casebook cannot be made there; nothing is left then.
  package func make(at path: String) throws -> Made {
    for place in Self.endings.map({ path + $0 }) where Self.isTaken(place) {
      throw BackupFailure.exists(path: place, isFolder: FilePaths.isFolder(place))
    }
    let cases = try readings.cases()
    let beside = "\(path).\(UUID().uuidString).partial"
    defer { for ending in Self.endings { try? FileManager.default.removeItem(atPath: beside + ending) } }
    do {
      let made = try fill(beside, with: cases)
      _ = try CasebookVault(path: beside).backUp(to: path)
      return made
    } catch let failure as CasebookFailure { throw failure.moved(from: beside, to: path) }
  }

  private static let endings = ["", "-wal", "-shm", "-journal"]

  /// Whether anything has that name, a link to nothing too.
  private static func isTaken(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)) != nil
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

extension CasebookFailure {
  /// The same of the file as it was to be called.
  fileprivate func moved(from beside: String, to path: String) -> CasebookFailure {
    switch self {
    case .missing(beside): .missing(path: path)
    case .diskFull(beside): .diskFull(path: path)
    case .cannotRead(beside, let reason): .cannotRead(path: path, reason: reason)
    case .cannotWrite(beside, let reason): .cannotWrite(path: path, reason: reason)
    case .missing, .notACasebook, .newerVersion, .diskFull, .cannotRead, .cannotWrite, .busy, .replaced, .strayLog,
      .damaged, .notBackedUp, .ledgerBroken:
      self
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
