import Casework

/// A case that its reader took for signed, and is not.
public struct UnsignedCase: Equatable, Sendable {
  /// The case.
  public let caseID: String
  /// Why it is not signed.
  public let reason: Reason

  /// Why it is not.
  public enum Reason: Equatable, Sendable {
    /// It could still be withdrawn when the workstation was ended from outside.
    case ended
    /// The workstation was left while the passphrase was tried.
    case untried
    /// It was not taken: what the reader is told of that.
    case refused(Problem)
  }
}

extension WorkstationState {
  /// A signature was not taken after its dialog had said that it is there: the reader is told, wherever they are.
  mutating func signatureFell(_ caseID: String, _ problem: Problem) -> [Effect] {
    var problem = problem
    problem.title = "\(caseID): not signed"
    unsigned.append(UnsignedCase(caseID: caseID, reason: .refused(problem)))
    if let standing = self.problem, tellsUnsigned(standing) {
      laterProblems.append(problem)
    } else {
      self.problem = problem
    }
    return reading?.file.id == caseID ? [] : [.closeReview(caseID: caseID)]
  }

  /// Whether the reader learns from `problem` that something is not signed: nothing else takes its place before they
  /// have read it.
  func tellsUnsigned(_ problem: Problem) -> Bool { unsigned.contains { $0.reason == .refused(problem) } }

  /// The reader has read what went wrong.
  mutating func closeProblem() {
    if let problem { unsigned.removeAll { $0.reason == .refused(problem) } }
    problem = laterProblems.isEmpty ? nil : laterProblems.removeFirst()
  }

  /// What came from the casebook after the workstation was left: nobody reads it on a screen any more.
  public mutating func end(with answers: [Action]) -> ReviewEnd {
    popup = nil
    let untold = exports.takeParting().map { [$0] } ?? []
    for answer in answers { _ = update(&self, answer) }
    return ReviewEnd(unsigned: unsigned, news: untold + answers.compactMap(\.parting))
  }
}

/// How the workstation was left.
public struct ReviewEnd: Equatable, Sendable {
  /// What the reviewer took for signed, and is not; mostly nothing.
  public let unsigned: [UnsignedCase]
  /// What was signed and made behind the last screen, as clauses: nobody has seen it yet.
  public let news: [String]
}

extension Action {
  /// What is told of it where it came after the workstation was left; `nil` where nothing needs to be.
  fileprivate var parting: String? {
    switch self {
    case .signed(let caseID, let signOff): "case \(caseID) is signed: \(signOff.outcome)"
    case .exportEnded(let export, let end): export.parting(end)
    case .started, .terminalKnown, .keyPressed, .pasted, .painted, .inputSettled, .rested, .mousePressed,
      .mouseDragged, .mouseReleased, .resized, .ticked, .casesListed, .pageLoaded, .listingFailed, .casesChanged,
      .caseRead, .claimRefused, .handOverRefused, .firstCallCommitted, .firstCallRefused, .filesChecked, .tilesLoaded,
      .pictureDrawn, .pictureFailed, .draftSaved, .passphraseAccepted, .passphraseRefused, .rightRefused, .trialMade,
      .trialRefused, .unlocked, .unlockRefused, .supplemented, .colleaguesListed, .opined, .labelResolved,
      .signingFailed, .scoringWent, .scoringEnded, .casesNamed, .readingsCounted, .readingsNotCounted, .nucleiFound,
      .nucleiFailed, .outboxTold, .hungUp, .failed:
      nil
    }
  }
}
