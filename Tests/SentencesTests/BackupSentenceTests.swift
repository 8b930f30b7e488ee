import CasebookStore
import Casework
import Testing

@testable import Sentences

@Suite("Sentences about backups")
struct BackupSentenceTests {
  private static let cut = LedgerBreak(sequence: 0, caseID: "", fault: .damaged(detail: "page 3"))
  private static let altered = LedgerBreak(sequence: 4, caseID: "A", fault: .contentChanged)

  @Test(
    "say why nothing was copied or restored, and what to do",
    arguments: [
      (
        .exists(path: "b", isFolder: true), .cannotWrite,
        "b: this is a folder; name a file in it that is not there yet"
      ),
      (
        .exists(path: "b", isFolder: false), .cannotWrite,
        "b: there is something of that name, and it is not overwritten; name another"
      ),
      (
        .isCasebook(path: "c"), .usage, "c: this is the casebook itself or belongs to it; name another file"
      ),
      (
        .casebookBroken(path: "c", altered), .badData,
        "c: the casebook does not hold (broken at entry 4, case A: the entry was changed after it was written), "
          + "so that a copy would be no backup, and none was written; coverslip casebook check tells more, an older "
          + "backup restores it"
      ),
      (
        .copyBroken(path: "b", cut), .cannotWrite,
        "b: what was written there is not what the casebook holds (the database is damaged: page 3), and was taken "
          + "away; try another disk"
      ),
      (
        .backupBroken(path: "b", cut), .badData,
        "b: this backup does not hold (the database is damaged: page 3), and the casebook is as it was; take another "
          + "backup"
      ),
      (
        .missing(path: "b"), .noInput, "b: there is no such file, and the casebook is as it was; name a backup"
      ),
      (
        .notABackup(path: "b"), .badData,
        "b: this file is no backup of a casebook, and the casebook is as it was; name one"
      ),
      (
        .inUse(path: "c", process: 12), .tryAgain, "c: process 12 has the casebook open; end it, and try again"
      ),
      (
        .inUse(path: "c", process: nil), .tryAgain,
        "c: another process has the casebook open; end it, and try again"
      ),
      (
        .cannotMove(path: "c", reason: "no"), .cannotWrite,
        "c: cannot be renamed (no), and the casebook is as it was; check the folder"
      ),
      (
        .file(.busy(path: "c")), .tryAgain, "c: another process is writing; try again in a moment"
      ),
    ] as [(BackupFailure, Exit, String)])
  func failures(failure: BackupFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }
}
