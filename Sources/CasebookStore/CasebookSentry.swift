import Casework
import Foundation
import GRDB
import Synchronization

/// Makes sure that the file that is read and written is the one that stands at its path, and goes on from where it was.
///
/// A file that was deleted, or renamed over by another one, can still be written by who has it open: what is written
/// goes nowhere. One that was overwritten in place would get pages of two files mixed. So before and after each
/// transaction the devices and inodes of the file and of its write-ahead log are held against those that were opened,
/// and the last entry seen must still be in the ledger.
final class CasebookSentry: Sendable {
  private let path: String
  private let file: FileIdentity
  private let state: Mutex<State>

  private struct State {
    var log: FileIdentity?
    var seen: (sequence: Int, digest: String)?
    /// Set once and for good: a file that was another one for a moment is not trusted again.
    var change: CasebookChange?
  }

  /// `file` is the one that was opened, `log` the write-ahead log beside it.
  init(path: String, file: FileIdentity, log: FileIdentity?) {
    self.path = path
    self.file = file
    state = Mutex(State(log: log))
  }

  /// Where the log of the casebook at `path` lies.
  static func log(of path: String) -> String { path + "-wal" }

  /// Whether the casebook was ever found to be another one.
  var isLost: Bool { state.withLock { $0.change != nil } }

  /// Holds the files at their paths against those that were opened.
  ///
  /// - Throws: `replaced`, now and at every later call.
  func checkPlace() throws(CasebookFailure) {
    if let known = state.withLock({ $0.change }) { throw .replaced(path: path, known) }
    do {
      guard try FileIdentity(path: path) == file else { throw lost(.otherFile) }
      guard let log = state.withLock({ $0.log }) else { return }
      guard (try? FileIdentity(path: Self.log(of: path))) == log else { throw lost(.logRemoved) }
    } catch let failure as CasebookFailure {
      throw failure
    } catch let error as SystemError {
      throw error.code == ENOENT ? lost(.deleted) : .cannotRead(path: path, reason: error.word)
    } catch {
      throw .damaged(path: path, detail: "\(error)")
    }
  }

  /// Holds the ledger against the last entry seen in it. The pages of earlier transactions must be out of the cache.
  ///
  /// - Throws: `replaced` where that entry is not there, or another one is in its place.
  func checkHead(_ db: Database) throws {
    guard let seen = state.withLock({ $0.seen }) else { return }
    do {
      guard try LedgerRow.digest(of: seen.sequence, db) == seen.digest else { throw lost(.otherContent) }
    } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
      throw lost(.otherContent)
    }
  }

  /// Remembers the last entry.
  func note(_ last: (sequence: Int, digest: String)?) {
    state.withLock { $0.seen = last ?? $0.seen }
  }

  private func lost(_ change: CasebookChange) -> CasebookFailure {
    state.withLock { $0.change = change }
    return .replaced(path: path, change)
  }
}
