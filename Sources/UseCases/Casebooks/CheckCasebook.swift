import Casework
import CasebookStore
import Files
import Foundation
import TransparencyLog

/// Everything that belongs to a casebook, looked at: what lies in its file, and the files of its log.
package struct CheckCasebook: Sendable {
  let vault: CasebookVault
  let shelf: any LogShelf
  let cryptography: LogCryptography

  package init(_ vault: CasebookVault, shelf: any LogShelf, cryptography: LogCryptography) {
    self.vault = vault
    self.shelf = shelf
    self.cryptography = cryptography
  }

  /// What was found, in the order in which it is told.
  ///
  /// - Parameter resultDigest: SHA-256 of the file at a path, `nil` where it cannot be read.
  /// - Throws: a ``BackupFailure`` where there is no casebook that could be looked at.
  package func run(resultDigest: @escaping (String) -> String?) throws(BackupFailure) -> [CasebookCheck] {
    var tree = LedgerTree(cryptography)
    let inside = try vault.check(resultDigest: resultDigest) { entry in try? tree.follow(entry) }
    return (inside + [CasebookCheck(.logKey, log(tree.tree))]).sorted {
      Self.place($0.subject) < Self.place($1.subject)
    }
  }

  private static func place(_ subject: CasebookCheck.Subject) -> Int {
    CasebookCheck.Subject.allCases.firstIndex(of: subject) ?? 0
  }

  /// The log's key and its last head, held against the ledger.
  private func log(_ tree: MerkleTree) -> CasebookCheck.Outcome {
    do throws(CasebookProblem) {
      let own = try content(shelf.key, at: shelf.keyPath, .notAKey)
      let last = try content(shelf.head, at: shelf.headPath, .notAHead)
      guard let bytes = own else { return last == nil ? .holds(.noKey) : broken(shelf.keyPath, .keyLost) }
      guard let key = try? cryptography.key(bytes, .ed25519).verifier else { return broken(shelf.keyPath, .notAKey) }
      guard let kept = last else { return .holds(.log(origin: key.name, signed: nil)) }
      guard let head = try? SignedCheckpoint(parsing: kept) else { return broken(shelf.headPath, .notAHead) }
      guard (try? head.verify(by: key, cryptography.isSignature)) != nil else {
        return broken(shelf.headPath, .otherKey)
      }
      let checkpoint = head.checkpoint
      guard (try? HeadComparison.check(checkpoint, against: tree, from: .lastSigned(path: shelf.headPath))) != nil
      else { return broken(shelf.headPath, .leftBehind(size: checkpoint.size)) }
      return .holds(.log(origin: key.name, signed: checkpoint.size))
    } catch { return .broken(error) }
  }

  /// What a file of the log holds; `problem` where that is not what is kept there.
  private func content(
    _ read: () throws -> [UInt8]?, at path: String, _ problem: LogProblem
  ) throws(CasebookProblem) -> [UInt8]? {
    do { return try read() } catch {
      guard case .system(_, _, let code) = error as? FileFailure else { throw .log(path: path, detail: problem) }
      throw .cannotRead(path: path, reason: String(cString: strerror(code)))
    }
  }

  private func broken(_ path: String, _ problem: LogProblem) -> CasebookCheck.Outcome {
    .broken(.log(path: path, detail: problem))
  }
}
