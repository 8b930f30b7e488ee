import TerminalKit

/// A dialog with steps at which keys choose. A passphrase that is typed at one of them chooses nothing.
protocol ChoosingDialog: QuietDialog {
  associatedtype Choices: Equatable, Sendable
  /// What keys have chosen.
  var choices: Choices { get set }
  /// The keys that are coming now, one soon after the other; `nil` before the first one.
  var typing: Typing<Choices>? { get set }
}

/// Keys that come one soon after the other where keys choose.
struct Typing<Choices: Equatable & Sendable>: Equatable, Sendable {
  /// What was chosen before the first of them.
  let before: Choices
  /// When the last of them came, seconds since the epoch.
  var lastAt: Int
  /// Whether one of them was no key of the step: they are text, and none of them chooses.
  var isText = false

  func goesOn(at now: Int) -> Bool { now - lastAt <= 1 }
}

extension ChoosingDialog {
  /// Whether a key counts that is pressed where keys choose.
  ///
  /// A letter that is no key of the step tells that text is typed: what the letters just before it have chosen is taken
  /// back, and neither letters nor Enter count before the typing falls silent.
  ///
  /// - Parameters:
  ///   - isKnown: whether it is a key of the step.
  ///   - now: seconds since the epoch.
  mutating func counts(_ key: Key, isKnown: Bool, now: Int) -> Bool {
    let isInText = typing.map { $0.isText && $0.goesOn(at: now) } ?? false
    guard case .character = key else {
      if key == .enter, isInText { return refuseText(now) }
      if isKnown { typing = nil }
      return true
    }
    if !(typing?.goesOn(at: now) ?? false) { typing = Typing(before: choices, lastAt: now) }
    typing?.lastAt = now
    return isKnown && !isInText ? true : refuseText(now)
  }

  private mutating func refuseText(_ now: Int) -> Bool {
    if let before = typing?.before, before != choices { choices = before }
    typing?.isText = true
    typing?.lastAt = now
    isSettled = false
    complaint = "That is not a key here: nothing is chosen by it, nor by what is typed on."
    return false
  }

  mutating func noteDropped(at now: Int) { typing?.lastAt = now }
}

extension Key {
  /// Whether it counts where keys choose and several came together: neither what leads on nor a letter does.
  var isTakenInCrowd: Bool {
    if case .character = self { return false }
    return self != .enter
  }
}
