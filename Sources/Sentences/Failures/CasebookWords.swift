import Basics
import CasebookStore
import Casework
import Labels
import Prognosis

extension CasebookFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .missing(let path):
      CommandFailure(.noInput, "\(path): there is no casebook; coverslip add makes it with the first case")
    case .notACasebook(let path):
      CommandFailure(.badData, "\(path): this file is not a casebook and was not touched; name another with --casebook")
    case .newerVersion(let path, let found, let supported):
      CommandFailure(
        .badData,
        "\(path): made by a newer Coverslip (version \(found) of the casebook, this one knows \(supported)) and not "
          + "touched; update Coverslip")
    case .diskFull(let path):
      CommandFailure(.cannotWrite, "\(path): the disk is full; nothing was changed, free some room and try again")
    case .cannotRead(let path, let reason):
      CommandFailure(.noInput, "\(path): cannot be read (\(reason)); ask for permission to read it")
    case .cannotWrite(let path, let reason):
      CommandFailure(.cannotWrite, "\(path): cannot be written (\(reason)); check the folder and its permissions")
    case .busy(let path):
      CommandFailure(.tryAgain, "\(path): another process is writing; try again in a moment")
    case .replaced(let path, let change):
      CommandFailure(
        .tryAgain,
        "\(path): \(change.sentence) since it was opened; nothing more is written to it: start Coverslip again to work "
          + "with the casebook that is there now")
    case .strayLog(let path):
      CommandFailure(
        .badData,
        "\(path): the log beside it (\(path)-wal) is not its own, as after a restore, and would damage it; neither was "
          + "touched: move \(path)-wal and \(path)-shm elsewhere, keep them, and open the casebook again")
    case .damaged(let path, let detail):
      CommandFailure(.badData, "\(path): the casebook is damaged (\(detail)); restore it from the last backup")
    case .notBackedUp(let path, let version, let reason):
      CommandFailure(
        .cannotWrite,
        "\(path): of version \(version), and not brought to this Coverslip's: the backup before that cannot be written "
          + "beside it (\(reason ?? "the disk is full")); nothing was changed, free some room or allow writing there")
    case .ledgerBroken(let broken):
      CommandFailure(.badData, VerificationText.text(.broken(broken)))
    }
  }
}

extension CaseStoreFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noSuchCase(let id, let nearest):
      CommandFailure(.noInput, "there is no case \"\(id)\"\(Self.suggestion(nearest))")
    case .caseExists(let id):
      CommandFailure(.badData, "case \"\(id)\" is registered already; choose another name with --case")
    case .refused(let id, let problem):
      CommandFailure(.badData, "case \"\(id)\": \(problem.sentence)")
    case .signOff(let problem): CommandFailure(.badData, problem.sentence)
    case .withheld(let id, let what, let withholding):
      CommandFailure(.notPermitted, "case \(id): \(what.sentence) \(withholding.label)")
    case .conflict(let conflict): CommandFailure(conflict.exit, conflict.sentence)
    case .identity(let problem): CommandFailure(problem.exit, problem.sentence)
    case .amendment(let problem): CommandFailure(problem.exit, problem.sentence)
    case .opinion(let problem): CommandFailure(.badData, problem.sentence)
    case .label(let problem): CommandFailure(problem.exit, problem.sentence)
    case .outcome(let problem): CommandFailure(problem.exit, problem.sentence)
    case .repetition(let problem): CommandFailure(problem.exit, problem.sentence)
    case .mark(let problem): CommandFailure(problem.exit, problem.sentence)
    case .unavailable(let failure): failure.words
    }
  }

  private static func suggestion(_ nearest: [String]) -> String {
    nearest.isEmpty ? "; coverslip queue lists them all" : "; did you mean \(nearest.joined(separator: " or "))?"
  }
}

extension CasebookChange {
  /// What happened to the casebook's file.
  fileprivate var sentence: String {
    switch self {
    case .deleted: "the casebook was deleted"
    case .otherFile: "another file was put in the casebook's place"
    case .otherContent: "the casebook was overwritten with another one"
    case .logRemoved: "the casebook's log, the file that ends in -wal, was removed or replaced"
    }
  }
}

extension TransitionProblem {
  /// What cannot happen, and why.
  package var sentence: String {
    switch self {
    case .unknownCase: "there is no such case"
    case .alreadyRegistered: "it is registered already"
    case .badName:
      "this cannot be the name of a case; a name has 1 to \(CaseFile.nameLimit) characters and no control characters"
    case .noSlides: "a case needs a slide"
    case .notFinite: "a value is not a finite number"
    case .tooLarge(let length):
      "an entry of the ledger has room for less than \(LedgerEntry.sizeLimit) bytes, this one would have \(length)"
    case .misplaced: "the entry stands where it may not"
    case .signOff(let problem): problem.sentence
    case .conflict(let conflict): conflict.sentence
    case .identity(let problem): problem.sentence
    case .amendment(let problem): problem.sentence
    case .opinion(let problem): problem.sentence
    case .label(let problem): problem.sentence
    case .outcome(let problem): problem.sentence
    case .repetition(let problem): problem.sentence
    }
  }
}

extension CaseConflict {
  /// What somebody else did meanwhile, and what to do.
  var sentence: String {
    switch self {
    case .alreadySigned(let reviewer, let time): "the case was signed by \(reviewer) at \(time), which is final"
    case .inReviewBy(let reviewer): "\(reviewer) has taken the case up; open it again to take it back"
    case .claimedBy(let claim):
      "\(claim.reviewer) has been reading the case since \(claim.since) and signs it, until they give it back or "
        + "\(claim.until); look at it meanwhile"
    case .findingChanged: "the case was scored again since you opened it; look at the new finding before signing"
    case .claimLost(let id): "case \"\(id)\": another process took it over meanwhile; nothing was recorded"
    case .askedBy(let reviewer): "\(reviewer) has asked for the case already and waits for an answer; ask again later"
    case .halfRead(let reviewer, let time):
      "\(reviewer) signed their reading of the case at \(time), and another reader has still to: until it is closed "
        + "it is read as it was"
    case .readingChanged(let reviewer, let time):
      "the case was amended by \(reviewer) at \(time); look at what stands now, and begin anew"
    }
  }

  fileprivate var exit: Exit {
    switch self {
    case .alreadySigned, .inReviewBy, .findingChanged, .halfRead, .readingChanged: .badData
    case .claimedBy, .claimLost, .askedBy: .tryAgain
    }
  }
}

extension AmendmentProblem {
  /// What keeps it from being added or changed, and what to do.
  package var sentence: String {
    switch self {
    case .notClosed: "nothing that closes the case is signed yet: sign it first"
    case .noText: "an addendum says something; give its text"
    case .textTooLong(let length, let limit): "the text has \(length) characters, \(limit) fit; shorten it"
    case .noClass: "say where the error lay: \(AmendmentClass.allCases.map(\.rawValue).joined(separator: ", "))"
    case .noReason: "an amendment needs a reason in your own words"
    case .staysOpen(let decision):
      "to \(decision.label) would open the case again; an amendment gives a call, acknowledges that there is none, or "
        + "rejects the slide"
    case .noPerson: "say who was told, or leave the time out"
    case .badTime(let time): "\"\(time)\" is not a time; write it as 2026-11-02T11:20:00Z, in UTC"
    case .toldLater(let time): "nobody can have been told at \(time), which is after now"
    case .toldEarlier(let time, let signedAt):
      "nobody can have been told at \(time) of an amendment to what was signed at \(signedAt); give a later time"
    }
  }

  /// A time that is none is an option that cannot be read; everything else a rule refuses, as it does of a sign-off.
  fileprivate var exit: Exit {
    switch self {
    case .badTime: .usage
    case .notClosed, .noText, .textTooLong, .noClass, .noReason, .staysOpen, .noPerson, .toldLater, .toldEarlier:
      .badData
    }
  }
}

extension SignOffProblem {
  /// What keeps the case from being signed, and what to do.
  package var sentence: String {
    switch self {
    case .noDecision: "decide first: give your own call, or defer or reject"
    case .noFinalCall: "give your own call: high or low"
    case .otherCall(let own, let model):
      "your own call is \(own.label), the model's \(model.label): that is to override it, not to confirm it"
    case .sameCall(let call): "\(call.label) is the model's own call: that is to confirm it, not to override it"
    case .noModelCall(let decision):
      "the model makes no call that you could \(decision.label); acknowledge that, or defer or reject"
    case .modelCallStands(let decision):
      "the model makes a call: confirm or override it; \(decision.label) answers a finding without one"
    case .noReason(let decision): "to \(decision.label), give a reason: \(Self.codes(of: decision))"
    case .otherReason(let code, let decision):
      "\"\(code)\" is not a reason to \(decision.label); the reasons are \(Self.codes(of: decision))"
    case .noComment(let reason): "the reason \"\(reason.label)\" needs a comment"
    case .commentTooLong(let length, let limit): "the comment has \(length) characters, \(limit) fit; shorten it"
    case .changedFiles(let slides):
      "\(slides.joined(separator: ", ")) changed since the case was scored; put the file back that was scored, or "
        + "score the case again"
    case .noReviewer: "there is no name to sign with; give it with --reviewer"
    case .notScored: "the case has no finding yet; coverslip score makes one"
    case .notInReview: "open the case before signing it"
    case .firstCallAwaited:
      "the case is read blinded: give your first call at the workstation before you sign; coverslip review opens it"
    case .firstCallNotAsked: "the case is not read blinded; there is no first call to give"
    case .firstCallStands: "you have given your first call of this case, which is never changed"
    case .readAlready: "you have signed your reading of this case; another reader decides next"
    case .noSuchGrade(let grade): "a Nottingham grade is 1, 2 or 3, not \(grade)"
    case .needsWorkstation(let readingProtocol):
      "the case is read \(readingProtocol.label), and is signed at the workstation alone; coverslip review opens it"
    case .otherReading: "the case is read in another way since you opened it; open it again"
    }
  }

  private static func codes(of decision: Decision) -> String {
    SignOffReason.builtIn(for: decision).map(\.code).joined(separator: ", ")
  }
}

/// The outcome of `ledger verify` in words.
package enum VerificationText {
  package static func text(_ verification: LedgerVerification) -> String {
    switch verification {
    case .intact(let entries, let head, let clock):
      (["intact: \(entries) entries, head \(head)"] + clock.map { "clock: \($0.sentence)" }).joined(separator: "\n")
    case .broken(let broken):
      "broken at entry \(broken.sequence)\(broken.caseID.isEmpty ? "" : ", case \(broken.caseID.printable)"): "
        + broken.fault.sentence.printable
    }
  }
}

extension ClockRemark {
  /// What is odd about an entry's time.
  package var sentence: String {
    switch self {
    case .wentBack(let sequence, let seconds):
      "entry \(sequence) is dated \(Self.duration(seconds)) before the entry before it: the clock was set back"
    case .jumpedAhead(let sequence, let seconds):
      "entry \(sequence) is dated \(Self.duration(seconds)) after the entry before it: the clock was set forward, or "
        + "nobody wrote for so long"
    case .inFuture(let sequence, let seconds):
      "entry \(sequence) is dated \(Self.duration(seconds)) after now: one of the two clocks is wrong"
    case .unreadable(let sequence): "entry \(sequence) has no time that can be read"
    }
  }

  /// In the two greatest units: `3 days 4 h`.
  private static func duration(_ seconds: Int) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
    let day = days == 1 ? "1 day" : "\(days) days"
    if days > 0 { return hours > 0 ? "\(day) \(hours) h" : day }
    if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
    return minutes > 0 ? "\(minutes) min \(seconds % 60) s" : "\(seconds) s"
  }
}

extension LedgerFault {
  /// What is wrong, in words.
  package var sentence: String {
    switch self {
    case .contentChanged: "the entry was changed after it was written"
    case .linkBroken: "the entry does not follow the one before it"
    case .missing: "the entry is missing"
    case .formatWentBack(let from, let to):
      "the entry is of format \(to), the one before it of format \(from): an entry is never older than its neighbour"
    case .unsigned: "the entry is the act of a person and is not signed"
    case .signatureWrong: "the signature is not that of the reviewer whom the entry names"
    case .fingerprintWrong: "the public key is not what its fingerprint says"
    case .sealedKeyChanged(let name):
      "the sealed key of \(name) is gone or was changed: it signs nothing more; admit them again with --replace"
    case .sealedKeyUnknown: "a sealed key is kept that belongs to nobody who may sign"
    case .unreadable: "the entry cannot be read"
    case .impossible(let problem): "the entry tells of something that cannot have happened: \(problem.sentence)"
    case .projectionDiffers(let column): "the listed case differs from the ledger in \(column)"
    case .projectionMissing: "the case is in the ledger and not listed"
    case .projectionUnknown: "the case is listed and not in the ledger"
    case .resultFileMissing(let path): "the result file \(path) is gone"
    case .resultFileChanged(let path): "the result file \(path) was changed"
    case .schemaChanged(let name): "\(name), which guards the ledger, was changed"
    case .damaged(let detail): "the database is damaged: \(detail)"
    }
  }
}

extension WithheldContent {
  /// What is withheld, before until when.
  fileprivate var sentence: String {
    switch self {
    case .finding: "the model's finding is"
    case .comparators: "the comparators are"
    case .marks: "what readers have marked is"
    }
  }
}
