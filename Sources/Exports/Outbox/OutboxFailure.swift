import Casework
import Files
import Glibc
import Sentences
import Settings

/// Why something is not in the outbox.
package enum OutboxFailure: Error, Sendable {
  /// There is no folder at that path: a share that is gone, or was never there.
  case noFolder(path: String)
  /// A file stands where the folder should be.
  case notAFolder(path: String)
  /// The folder is there, and the share is not that it lay on.
  case notMounted(path: String, share: String)
  /// A file cannot be written into the folder.
  case unwritable(folder: String, FileFailure)
  /// What is to be remembered cannot be kept beside the casebook, or not read.
  case notKept(FileFailure)
  /// The record is none, from that line on.
  case badRecord(path: String, line: Int)
  /// The record is of another ledger, or of one that was longer.
  case otherLedger(path: String)
  /// Another program is sending, and has been for long.
  case busy(path: String)
  /// No folder is named.
  case notNamed
  /// What the laboratory has set cannot be taken.
  case settings(LaboratorySettingsFailure)
  /// A case could not be made into a file.
  case notMade(ExportFailure)
  /// The casebook does not answer.
  case store(CaseStoreFailure)
}

extension OutboxFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noFolder(let path): CommandFailure(.cannotWrite, "there is no folder \(path.printable)")
    case .notAFolder(let path): CommandFailure(.cannotWrite, "\(path.printable) is not a folder")
    case .notMounted(let path, let share):
      CommandFailure(
        .cannotWrite,
        "nothing is mounted on \(share.printable) any more, where \(path.printable) lay; mount it again, or name "
          + "another folder")
    case .unwritable(let folder, let failure): CommandFailure(.cannotWrite, failure.sentence(ofFolder: folder))
    case .notKept(let failure): CommandFailure(.cannotWrite, failure.words.sentence)
    case .badRecord(let path, let line):
      CommandFailure(
        .badData,
        "\(path.printable), line \(line): this is no record of an outbox; move it away, and the outbox begins anew")
    case .otherLedger(let path):
      CommandFailure(
        .badData,
        "\(path.printable): this record is of another ledger, or of a newer copy of this one; move it away, and the "
          + "outbox begins anew")
    case .busy(let path):
      CommandFailure(.tryAgain, "another program is sending from \(path.printable)")
    case .notNamed:
      CommandFailure(
        .usage, "no outbox is named; give its folder, or set [outbox] folder in the file beside the casebook")
    case .settings(let failure): failure.words
    case .notMade(let failure): failure.words
    case .store(let failure): failure.words
    }
  }
}

extension FileFailure {
  /// Why nothing can be written into a folder: the same for each file, whose temporary names say nothing to anybody.
  fileprivate func sentence(ofFolder folder: String) -> String {
    switch self {
    case .system(_, _, ENOSPC), .system(_, _, EDQUOT): "the disk of the folder \(folder.printable) is full"
    case .system(_, _, let code): "the folder \(folder.printable) cannot be written into (\(systemWord(code)))"
    case .notAFile, .truncated, .tooLarge: words.sentence
    }
  }
}
