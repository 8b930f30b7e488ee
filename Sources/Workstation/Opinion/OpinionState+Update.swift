import Casework
import TerminalKit

extension OpinionState {
  /// Every choice has a key of its own.
  mutating func choose(by key: Key, _ keys: OpinionKeys) {}

  mutating func perform(_ command: OpinionCommand, _ moment: DialogMoment) -> SigningOutcome<OpinionDraft>? {
    switch command {
    case .nextColleague: choose(by: 1)
    case .previousColleague: choose(by: -1)
    case .callHigh: call = .high
    case .callLow: call = .low
    case .callUnsure: call = .unsure
    case .callNone: call = nil
    case .proceed: proceed(moment.slides)
    case .stepBack: goBack()
    case .sign: return sign(draft)
    case .close: return close()
    }
    return nil
  }

  /// Anybody stands before the first colleague.
  private mutating func choose(by step: Int) {
    let row = (chosen ?? -1) + step
    let last = (colleagues ?? []).count - 1
    chosen = row < 0 ? nil : min(row, last)
    if last < 0 { chosen = nil }
  }

  /// Chooses whom to ask by the row of the list, anybody in the first.
  mutating func choose(row: Int) {
    switch step {
    case .colleague where !awaitsQuiet: chosen = row > 0 && row <= (colleagues ?? []).count ? row - 1 : nil
    case .text, .colleague, .call, .passphrase, .signing, .signed: break
    }
  }

  private mutating func proceed(_ slides: SlidesSeen) {
    switch step {
    case .text:
      if text.text.allSatisfy(\.isWhitespace) { complaint = "Type what is \(isAnswer ? "answered" : "asked")." }
    case .colleague:
      if colleagues == nil { complaint = "The casebook has not told yet who may be asked." }
    case .call:
      if let refusal = slides.callRefusal, call?.needsPicture ?? false { complaint = refusal + " Or n: no call." }
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
}
