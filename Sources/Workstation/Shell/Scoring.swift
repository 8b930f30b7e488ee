import Casework
import Labels

/// Cases that are scored from here, in the background.
extension WorkstationState {
  /// Scores those of `cases` that have no finding and are not closed: which these are says the casebook.
  mutating func score(_ cases: [String]) -> [Effect] {
    guard !surroundings.isRepeating else { return say(Surroundings.callsAlone) }
    let new = scoring.add(cases)
    guard !new.isEmpty else { return say("They are being scored already.") }
    return say("\(new.count.counted("case")) to score: go on reading meanwhile.")
      + new.map { .scoreCase(caseID: $0, again: false) }
  }

  /// Scores one case; where it has a finding only when that is wanted twice.
  mutating func score(_ file: CaseFile) -> [Effect] {
    guard !surroundings.isRepeating else { return say(Surroundings.callsAlone) }
    guard !scoring.cases.contains(file.id) else {
      return say("\(file.id) is being scored. Esc in the queue stops it, :stop in a case.")
    }
    guard !file.status.isClosed else {
      let command = surroundings.command("score \(file.id)")
      return say("\(file.id) is \(file.status.label): \(command) scores it all the same.")
    }
    guard !file.isScored || scoring.confirms(.again(file.id), now: now) else {
      return say("\(file.id) has a finding. The same key again scores it anew.")
    }
    return say("\(file.id) is being scored: go on reading meanwhile.")
      + scoring.add([file.id]).map { .scoreCase(caseID: $0, again: file.isScored) }
  }

  /// Stops what is being scored.
  mutating func stopScoring() -> [Effect] {
    guard scoring.isBusy else { return say("No case is being scored.") }
    scoring.stop()
    return say("The scoring is being stopped: nothing of it is recorded.") + [.stopScoring]
  }

  /// The same with a key that does other things too: only where it is pressed twice.
  mutating func stopScoringIfWanted() -> [Effect] {
    guard scoring.isBusy, !scoring.isStopping else { return [] }
    guard scoring.confirms(.stop, now: now) else { return say("Esc again stops the scoring.") }
    return stopScoring()
  }

  /// Leaves; where cases are being scored only when that is wanted twice: it stops them.
  mutating func leave() -> [Effect] {
    guard !scoring.isBusy || scoring.confirms(.leave, now: now) else {
      let (waiting, key) = (scoring.cases.count.counted("case"), keys.queue.list.label(of: .leave))
      return say("\(waiting) not scored yet: \(key) again stops that and leaves.")
    }
    return settleAccounts() + [.quit]
  }

  /// Takes the end of a case: what it says now is read anew.
  mutating func receive(_ end: ScoringEnd, of caseID: String) -> [Effect] {
    let words = scoring.receive(end, of: caseID)
    queue.marked.remove(caseID)
    // What can still be withdrawn stands in the last line, and matters more.
    if let words, withdrawalNote == nil { notice = words }
    return inQueue { $0.lookForChanges(in: $1) }
  }
}
