import Casework
import Dispatch
import Files
import UseCases

/// What was signed in a casebook leaves by itself, as files in a folder of the laboratory.
///
/// What is to be sent follows from the ledger: each signature after the outbox was named first, of a case only the last
/// one, in each format that is wanted. What was sent is remembered beside the casebook. A pass sends whatever is
/// lacking, however it came to lack: after a crash, a full disk, or a share that was gone. Passes of several programs
/// follow one another.
///
/// Files tell what anybody may know. They say who the patient is only where the laboratory asks for that, and whoever
/// has signed has the right to let it leave.
package struct Outbox: Sendable {
  /// Makes files of a part of a case.
  package typealias Maker =
    @Sendable (_ part: OutboxPart, _ caseID: String, ExportWishes) async throws(ExportFailure) -> [ExportedFile]

  /// The folder's path.
  package let folder: String
  /// What is made of a case.
  let formats: [ExportFormat]
  /// Whether the laboratory asks that files say who the patient is.
  let identities: Bool
  /// As anybody may know it.
  let store: any CaseStore
  let shelf: OutboxFiles
  let clock: WallClock
  /// Puts a file into the folder.
  package var deliver: @Sendable (ExportedFile) throws(OutboxFailure) -> Void
  /// Looks where the folder lies.
  package var place: @Sendable () throws(OutboxFailure) -> OutboxPlace
  /// Clears the folder of what is left of files that are not sent any more.
  let clear: @Sendable ([String]) -> Void
  /// What makes files, for one pass; asked for where there is something to make.
  let makers: @Sendable () -> Maker

  /// - Parameters:
  ///   - store: the casebook.
  ///   - path: of the casebook's file.
  ///   - identities: whether the laboratory asks that files say who the patient is.
  ///   - makers: what makes files, for one pass.
  package init(
    of store: any CaseStore, beside path: String, folder: ExportFolder, formats: [ExportFormat],
    identities: Bool = false, clock: WallClock, makers: @escaping @Sendable () -> Maker
  ) {
    self.store = store.opened(for: .anybody)
    shelf = OutboxFiles(beside: path)
    self.folder = folder.path
    self.formats = formats
    self.identities = identities
    self.clock = clock
    deliver = { (file) throws(OutboxFailure) in try folder.deliver(file) }
    place = { () throws(OutboxFailure) in try folder.place() }
    clear = { folder.clear($0) }
    self.makers = makers
  }

  /// Names the outbox for its casebook, where it was not named before: what is signed from now on is sent.
  ///
  /// - Throws: `notKept`, `badRecord`, `busy`, `store`: nothing that is signed now would be sent.
  package func begin() async throws(OutboxFailure) {
    guard try shelf.record() == nil else { return }
    let lock = try await held()
    defer { withExtendedLifetime(lock) {} }
    guard try shelf.record() == nil else { return }
    try shelf.keep(try await newRecord())
  }

  /// Sends what is lacking.
  ///
  /// - Parameter older: also what was signed before the outbox was named.
  /// - Returns: what was sent, and what goes on waiting and why.
  package func send(older: Bool = false) async -> OutboxReport {
    do throws(OutboxFailure) {
      let lock = try await held()
      defer { withExtendedLifetime(lock) {} }
      let known = try shelf.record()
      let record = if let known { known } else { try await newRecord() }
      var pass = OutboxPass(self, record, kept: known)
      try await pass.run(older: older)
      return pass.report
    } catch {
      let waiting = (try? shelf.record())?.waiting ?? []
      return OutboxReport(folder: folder, sent: [], waiting: waiting, failures: [error.words])
    }
  }

  private func newRecord() async throws(OutboxFailure) -> OutboxRecord {
    do throws(CaseStoreFailure) {
      let last = try await store.changes(since: .max, limit: 0).entry
      return OutboxRecord(behind: last, digest: try await entry(last)?.digest ?? "")
    } catch { throw .store(error) }
  }

  /// An entry of the ledger; `nil` where there is none of that number.
  func entry(_ number: Int) async throws(CaseStoreFailure) -> LedgerEntry? {
    number > 0 ? try await store.entries(after: number - 1, limit: 1).first : nil
  }

  // MARK: One at a time

  /// How often another program that sends is looked after, and how long it is waited for, milliseconds.
  private static let (look, patience) = (50, 5000)

  private func held() async throws(OutboxFailure) -> FileLock {
    for _ in 0..<Self.patience / Self.look {
      if let lock = try shelf.lock() { return lock }
      await Self.apart { clock.pause(Self.look) }
    }
    throw .busy(path: shelf.folder)
  }

  /// Does what may take long on a thread of its own: a share that does not answer holds up no task.
  static func apart<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { continuation.resume(returning: work()) }
    }
  }
}
