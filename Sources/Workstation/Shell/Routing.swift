import Casework
import Labels
import TerminalKit

/// What the rooms ask for: they do not know each other.
extension WorkstationState {
  mutating func route(_ outcomes: [QueueOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .effect(let effect): return [effect]
      case .open(let file): return open(file)
      case .showModel: return showModel()
      case .showQuality: return showQuality()
      case .leave: return leave()
      case .score(let file): return score(file)
      case .scoreMarked(let names): return score(names)
      case .stopScoring: return stopScoringIfWanted()
      case .notice(let words): return say(words)
      }
    }
  }

  mutating func route(_ outcomes: [CaseOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .effect(let effect):
        noteRemoval(by: effect)
        return [effect]
      case .close: return closeCase()
      case .neighbour(let step):
        return inQueue { [file = reading?.file] in $0.openNeighbour(by: step, of: file, in: $1) }
      case .signOff(let file, let finding): return openSignOff(file, finding)
      case .addendum(let file): return openSupplement(.addendum, of: file)
      case .amendment(let file): return openSupplement(.amendment, of: file)
      case .firstRead(let file): return openFirstRead(file)
      case .opinion(let purpose, let file): return openOpinion(purpose, of: file)
      case .label(let file, let slide): return openLabel(file, slide: slide)
      case .score(let file): return score(file)
      case .exports: return openExports()
      case .showModel: return showModel()
      case .focusChanged:
        pictures.exchange()
        return []
      case .keep(let draft): return reading.map { keep(draft, of: $0.file.id) } ?? []
      case .notice(let words): return say(words)
      case .problem(let problem): return show(problem)
      }
    }
  }

  mutating func route(_ outcomes: [ModelOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .close: return closeModel()
      }
    }
  }

  mutating func route(_ outcomes: [QualityOutcome]) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .count: return [.countReadings]
      case .close:
        qualityScreen = nil
        return []
      }
    }
  }

  mutating func route(_ outcomes: [SignOffOutcome], of caseID: String) -> [Effect] {
    outcomes.flatMap { outcome -> [Effect] in
      switch outcome {
      case .keep(let draft): return keep(draft, of: caseID)
      case .sign(let findingID, let draft, let passphrase): return sign(caseID, findingID, draft, passphrase)
      case .withdraw: return withdraw()
      case .next: return openNext()
      case .exports: return closeSignOff(keepsDraft: false) + openExports()
      case .close(let keepsDraft): return closeSignOff(keepsDraft: keepsDraft)
      }
    }
  }

  // MARK: From room to room

  /// Shows `file` at once, where a question or an answer waits for the reader at its place; what the casebook says of
  /// it comes later.
  mutating func open(_ file: CaseFile) -> [Effect] {
    (queue.isSearching, queue.dialog) = (false, nil)
    let given = giveBack()
    parkTrace()
    var state = CaseState(file: file)
    state.keys = keyChanges.reading
    if let reading { state.arrange(as: reading) }
    state.trace = traces.removeValue(forKey: file.id) ?? ReadingTrace(isKept: keepsRecord)
    let waiting = file.questions(for: reviewer).first ?? file.unreadAnswers(for: reviewer).first
    if let waiting { state.land(on: waiting.request.place, in: surroundings) }
    reading = state
    return given + state.opening
  }

  mutating func closeCase() -> [Effect] {
    let given = giveBack()
    parkTrace()
    reading = nil
    return given + [.leaveFiles] + inQueue { $0.lookForChanges(in: $1) }
  }

  mutating func showModel() -> [Effect] {
    modelScreen = modelScreen ?? ModelState()
    qualityScreen = nil
    return []
  }

  mutating func showQuality() -> [Effect] {
    guard !surroundings.isRepeating else { return say("While cases are read again no figures are told.") }
    (modelScreen, qualityScreen) = (nil, QualityState())
    return [.countReadings]
  }

  /// Shows the queue or the case that a screen lies over.
  mutating func uncoverRoom() { (modelScreen, qualityScreen) = (nil, nil) }

  /// Back to where it was opened; there is nothing behind an evaluation that is shown alone.
  private mutating func closeModel() -> [Effect] {
    guard !isAlone else { return [.quit] }
    modelScreen = nil
    return []
  }

  private mutating func openSignOff(_ file: CaseFile, _ finding: Finding) -> [Effect] {
    if let held, held.caseID == file.id { return say(withdrawalNote ?? "The passphrase is tried.") }
    if written.contains(file.id) { return say("The signature of this case is being written.") }
    if file.hasRead(reviewer), let words = file.readersSentence(for: reviewer) { return say(words) }
    if let claim = file.claim, claim.reviewer != Reviewer.name(reviewer) { return say(claim.refusal) }
    guard file.readerMay(.takeUp) else { return [.checkRight(caseID: file.id, .takeUp)] }
    popup = .signOff(signOffDialog(file, finding))
    return claim() + [.checkRight(caseID: file.id, .sign)]
  }

  /// From a signature to the next case of the list that waits for one; to the queue where there is none.
  private mutating func openNext() -> [Effect] {
    popup = nil
    let around = surroundings
    if let outcomes = queue.openNextUnread(after: reading?.file.id, in: around) { return route(outcomes) }
    let (left, all) = progress
    let words =
      left == 0 ? "Nothing is to do in this casebook." : "No other case here waits for you: \(left) of \(all) to do."
    return closeCase() + say(words)
  }

  /// How many cases are to do, of how many: those that are scored, put off or in review and not signed this moment.
  var progress: (left: Int, all: Int) {
    let open = queue.count(.scored) + queue.count(.inReview)
    return (max(0, open - (closesHeld ? 1 : 0)), queue.count(.all))
  }

  /// Whether nothing is left to do in a case once what is held of it is signed: of one of several readings that is not
  /// known before.
  private var closesHeld: Bool {
    guard let held, held.until != nil, held.closesCase else { return false }
    return !(queue.list.file(held.caseID)?.keepsReadersApart ?? false)
  }

  private mutating func closeSignOff(keepsDraft: Bool) -> [Effect] {
    popup = nil
    guard keepsDraft else { return giveBack() }
    return say("Nothing was signed. The draft is kept: \(keyChanges.reading.label("s")) goes on with it.")
  }

  private mutating func keep(_ draft: SignOffDraft?, of caseID: String) -> [Effect] {
    reading?.keep(draft)
    if let file = reading?.file { queue.list.replace(file) }
    return [.saveDraft(caseID: caseID, draft)]
  }
}
