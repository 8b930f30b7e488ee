import Casework
import TerminalKit

extension OpinionState {
  /// What a key does at the present step.
  ///
  /// - Parameter slides: what of the case was on the screen.
  mutating func press(_ key: Key, _ keys: OpinionKeys, slides: SlidesSeen) -> [OpinionOutcome] {
    guard !awaitsQuiet, let table = keys.table(of: step) else { return [] }
    complaint = nil
    let command = table.command(for: key)
    if asksToClose {
      asksToClose = false
      return command == .close ? [.close] : []
    }
    if let command { return perform(command, slides) }
    take(key)
    return []
  }

  /// A key that is no command: text.
  private mutating func take(_ key: Key) {
    switch step {
    case .text:
      guard case .character(let character) = key else {
        _ = text.press(key)
        return
      }
      complaint = text.insert(String(character))?.sentence(of: "text")
    case .passphrase: _ = passphrase.press(key)
    case .colleague, .call, .signing, .signed: break
    }
  }

  /// Pasted text is text or passphrase, and never a key; line breaks in a text are blanks.
  mutating func paste(_ pasted: String) {
    guard !awaitsQuiet else { return }
    complaint = nil
    switch step {
    case .text: complaint = text.insert(pasted)?.sentence(of: "text")
    case .passphrase:
      if !passphrase.insert(pasted) { complaint = "A passphrase is one line: nothing of the pasted text was taken." }
    case .colleague, .call, .signing, .signed: complaint = "Pasted text is taken only where text is typed."
    }
  }

  private mutating func perform(_ command: OpinionCommand, _ slides: SlidesSeen) -> [OpinionOutcome] {
    switch command {
    case .nextColleague: choose(by: 1)
    case .previousColleague: choose(by: -1)
    case .callHigh: call = .high
    case .callLow: call = .low
    case .callUnsure: call = .unsure
    case .callNone: call = nil
    case .proceed: proceed(slides)
    case .stepBack: goBack()
    case .sign: return sign()
    case .close:
      guard holdsWords else { return [.close] }
      asksToClose = true
    }
    return []
  }

  /// Anybody stands before the first colleague.
  private mutating func choose(by step: Int) {
    let row = (chosen ?? -1) + step
    let last = (colleagues ?? []).count - 1
    chosen = row < 0 ? nil : min(row, last)
    if last < 0 { chosen = nil }
  }

  private mutating func proceed(_ slides: SlidesSeen) {
    switch step {
    case .text:
      if text.text.allSatisfy(\.isWhitespace) { complaint = "Type what is \(isAnswer ? "answered" : "asked")." }
    case .colleague:
      if colleagues == nil { complaint = "The casebook has not told yet who may be asked." }
    case .call: if let refusal = slides.refusal, call?.needsPicture ?? false { complaint = refusal + " Or n: no call." }
    case .passphrase, .signing, .signed: break
    }
    if complaint == nil { goOn() }
  }

  private var isAnswer: Bool {
    switch purpose {
    case .answer: true
    case .question, .withdrawal: false
    }
  }

  private mutating func sign() -> [OpinionOutcome] {
    guard !passphrase.isEmpty else {
      complaint = "Type your passphrase, then Enter."
      return []
    }
    let secret = Passphrase(passphrase.secret)
    let draft = draft
    go(to: .signing)
    return [.sign(draft, secret)]
  }
}

extension FirstCall {
  /// Whether the picture of a slide must have been on the screen.
  fileprivate var needsPicture: Bool {
    switch self {
    case .high, .low: true
    case .unsure: false
    }
  }
}
