import Casework
import TerminalKit

/// A colleague asks for the case that is read here; lies over everything but a problem until it is answered.
struct HandOverPrompt: Equatable, Sendable {
  let caseID: String
  let asker: String
  /// Whether it was painted and what had been typed before was dropped; until then no key counts.
  var isSettled = false
}

extension WorkstationState {
  /// What the casebook says of requests: of one that was made here, and of one that is made of this reader.
  mutating func followRequests() -> [Effect] {
    let name = Reviewer.name(reviewer)
    if wasNotTaken(from: name) { reading?.claimedAt = now }
    let answer = reading?.takeAnswer(name, now: now)
    let asker = requester(of: name)
    if asker != handOver?.asker { handOver = nil }
    if let asker, handOver == nil, let caseID = reading?.file.id {
      handOver = HandOverPrompt(caseID: caseID, asker: asker)
    }
    return answer.map { say($0) } ?? []
  }

  /// Whether the case was given away here to somebody who may not take it any more: it is still this reader's.
  private func wasNotTaken(from name: String) -> Bool {
    guard let reading, let claim = reading.file.claim else { return false }
    return reading.claimedAt == nil && reading.keptFrom != nil && claim.reviewer == name && claim.request == nil
  }

  /// Who asks for the open case and has no answer; a signature that can still be withdrawn is not disturbed.
  private func requester(of name: String) -> String? {
    guard let reading, reading.claimedAt != nil, held?.caseID != reading.file.id,
      !written.contains(reading.file.id), let claim = reading.file.claim,
      claim.reviewer == name, let request = claim.request, !request.isKept, request != reading.keptFrom
    else { return nil }
    return request.asker
  }

  mutating func press(_ key: Key, in prompt: HandOverPrompt) -> [Effect] {
    guard prompt.isSettled, let command = keys.shell.handOver.command(for: key) else { return [] }
    handOver = nil
    // Until the casebook has the answer, what is read of the case still asks.
    let request = reading?.file.claim?.request
    reading?.keptFrom = request
    switch command {
    case .give: return give(prompt)
    case .keep:
      return say("You keep the case; \(prompt.asker) is told.")
        + [.answerRequest(caseID: prompt.caseID, gives: false)]
    }
  }

  /// The dialog closes, and its draft stays this reader's.
  private mutating func give(_ prompt: HandOverPrompt) -> [Effect] {
    var kept: [Effect] = []
    if case .signOff(var dialog) = popup, dialog.caseID == prompt.caseID {
      let outcomes = dialog.keep()
      popup = nil
      kept = route(outcomes, of: dialog.caseID)
    }
    reading?.claimedAt = nil
    return kept + say("\(prompt.asker) has the case now. A draft of yours is kept.")
      + [.answerRequest(caseID: prompt.caseID, gives: true)]
  }
}

extension WorkstationState {
  /// Whoever asked did not get the case: what was said of it is taken back. Where it was left meanwhile it is free.
  mutating func handOverRefused(_ caseID: String, _ problem: Problem) -> [Effect] {
    notice = nil
    guard reading?.file.id == caseID else { return show(problem) + [.closeReview(caseID: caseID)] }
    reading?.claimedAt = now
    reading?.keptFrom = nil
    return show(problem) + [.readCase(caseID: caseID)]
  }
}

/// The prompt over the screen.
struct HandOverView: ThemedView {
  let prompt: HandOverPrompt
  let keys: KeyTable<HandOverCommand>
  let theme: Theme

  func draw(on screen: inout Screen) {
    let columns = min(72, screen.bounds.columns - 8)
    let words = "\(prompt.asker) asks for this case: y gives it, n keeps it."
    let lines =
      [Line()] + wrapped(words, columns: columns - 6, style: theme[.text]) + [Line()]
      + wrapped("What you have typed is kept as a draft under your name.", columns: columns - 6, style: theme[.dim])
      + [Line()]
    let hints = prompt.isSettled ? keys.hints : [Hint("…", "a moment: what was typed before is dropped")]
    let id = TextWidth.middleTruncated(TextWidth.printable(prompt.caseID), to: 34)
    let frame = Frame(
      title: Line([Span("Hand over ", theme[.title]), Span(id, theme[.accent])]),
      footer: Hint.line(hints, columns: columns - 8, theme: theme), style: theme[.borderFocused])
    let area = drawDialog(frame, columns: columns, rows: lines.count + 2, on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0))
  }
}
