import Casework
import Files
import Foundation
import GRDB

/// A casebook that was replaced by a backup.
public struct CasebookRestoration: Equatable, Sendable {
  /// What is the casebook now; its path is that of the casebook.
  public let restored: CasebookBackup
  /// Where the casebook is that was there before; `nil` where there was none.
  public let aside: String?
  /// How the restored ledger stands to the one before.
  public let difference: LedgerDifference
}

/// How a ledger stands to the one that it takes the place of.
public enum LedgerDifference: Equatable, Sendable {
  /// There was none.
  case none
  /// Entry for entry the same.
  case same
  /// The last `missing` entries of the one before are not in it.
  case older(missing: Int)
  /// It goes on from the one before with `more` entries.
  case newer(more: Int)
  /// Both have the first `common` entries, and go on in different ways: the one before with `missing` others.
  case parted(common: Int, missing: Int)
  /// The one before cannot be read any more.
  case unknown(BackupFailure)
}

extension CasebookVault {
  /// Puts a copy of `backup` in the place of the casebook, whole and checked, and moves the casebook that is there
  /// aside, with its log. The casebook's key and head files stay.
  ///
  /// - Parameter time: ISO 8601; its digits are in the name of what is moved aside.
  /// - Throws: `isCasebook`, `missing`, `notABackup`, `backupBroken`, `inUse`, `cannotMove`, or `file`; the casebook is
  ///   as it was then.
  public func restore(from backup: String, at time: String) throws(BackupFailure) -> CasebookRestoration {
    guard Self.place(backup) != path else { throw .isCasebook(path: backup) }
    let isThere = try checkPresent(backup)
    if isThere { _ = try CasebookLock(path) }
    let beside = CasebookFile.beside(path)
    defer { CasebookFile.remove(beside) }
    let restored = try draw(backup, beside)
    let difference = isThere ? self.difference(from: beside, restored) : .none
    let lock = isThere ? try CasebookLock(path) : nil
    defer { withExtendedLifetime(lock) {} }
    try inherit(beside)
    let aside = try CasebookExchange(path: path, beside: beside, time: time).run()
    return CasebookRestoration(restored: restored, aside: aside, difference: difference)
  }

  /// Whether there is a casebook, or something else that cannot be read as one; refuses what is meant to stay, and a
  /// backup that is the same file.
  private func checkPresent(_ backup: String) throws(BackupFailure) -> Bool {
    do throws(CasebookFailure) { try file.checkFolder() } catch { throw .file(error) }
    guard let present = try? FileIdentity(path: path) else { return false }
    if FilePaths.isFolder(path) { throw .exists(path: path, isFolder: true) }
    if present == (try? FileIdentity(path: backup)) { throw .isCasebook(path: backup) }
    do throws(CasebookFailure) { try file.checkWritable() } catch { throw .file(error) }
    return true
  }

  /// The backup as a new file beside the casebook.
  private func draw(_ backup: String, _ beside: String) throws(BackupFailure) -> CasebookBackup {
    let source = CasebookVault(path: backup, maximumPages: maximumPages, patience: patience)
    do throws(BackupFailure) {
      return try source.using(isStill: true) { queue throws(BackupFailure) in
        try source.file.draw(queue, beside, for: path)
      }
    } catch {
      switch error {
      case .casebookBroken(_, let broken): throw .backupBroken(path: backup, broken)
      case .file(.ledgerBroken(let broken)): throw .backupBroken(path: backup, broken)
      case .file(.damaged(_, let detail)):
        throw .backupBroken(path: backup, LedgerBreak(sequence: 0, caseID: "", fault: .damaged(detail: detail)))
      case .file(.missing): throw .missing(path: backup)
      case .file(.notACasebook): throw .notABackup(path: backup)
      case .exists, .isCasebook, .copyBroken, .backupBroken, .missing, .notABackup, .inUse, .cannotMove, .file:
        throw error
      }
    }
  }

  /// Holds the ledger that was restored against the one that is there. The digest of an entry stands for all before it.
  private func difference(from beside: String, _ restored: CasebookBackup) -> LedgerDifference {
    let copy = CasebookFile(path: beside, maximumPages: nil, patience: patience)
    do throws(BackupFailure) {
      return try using { queue throws(BackupFailure) in
        do {
          let new = try DatabaseQueue(path: copy.alone, configuration: copy.readOnly)
          return try queue.read { former in try new.read { try Self.difference(former, $0, restored.entries) } }
        } catch { throw BackupFailure(error, path: path) }
      }
    } catch { return .unknown(error) }
  }

  private static func difference(_ former: Database, _ new: Database, _ entries: Int) throws -> LedgerDifference {
    let last = try LedgerRow.last(former)?.sequence ?? 0
    let shorter = min(last, entries)
    func isCommon(_ entry: Int) throws -> Bool {
      entry == 0 ? true : try LedgerRow.digest(of: entry, former) == LedgerRow.digest(of: entry, new)
    }
    var (common, others) = (0, shorter + 1)
    while others - common > 1 {
      let middle = (common + others) / 2
      if try isCommon(middle) { common = middle } else { others = middle }
    }
    guard common == shorter else { return .parted(common: common, missing: last - common) }
    if last == entries { return .same }
    return last > entries ? .older(missing: last - entries) : .newer(more: entries - last)
  }

  /// Gives the new file owner, group and mode of the one whose place it takes. A group that cannot be given gets no
  /// right.
  private func inherit(_ beside: String) throws(BackupFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let isGiven = chown(beside, status.st_uid, status.st_gid) == 0 || chown(beside, uid_t.max, status.st_gid) == 0
    guard chmod(beside, status.st_mode & (isGiven ? 0o770 : 0o700)) == 0 else {
      throw .file(CasebookFailure(errno: errno, path: path))
    }
  }
}

/// The names that change when a casebook is replaced. No name is ever given to two files, and no file is overwritten.
struct CasebookExchange {
  /// The casebook's.
  let path: String
  /// The new file's, which is on the disk.
  let beside: String
  /// ISO 8601; its digits are in the name of what is moved aside.
  let time: String
  /// What renames.
  var rename: (String, String) -> Int32 = { Foundation.rename($0, $1) }

  /// Moves the casebook with its log aside, and the new file to its place; takes all back where a step fails.
  ///
  /// Whoever is stopped in between finds each file under one of both names; the log of a casebook that could be read
  /// was emptied into it before, and is none of them.
  ///
  /// - Returns: where the former casebook is; `nil` where there was none.
  /// - Throws: `cannotMove`.
  func run() throws(BackupFailure) -> String? {
    let aside = freeName()
    let former = ["-shm", "-wal", ""].map { (path + $0, aside + $0) }.filter { Self.isThere($0.0) }
    var done: [(String, String)] = []
    for (from, to) in former.reversed() + [(beside, path)] {
      guard rename(from, to) == 0 else {
        let failure = BackupFailure.cannotMove(path: from, reason: SystemError(code: errno).word)
        for (from, to) in done.reversed() { _ = rename(to, from) }
        throw failure
      }
      done.append((from, to))
    }
    do { try AtomicFile.synchronizeFolder(of: path) } catch { throw BackupFailure(error, path: path) }
    return former.isEmpty ? nil : aside
  }

  private func freeName() -> String {
    let name = "\(path).before-\(time.filter { $0.isLetter || $0.isNumber })"
    let names = [name] + (2...99).map { "\(name)-\($0)" }
    return names.first { name in ["", "-wal", "-shm"].allSatisfy { !Self.isThere(name + $0) } } ?? "\(beside).before"
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
