import Casework
import Testing

@testable import Sentences

@Suite("Sentences about the casebook")
struct CasebookSentenceTests {
  @Test(
    "say what became of the casebook, and whether it was touched",
    arguments: [
      (
        .missing(path: "c"), .noInput, "c: there is no casebook; coverslip add makes it with the first case"
      ),
      (
        .notACasebook(path: "c"), .badData,
        "c: this file is not a casebook and was not touched; name another with --casebook"
      ),
      (
        .newerVersion(path: "c", found: 9, supported: 4), .badData,
        "c: made by a newer Coverslip (version 9 of the casebook, this one knows 4) and not touched; update Coverslip"
      ),
      (
        .diskFull(path: "c"), .cannotWrite,
        "c: the disk is full; nothing was changed, free some room and try again"
      ),
      (
        .cannotRead(path: "c", reason: "no permission"), .noInput,
        "c: cannot be read (no permission); ask for permission to read it"
      ),
      (
        .cannotWrite(path: "c", reason: "read-only"), .cannotWrite,
        "c: cannot be written (read-only); check the folder and its permissions"
      ),
      (.busy(path: "c"), .tryAgain, "c: another process is writing; try again in a moment"),
      (
        .strayLog(path: "c"), .badData,
        "c: the log beside it (c-wal) is not its own, as after a restore, and would damage it; neither was touched: "
          + "move c-wal and c-shm elsewhere, keep them, and open the casebook again"
      ),
      (
        .damaged(path: "c", detail: "page 3"), .badData,
        "c: the casebook is damaged (page 3); restore it from the last backup"
      ),
      (
        .notBackedUp(path: "c", version: 3, reason: nil), .cannotWrite,
        "c: of version 3, and not brought to this Coverslip's: the backup before that cannot be written beside it (the "
          + "disk is full); nothing was changed, free some room or allow writing there"
      ),
      (
        .ledgerBroken(LedgerBreak(sequence: 4, caseID: "A", fault: .linkBroken)), .badData,
        "broken at entry 4, case A: the entry does not follow the one before it"
      ),
    ] as [(CasebookFailure, Exit, String)])
  func casebooks(failure: CasebookFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say what was put in the casebook's place",
    arguments: [
      (.deleted, "the casebook was deleted"), (.otherFile, "another file was put in the casebook's place"),
      (.otherContent, "the casebook was overwritten with another one"),
      (.logRemoved, "the casebook's log, the file that ends in -wal, was removed or replaced"),
    ] as [(CasebookChange, String)])
  func replaced(change: CasebookChange, words: String) {
    #expect(
      CasebookFailure.replaced(path: "c", change).words
        == CommandFailure(
          .tryAgain,
          "c: \(words) since it was opened; nothing more is written to it: start Coverslip again to work with the "
            + "casebook that is there now"))
  }

  @Test(
    "say what the store refused",
    arguments: [
      (.noSuchCase(id: "A", nearest: []), .noInput, "there is no case \"A\"; coverslip queue lists them all"),
      (
        .noSuchCase(id: "A", nearest: ["A1", "A2"]), .noInput, "there is no case \"A\"; did you mean A1 or A2?"
      ),
      (
        .caseExists(id: "A"), .badData, "case \"A\" is registered already; choose another name with --case"
      ),
      (.refused(id: "A", .noSlides), .badData, "case \"A\": a case needs a slide"),
      (
        .signOff(.noReviewer), .badData, "there is no name to sign with; give it with --reviewer"
      ),
      (
        .conflict(.alreadySigned(reviewer: "Ann", signedAt: "noon")), .badData,
        "the case was signed by Ann at noon, which is final"
      ),
      (
        .conflict(.inReviewBy(reviewer: "Ann")), .badData, "Ann has taken the case up; open it again to take it back"
      ),
      (
        .conflict(.findingChanged(seen: "f1", now: "f2")), .badData,
        "the case was scored again since you opened it; look at the new finding before signing"
      ),
      (
        .conflict(.claimLost(id: "A")), .tryAgain,
        "case \"A\": another process took it over meanwhile; nothing was recorded"
      ),
      (.unavailable(.busy(path: "c")), .tryAgain, "c: another process is writing; try again in a moment"),
    ] as [(CaseStoreFailure, Exit, String)])
  func stores(failure: CaseStoreFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence))
  }

  @Test(
    "say what cannot happen to a case",
    arguments: [
      (.unknownCase, "there is no such case"), (.alreadyRegistered, "it is registered already"),
      (
        .badName, "this cannot be the name of a case; a name has 1 to 200 characters and no control characters"
      ),
      (.noSlides, "a case needs a slide"), (.notFinite, "a value is not a finite number"),
      (
        .tooLarge(length: 70_000),
        "an entry of the ledger has room for less than 65536 bytes, this one would have 70000"
      ),
      (.misplaced, "the entry stands where it may not"),
      (.signOff(.notInReview), "open the case before signing it"),
      (.conflict(.inReviewBy(reviewer: "Ann")), "Ann has taken the case up; open it again to take it back"),
      (
        .conflict(
          .claimedBy(
            ReadingClaim(reviewer: "Ann", since: "2026-11-02T11:00:00Z", until: "2026-11-02T11:15:00Z"))),
        "Ann has been reading the case since 2026-11-02T11:00:00Z and signs it, until they give it back or "
          + "2026-11-02T11:15:00Z; look at it meanwhile"
      ),
    ] as [(TransitionProblem, String)])
  func transitions(problem: TransitionProblem, sentence: String) { #expect(problem.sentence == sentence) }

  @Test(
    "say what a signature still lacks",
    arguments: [
      (.noDecision, "decide first: give your own call, or defer or reject"),
      (.noFinalCall, "give your own call: high or low"),
      (
        .otherCall(own: .low, model: .high),
        "your own call is low, the model's high: that is to override it, not to confirm it"
      ), (.sameCall(.high), "high is the model's own call: that is to confirm it, not to override it"),
      (.noReason(.reject), "to reject the slide, give a reason: quality, wrong-specimen, other, wrong-slide"),
      (
        .otherReason(code: "glass", .reject),
        "\"glass\" is not a reason to reject the slide; the reasons are quality, wrong-specimen, other, wrong-slide"
      ), (.noComment(.override(.other)), "the reason \"other\" needs a comment"),
      (.noReviewer, "there is no name to sign with; give it with --reviewer"),
      (
        .commentTooLong(length: 12, limit: 10), "the comment has 12 characters, 10 fit; shorten it"
      ),
      (.notScored, "the case has no finding yet; coverslip score makes one"),
      (
        .firstCallAwaited,
        "the case is read blinded: give your first call at the workstation before you sign; coverslip review opens it"
      ),
      (
        .needsWorkstation(.blindedFirst),
        "the case is read blinded first, and is signed at the workstation alone; coverslip review opens it"
      ),
      (.firstCallStands, "you have given your first call of this case, which is never changed"),
      (.readAlready, "you have signed your reading of this case; another reader decides next"),
      (
        .needsWorkstation(.double),
        "the case is read double, and is signed at the workstation alone; coverslip review opens it"
      ),
      (
        .changedFiles(slides: ["A.svs", "B.svs"]),
        "A.svs, B.svs changed since the case was scored; put the file back that was scored, or score the case again"
      ),
      (.noSuchGrade(4), "a Nottingham grade is 1, 2 or 3, not 4"),
    ] as [(SignOffProblem, String)])
  func signatures(problem: SignOffProblem, sentence: String) { #expect(problem.sentence == sentence) }

  @Test(
    "say which entry of the ledger is wrong, and how",
    arguments: [
      (.contentChanged, "the entry was changed after it was written"), (.missing, "the entry is missing"),
      (.unreadable, "the entry cannot be read"),
      (
        .impossible(.unknownCase),
        "the entry tells of something that cannot have happened: there is no such case"
      ),
      (.projectionDiffers(column: "status"), "the listed case differs from the ledger in status"),
      (.projectionMissing, "the case is in the ledger and not listed"),
      (.projectionUnknown, "the case is listed and not in the ledger"),
      (.resultFileMissing(path: "r"), "the result file r is gone"),
      (.resultFileChanged(path: "r"), "the result file r was changed"),
      (.schemaChanged(name: "a trigger"), "a trigger, which guards the ledger, was changed"),
      (.damaged(detail: "page 3"), "the database is damaged: page 3"),
    ] as [(LedgerFault, String)])
  func faults(fault: LedgerFault, sentence: String) {
    let verification = LedgerVerification.broken(LedgerBreak(sequence: 2, caseID: "", fault: fault))
    #expect(VerificationText.text(verification) == "broken at entry 2: \(sentence)")
  }

  @Test(
    "say how far an entry's time is off, in the two greatest units",
    arguments: [
      (45, "45 s"), (125, "2 min 5 s"), (3600, "1 h"), (3660, "1 h 1 min"), (86_400, "1 day"), (97_200, "1 day 3 h"),
      (180_000, "2 days 2 h"),
    ])
  func clocks(seconds: Int, words: String) {
    let clock: [ClockRemark] = [
      .wentBack(sequence: 2, seconds: seconds), .jumpedAhead(sequence: 3, seconds: seconds),
      .inFuture(sequence: 4, seconds: seconds), .unreadable(sequence: 5),
    ]
    #expect(
      VerificationText.text(.intact(entries: 5, head: "ab", clock: clock)) == """
        intact: 5 entries, head ab
        clock: entry 2 is dated \(words) before the entry before it: the clock was set back
        clock: entry 3 is dated \(words) after the entry before it: the clock was set forward, or nobody wrote for so \
        long
        clock: entry 4 is dated \(words) after now: one of the two clocks is wrong
        clock: entry 5 has no time that can be read
        """)
  }
}
