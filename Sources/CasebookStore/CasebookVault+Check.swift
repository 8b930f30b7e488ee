import Casework
import Foundation
import GRDB

extension CasebookVault {
  /// Looks at everything that belongs to the casebook's file, each thing by itself. No entry is changed.
  ///
  /// - Parameters:
  ///   - resultDigest: SHA-256 of the file at a path, 64 hexadecimal digits, `nil` where it cannot be read.
  ///   - follow: sees each entry that can be read, in its order.
  /// - Throws: `file` where it is no casebook or cannot be opened at all.
  public func check(
    resultDigest: @escaping (String) -> String?, following follow: (LedgerEntry) -> Void = { _ in }
  ) throws(BackupFailure) -> [CasebookCheck] {
    let inside = try using { (queue) throws(BackupFailure) -> [CasebookCheck] in
      try parts(queue, resultDigest, follow)
    }
    return inside + [CasebookCheck(.permissions, permissions())]
  }

  private func parts(
    _ queue: DatabaseQueue, _ resultDigest: @escaping (String) -> String?, _ follow: (LedgerEntry) -> Void
  ) throws(BackupFailure) -> [CasebookCheck] {
    var found: [CasebookCheck]?
    do {
      return try queue.read { db in
        let parts = try Verification(db: db, resultDigest: resultDigest, now: "").parts(follow)
        found = parts
        return parts
      }
    } catch {
      // On a damaged page SQLite also refuses to end the transaction; what was found before that stands.
      guard let found, found.contains(where: \.isBroken) else { throw BackupFailure(error, path: path) }
      return found
    }
  }

  /// The casebook is its owner's, or a group's; the log's key and head are their owner's alone.
  private func permissions() -> CasebookCheck.Outcome {
    var widest = 0
    for ending in Self.endings {
      var status = stat()
      guard stat(path + ending, &status) == 0 else { continue }
      let (mode, isOfLog) = (Int(status.st_mode & 0o777), ending.hasPrefix(".log"))
      let surplus = mode & (isOfLog ? 0o077 : 0o007)
      guard surplus == 0 else { return .broken(.open(path: path + ending, mode: mode)) }
      widest |= isOfLog ? 0 : mode
    }
    return .holds(.mode(widest))
  }
}
