import Casework
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
    var tried: Set<Int> = []
    while let entry = record.waiting.first(where: { !tried.contains($0.entry) })?.entry {
      tried.insert(entry)
      try await make(entry)
      try await send(entry)
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
      overtaken.forEach { shelf.forget($0.files) }
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
    let made = try await files(part, of: signed)
    try await readOn()
    guard var item = record.item(number) else { return }
    let named = zip(OutboxNames.names(of: made, part, of: item), made).map { ExportedFile(name: $0, bytes: $1.bytes) }
    for file in named { try shelf.keep(file) }
    item.unmade.removeAll { $0 == part }
    item.files += named.map(\.name)
    record.put(item)
    try keep()
  }

  private mutating func files(
    _ part: OutboxPart, of item: OutboxItem
  ) async throws(OutboxFailure) -> [ExportedFile] {
    var wishes: ExportWishes
    do throws(CaseStoreFailure) {
      guard try await outbox.store.caseFile(item.caseID).status.isTold else { return [] }
      wishes = try await outbox.wishes(for: outbox.entry(item.entry))
    } catch { throw .notMade(.store(error)) }
    wishes.name = OutboxNames.name(of: part, of: item)
    let maker = makerOfPass()
    do throws(ExportFailure) { return try await maker(part, item.caseID, wishes) } catch {
      if case .nothingToTell = error { return [] }
      throw .notMade(error)
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
      guard let file = shelf.kept(name) else { return try makeAnew(number) }
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
    item.files.removeAll { $0 == name }
    item.sent.append(name)
    item.sentAt = outbox.clock.timestamp()
    record.put(item)
    sent[number] = item
    try keep()
    shelf.forget([name])
  }

  /// Somebody has taken away what was kept: it is made again in the next pass.
  private mutating func makeAnew(_ number: Int) throws(OutboxFailure) {
    guard var item = record.item(number) else { return }
    item.unmade = OutboxPart.all(of: item.kind, as: outbox.formats)
    item.files = []
    record.put(item)
    try keep()
  }

  private mutating func note(_ failure: OutboxFailure) {
    if !failures.contains(failure.words) { failures.append(failure.words) }
  }
}

extension OutboxFailure {
  /// Whether every other file would fail alike.
  fileprivate var isOfFolder: Bool {
    switch self {
    case .noFolder, .notAFolder: true
    case .unwritable, .notKept, .badRecord, .otherLedger, .busy, .notNamed, .notMade, .store: false
    }
  }
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
