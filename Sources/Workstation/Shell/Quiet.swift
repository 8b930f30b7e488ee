import TerminalKit

/// Input that does not count, since what is never taken back can follow: a signature, or a first call.
extension WorkstationState {
  /// Whether what is typed is dropped: a dialog that leads to such is not on the screen yet, or what was typed before
  /// it was has not all come. ``Action/inputSettled`` ends it.
  public var awaitsQuiet: Bool {
    guard problem == nil, lock == nil else { return false }
    if let handOver { return !handOver.isSettled }
    return popup?.awaitsQuiet ?? false
  }

  /// Whether what is typed within a moment is to be taken together: a line break in it is no key then.
  public var gathersInput: Bool {
    guard problem == nil, lock == nil else { return false }
    return handOver != nil || popup?.gathersInput ?? false
  }

  /// Whether a key of many that came at once counts. In a sign-off those that lead on do not, and none gives a case
  /// away.
  func isTakenInCrowd(_ action: Action) -> Bool {
    guard gathersInput, case .keyPressed(let key) = action else { return true }
    return handOver == nil && popup?.isTakenInCrowd(key, keys) ?? true
  }

  mutating func settle() -> [Effect] {
    guard problem == nil, lock == nil else { return [] }
    guard handOver == nil else {
      handOver?.isSettled = true
      return []
    }
    popup?.changeDialog({ $0.settle() }, { $0.settle() }, { $0.settle() }, { $0.settle() })
    return []
  }

  /// What lies behind a problem, or behind what a colleague asks, is painted and settled anew before it can be signed;
  /// so is what a colleague asks behind a problem.
  mutating func unsettleBehindProblem() {
    guard isPopupCovered else { return }
    if problem != nil { handOver?.isSettled = false }
    popup?.changeDialog({ $0.unsettle() }, { $0.unsettle() }, { $0.unsettle() }, { $0.unsettle() })
  }

  mutating func refuseCrowd() {
    guard handOver == nil else { return }
    popup?.changeDialog({ $0.refuseCrowd() }, { $0.refuseCrowd() }, { $0.refuseCrowd() }, { $0.refuseCrowd() })
  }
}

extension Popup {
  fileprivate var awaitsQuiet: Bool {
    switch self {
    case .signOff(let dialog): dialog.awaitsQuiet
    case .amend(let dialog): dialog.awaitsQuiet
    case .firstRead(let dialog): dialog.awaitsQuiet
    case .opinion(let dialog): dialog.awaitsQuiet
    case .help, .palette, .themes: false
    }
  }

  fileprivate var gathersInput: Bool {
    switch self {
    case .signOff(let dialog): dialog.step.isOpen
    case .amend(let dialog): dialog.step.isOpen
    case .firstRead(let dialog): !dialog.isCommitting
    case .opinion(let dialog): dialog.step.isOpen
    case .help, .palette, .themes: false
    }
  }

  fileprivate func isTakenInCrowd(_ key: Key, _ keys: KeyMap) -> Bool {
    switch self {
    case .signOff(let dialog): dialog.isTakenInCrowd(key, keys.signOff)
    case .amend(let dialog): dialog.isTakenInCrowd(key, keys.amend)
    case .firstRead(let dialog): dialog.isTakenInCrowd(key, keys.firstRead)
    case .opinion(let dialog): dialog.isTakenInCrowd(key, keys.opinion)
    case .help, .palette, .themes: true
    }
  }

  /// Changes the dialog that leads to something that is never taken back, where one is open.
  fileprivate mutating func changeDialog(
    _ signOff: (inout SignOffState) -> Void, _ amend: (inout AmendState) -> Void,
    _ firstRead: (inout FirstReadState) -> Void, _ opinion: (inout OpinionState) -> Void
  ) {
    switch self {
    case .signOff(var dialog):
      signOff(&dialog)
      self = .signOff(dialog)
    case .amend(var dialog):
      amend(&dialog)
      self = .amend(dialog)
    case .firstRead(var dialog):
      firstRead(&dialog)
      self = .firstRead(dialog)
    case .opinion(var dialog):
      opinion(&dialog)
      self = .opinion(dialog)
    case .help, .palette, .themes: return
    }
  }
}
