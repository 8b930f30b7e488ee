import Casework
import Cryptography
import Sentences

/// One pass of an outbox, by whoever holds its lock: the ledger is read on, files are made, and sent.
struct OutboxPass {
  private let outbox: Outbox
  private var record: OutboxRecord
  /// The record as it is kept; `nil` before it is.
  private var kept: OutboxRecord?
  /// What was sent in this pass, by entry.
  private var sent: [Int: OutboxItem] = [:]
  private var failures: [CommandFailure] = []
  /// Whether there is no folder: no other file needs to be tried.
  private var isFolderGone = false
  private var maker: Outbox.Maker?

  private var shelf: OutboxFiles { outbox.shelf }

  init(_ outbox: Outbox, _ record: OutboxRecord, kept: OutboxRecord?) {
    self.outbox = outbox
    self.record = record
    self.kept = kept
  }

  /// What came of it.
  var report: OutboxReport {
    OutboxReport(
      folder: outbox.folder, sent: sent.values.sorted { $0.entry < $1.entry }, waiting: record.waiting,
      failures: failures)
  }

  /// Sends what is lacking.
  ///
  /// - Throws: why nothing more can be done; what one file or one case is to blame for is in ``report``.
  mutating func run(older: Bool) async throws(OutboxFailure) {
    try await requireOwnLedger()
    try await readOn()
    if older { try await takeOlder() }
    try await lookForFolder()
    var tried: Set<Int> = []
    while let entry = record.waiting.first(where: { !tried.contains($0.entry) })?.entry {
      tried.insert(entry)
      do throws(OutboxFailure) { try await renew(entry) } catch {
        guard case .notMade = error else { throw error }
        note(error)
        continue
      }
      try await make(entry)
      try await send(entry)
    }
  }

  /// Whether the folder is there, and still on the share that it lay on, is said even where nothing waits.
  private mutating func lookForFolder() async throws(OutboxFailure) {
    let place = outbox.place
    let found = await Outbox.apart { () -> Result<OutboxPlace, OutboxFailure> in
      Result { () throws(OutboxFailure) in try place() }
    }
    switch found {
    case .success(let place):
      guard let share = record.remember(outbox.folder, place) else { return try keep() }
      isFolderGone = true
      note(.notMounted(path: outbox.folder, share: share))
    case .failure(let failure):
      isFolderGone = failure.isOfFolder
      note(failure)
    }
  }

  // MARK: The ledger

  /// A casebook that was restored from a backup would otherwise sign on under numbers that were sent.
  private func requireOwnLedger() async throws(OutboxFailure) {
    guard record.seen > 0 else { return }
    let entry: LedgerEntry?
    do throws(CaseStoreFailure) { entry = try await outbox.entry(record.seen) } catch { throw .store(error) }
    guard entry?.digest == record.digest else { throw .otherLedger(path: shelf.recordPath) }
  }

  private mutating func readOn() async throws(OutboxFailure) {
    while true {
      let entries: [LedgerEntry]
      do throws(CaseStoreFailure) { entries = try await outbox.store.entries(after: record.seen, limit: 256) } catch {
        throw .store(error)
      }
      guard !entries.isEmpty else { return try keep() }
      let overtaken = record.take(entries, as: outbox.formats)
      try keep()
      let names = overtaken.flatMap(\.files)
      guard !names.isEmpty else { continue }
      shelf.forget(names)
      let clear = outbox.clear
      await Outbox.apart { clear(names) }
    }
  }

  private mutating func takeOlder() async throws(OutboxFailure) {
    var latest: [String: OutboxItem] = [:]
    let (last, formats) = (record.seen, outbox.formats)
    do throws(CaseStoreFailure) {
      try await outbox.store.forEachEntry { entry in
        guard entry.sequence <= last else { return false }
        if let item = OutboxItem(entry, as: formats) { latest[item.caseID] = item }
        return true
      }
    } catch { throw .store(error) }
    record.takeOlder(Array(latest.values))
    try keep()
  }

  private mutating func keep() throws(OutboxFailure) {
    guard record != kept else { return }
    try shelf.keep(record)
    kept = record
  }

  // MARK: Making

  /// What waits is sent only as it was made, and says of the patient what may be said now: the rest is made again. So
  /// is what went into another folder, so that all of an entry lies in one.
  private mutating func renew(_ number: Int) async throws(OutboxFailure) {
    guard var item = record.item(number) else { return }
    let tells = try await wishes(for: number).tellsPatient
    var stale = item.files.filter { item.identities != tells || shelf.kept($0, digest: item.digests[$0]) == nil }
    if let folder = item.folder, folder != outbox.folder {
      stale += item.sent
      (item.sent, item.sentAt, item.folder) = ([], nil, nil)
    }
    guard !stale.isEmpty else { return }
    let dropped = item.makeAgain(stale, as: outbox.formats)
    record.put(item)
    try keep()
    shelf.forget(dropped)
  }

  private mutating func make(_ number: Int) async throws(OutboxFailure) {
    for part in record.item(number)?.unmade ?? [] {
      do throws(OutboxFailure) { try await make(part, of: number) } catch {
        guard case .notMade = error else { throw error }
        note(error)
      }
    }
  }

  /// Makes a part of an entry and keeps it. What was made is of the entry only where its case was not signed again
  /// meanwhile: else it is thrown away, and that signature is sent.
  private mutating func make(_ part: OutboxPart, of number: Int) async throws(OutboxFailure) {
    guard let signed = record.item(number) else { return }
    var wishes = try await wishes(for: number)
    wishes.name = OutboxNames.name(of: part, of: signed)
    let made = try await files(part, of: signed.caseID, wishes)
    try await readOn()
    guard var item = record.item(number) else { return }
    let named = zip(OutboxNames.names(of: made, part, of: item), made).map { ExportedFile(name: $0, bytes: $1.bytes) }
    for file in named { try shelf.keep(file) }
    item.keep(
      named.map { ($0.name, SHA256Hex.digest($0.bytes)) }, of: part, identities: wishes.tellsPatient)
    record.put(item)
    try keep()
  }

  private mutating func files(
    _ part: OutboxPart, of caseID: String, _ wishes: ExportWishes
  ) async throws(OutboxFailure) -> [ExportedFile] {
    do throws(CaseStoreFailure) {
      guard try await outbox.store.caseFile(caseID).status.isTold else { return [] }
    } catch { throw .notMade(.store(error)) }
    let maker = makerOfPass()
    do throws(ExportFailure) { return try await maker(part, caseID, wishes) } catch {
      if error.isForGood { return [] }
      throw .notMade(error)
    }
  }

  private func wishes(for number: Int) async throws(OutboxFailure) -> ExportWishes {
    do throws(CaseStoreFailure) { return try await outbox.wishes(for: outbox.entry(number)) } catch {
      throw .notMade(.store(error))
    }
  }

  private mutating func makerOfPass() -> Outbox.Maker {
    if let maker { return maker }
    let made = outbox.makers()
    maker = made
    return made
  }

  // MARK: Sending

  private mutating func send(_ number: Int) async throws(OutboxFailure) {
    for name in record.item(number)?.files ?? [] where !isFolderGone {
      // What changed since it was looked at waits for the next pass, which makes it again.
      guard let file = shelf.kept(name, digest: record.item(number)?.digests[name]) else { continue }
      let deliver = outbox.deliver
      let outcome = await Outbox.apart { () -> Result<Void, OutboxFailure> in
        Result { () throws(OutboxFailure) in try deliver(file) }
      }
      switch outcome {
      case .success: try noteSent(name, of: number)
      case .failure(let failure):
        isFolderGone = failure.isOfFolder
        note(failure)
      }
    }
  }

  private mutating func noteSent(_ name: String, of number: Int) throws(OutboxFailure) {
    guard var item = record.item(number) else { return }
    item.send(name, into: outbox.folder, at: outbox.clock.timestamp())
    record.put(item)
    sent[number] = item
    try keep()
    shelf.forget([name])
  }

  private mutating func note(_ failure: OutboxFailure) {
    if !failures.contains(failure.words) { failures.append(failure.words) }
  }
}

extension OutboxFailure {
  /// Whether every other file would fail alike.
  fileprivate var isOfFolder: Bool {
    switch self {
    case .noFolder, .notAFolder, .notMounted: true
    case .unwritable, .notKept, .badRecord, .otherLedger, .busy, .notNamed, .settings, .notMade, .store: false
    }
  }
}

extension ExportFailure {
  /// Whether the case has nothing to tell in the format, now and later: no other try makes a DICOM object of a slide
  /// that is of another format.
  fileprivate var isForGood: Bool {
    switch self {
    case .nothingToTell, .dicom(_, _, .notDICOM), .dicom(_, _, .tiles): true
    case .store, .given, .folder, .unproved, .malformed, .dicom, .pictures, .changing, .notDrawn, .noCode, .oneFile:
      false
    }
  }
}

extension ExportWishes {
  /// Whether files say who the patient is.
  fileprivate var tellsPatient: Bool { identities && mayTellIdentities }
}

extension CaseStatus {
  /// Whether a signature is told to the laboratory: not while another reader must sign as well.
  fileprivate var isTold: Bool {
    switch self {
    case .awaitingReader: false
    case .new, .scored, .inReview, .signed, .addendum, .amended, .deferred, .rejected: true
    }
  }
}

extension Outbox {
  /// Who the patient is, is told where the laboratory asks for it, and the reader whose key has signed the entry has
  /// the right to let it leave.
  fileprivate func wishes(for entry: LedgerEntry?) async throws(CaseStoreFailure) -> ExportWishes {
    guard identities, let entry, let name = entry.signerName,
      let reader = try await store.roster().active(named: name), entry.signer == reader.fingerprint
    else { return ExportWishes() }
    return ExportWishes(identities: true, mayTellIdentities: reader.may(.exportIdentities))
  }
}
