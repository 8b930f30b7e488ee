import Casework
import Labels
import TerminalKit

/// What comes back from the casebook.
extension ReadingDialogue {
  /// Something that was wanted is there, or could not be had.
  public mutating func receive(_ action: Action, at now: Int) -> Telling {
    switch action {
    case .caseRead(let file): receive(file)
    case .tilesLoaded(_, let read, let unread, _, _): receive(read, unread)
    case .firstCallCommitted(let file): committed(file)
    case .firstCallRefused(_, let problem):
      say(problem.spoken)
      go(to: .commit)
    case .claimRefused(_, let problem), .rightRefused(_, let problem): refused(problem)
    case .passphraseAccepted: hold(at: now)
    case .passphraseRefused(_, let words, let problem): fail(problem?.spoken ?? [words])
    case .signed(_, let signOff): signed(signOff)
    case .signingFailed(_, let problem): signingFailed(problem)
    case .failed(let problem): failed(problem)
    case .filesChecked, .draftSaved, .started, .terminalKnown, .keyPressed, .pasted, .painted, .inputSettled, .rested,
      .mousePressed, .resized, .ticked, .casesListed, .pageLoaded, .listingFailed, .casesChanged, .handOverRefused,
      .pictureDrawn, .pictureFailed, .unlocked, .unlockRefused, .supplemented, .colleaguesListed, .opined,
      .labelResolved, .mouseDragged, .mouseReleased, .scoringWent, .scoringEnded, .casesNamed, .readingsCounted,
      .readingsNotCounted, .nucleiFound, .nucleiFailed, .trialMade, .trialRefused, .exportEnded, .outboxTold, .hungUp:
      break
    }
    return told()
  }

  // MARK: The case

  private mutating func receive(_ file: CaseFile) {
    let before = self.file
    self.file = file
    dialog?.openLabels = file.openLabelNames
    switch step {
    case .opening: loadTiles()
    case .claiming: begin(upon: file, before)
    case .signing: goOn(with: file, before)
    case .offered, .place, .firstCall, .confidence, .firstGrade, .commit, .committing, .call, .reason, .grade, .comment,
      .summary, .passphrase, .checking, .held, .ended:
      break
    }
  }

  /// The tiles come before anything is told; where the case has none, it is told at once.
  private mutating func loadTiles() {
    guard let file else { return }
    if let path = file.finding?.resultFile { return want(.loadTiles(caseID: caseID, resultFile: path)) }
    tell()
  }

  private mutating func receive(_ read: [TileFinding], _ unread: [TissueSquare]) {
    tiles = read.isEmpty && unread.isEmpty ? nil : SpokenTiles(read: read, unread: unread)
    trace.take(read, unread: unread, of: file?.finding)
    switch step {
    case .opening: tell()
    case .committing: tellRest()
    case .offered, .claiming, .place, .firstCall, .confidence, .firstGrade, .commit, .call, .reason, .grade, .comment,
      .summary, .passphrase, .checking, .held, .signing, .ended:
      break
    }
  }

  /// Tells the whole case.
  private mutating func tell() {
    say(spoken?.lines ?? [])
    noteTold()
    go(to: .offered)
  }

  /// What was told counts as shown, and answers to the reader's questions as read.
  private mutating func noteTold() {
    guard let file else { return }
    let told: Set<ReadingLayer> = file.finding == nil ? [] : [.call, .comparators]
    trace.paint(CaseOnScreen(told.union([.clinicalValues])), now: now)
    guard file.withheld == nil else { return }
    for opinion in file.unreadAnswers(for: setting.reader) {
      want(.noteRead(caseID: caseID, opinion: opinion.id))
    }
  }

  // MARK: Taking it up

  /// The case is the reader's: the first question.
  private mutating func begin(upon file: CaseFile, _ before: CaseFile?) {
    guard standsAgainst == nil else { return refuse([standsAgainst].compactMap(\.self)) }
    guard file.finding?.id == before?.finding?.id else { return tellAnew() }
    want(.watchFiles(caseID: caseID))
    openDialog()
    go(to: .place)
  }

  /// Another finding than the one that was told is there: nothing is signed upon it before it was told, too.
  private mutating func tellAnew() {
    say(["The case was scored again meanwhile; it is told anew."])
    dialog = nil
    step = .opening
    loadTiles()
  }

  private mutating func openDialog() {
    guard let file, file.withheld == nil, let finding = file.finding else { return }
    var dialog = SignOffState(
      file: file, finding: finding, reasons: setting.reasons, reader: setting.reader,
      combined: setting.model.flatMap { $0.digest == finding.model.digest ? $0.prognosis : nil })
    // What was looked at on the workstation's screen is none of this one's.
    let kept = dialog.diagnosisRead
    place = place ?? (kept.isElsewhere ? kept : nil)
    dialog.diagnosisRead = place
    self.dialog = dialog
  }

  private mutating func refused(_ problem: Problem) {
    if held != nil { unsigned.append(UnsignedCase(caseID: caseID, reason: .refused(problem))) }
    held = nil
    barred = problem.detail
    refuse([problem.title + ".", problem.detail])
  }

  private mutating func refuse(_ words: [String]) {
    keep()
    giveBack()
    say(words)
    go(to: .offered)
  }

  private mutating func failed(_ problem: Problem) {
    say(problem.spoken)
    switch step {
    case .opening, .claiming: end()
    case .signing: go(to: .summary)
    case .offered, .place, .firstCall, .confidence, .firstGrade, .commit, .committing, .call, .reason, .grade, .comment,
      .summary, .passphrase, .checking, .held, .ended:
      break
    }
  }

  // MARK: The first call

  /// It is in the ledger: all is told, and the reader decides.
  private mutating func committed(_ file: CaseFile) {
    self.file = file
    guard !file.isToRepeat else { return repeated() }
    say(["Your first call is in the ledger. Now the rest is told."])
    guard let path = file.finding?.resultFile else { return tellRest() }
    want(.loadTiles(caseID: caseID, resultFile: path))
  }

  /// The repeated call is in the ledger, and nothing is told: that is all.
  private mutating func repeated() {
    say([
      "Case \(caseID) is read again; your call is in the ledger. It measures repeatability, and validates no viewer "
        + "and no model."
    ])
    end()
  }

  private mutating func tellRest() {
    say(spoken?.disclosedLines ?? [])
    noteTold()
    openDialog()
    want(.checkRight(caseID: caseID, .sign))
    go(to: dialog == nil ? .offered : .call)
  }

  // MARK: The signature

  /// The passphrase is the reader's: from now on the signature can be withdrawn.
  private mutating func hold(at now: Int) {
    guard held != nil else { return }
    held?.until = now + setting.withdrawal
    dialog?.hold()
    go(to: .held)
  }

  /// The casebook did not take it: the case may be another one by now than was told.
  private mutating func signingFailed(_ problem: Problem) {
    notSigned(problem.spoken)
    step = .signing
    want(.readCase(caseID: caseID))
  }

  private mutating func goOn(with file: CaseFile, _ before: CaseFile?) {
    guard file.finding?.id == before?.finding?.id else { return tellAnew() }
    go(to: .summary)
  }

  private mutating func signed(_ signOff: SignOff) {
    claimedAt = nil
    dialog?.receive(signOff)
    let entry = signOff.entryDigest.map { ", entry \($0.prefix(12))" } ?? ""
    say([
      "Case \(caseID) is signed: \(signOff.outcome), by \(signOff.reviewer), "
        + "\(TimeText.words(signOff.signedAt))\(entry).",
      "It is in the ledger and cannot be changed.",
    ])
    say(report)
    end()
  }
}

extension Problem {
  /// As sentences.
  var spoken: [String] { [title + ".", detail, remedy] }
}
