import Basics
import CasebookStore
import Casework

extension BackupFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .exists(let path, true):
      CommandFailure(.cannotWrite, "\(path): this is a folder; name a file in it that is not there yet")
    case .exists(let path, false):
      CommandFailure(.cannotWrite, "\(path): there is something of that name, and it is not overwritten; name another")
    case .isCasebook(let path):
      CommandFailure(.usage, "\(path): this is the casebook itself or belongs to it; name another file")
    case .casebookBroken(let path, let broken):
      CommandFailure(
        .badData,
        "\(path): the casebook does not hold (\(broken.phrase)), so that a copy would be no "
          + "backup, and none was written; coverslip casebook check tells more, an older backup restores it")
    case .copyBroken(let path, let broken):
      CommandFailure(
        .cannotWrite,
        "\(path): what was written there is not what the casebook holds (\(broken.phrase)), and was taken away; "
          + "try another disk")
    case .backupBroken(let path, let broken):
      CommandFailure(
        .badData,
        "\(path): this backup does not hold (\(broken.phrase)), and the casebook is as it was; "
          + "take another backup")
    case .missing(let path):
      CommandFailure(.noInput, "\(path): there is no such file, and the casebook is as it was; name a backup")
    case .notABackup(let path):
      CommandFailure(.badData, "\(path): this file is no backup of a casebook, and the casebook is as it was; name one")
    case .inUse(let path, let process):
      CommandFailure(
        .tryAgain,
        "\(path): \(process.map { "process \($0)" } ?? "another process") has the casebook open; end it, and try again")
    case .cannotMove(let path, let reason):
      CommandFailure(
        .cannotWrite, "\(path): cannot be renamed (\(reason)), and the casebook is as it was; check the folder")
    case .file(let failure): failure.words
    }
  }
}

extension LedgerBreak {
  /// What is wrong, and where.
  fileprivate var phrase: String {
    sequence == 0 ? fault.sentence.printable : VerificationText.text(.broken(self))
  }
}
