import TerminalKit

/// Input that does not count, since what is never taken back can follow: a signature, or a first call.
extension WorkstationState {
  /// Whether what is typed is dropped: a dialog that leads to such is not on the screen yet, or what was typed before
  /// it was has not all come. ``Action/inputSettled`` ends it.
  public var awaitsQuiet: Bool {
    guard problem == nil, lock == nil else { return false }
    switch popup {
    case .signOff(let dialog): return dialog.awaitsQuiet
    case .firstRead(let dialog): return dialog.awaitsQuiet
    case .help, .palette, .themes, nil: return false
    }
  }

  /// Whether what is typed within a moment is to be taken together: a line break in it is no key then.
  public var gathersInput: Bool {
    guard problem == nil, lock == nil else { return false }
    switch popup {
    case .signOff(let dialog): return dialog.step.isOpen
    case .firstRead(let dialog): return !dialog.isCommitting
    case .help, .palette, .themes, nil: return false
    }
  }

  /// Whether a key of many that came at once counts. In these dialogs those that lead on do not.
  func isTakenInCrowd(_ action: Action) -> Bool {
    guard gathersInput, case .keyPressed(let key) = action else { return true }
    switch popup {
    case .signOff(let dialog): return dialog.isTakenInCrowd(key, keys.signOff)
    case .firstRead(let dialog): return dialog.isTakenInCrowd(key, keys.firstRead)
    case .help, .palette, .themes, nil: return true
    }
  }

  mutating func settle() -> [Effect] {
    guard problem == nil, lock == nil else { return [] }
    change({ $0.settle() }, { $0.settle() })
    return []
  }

  /// What lies behind a problem is painted and settled anew before it can be signed.
  mutating func unsettleBehindProblem() {
    if problem != nil { change({ $0.unsettle() }, { $0.unsettle() }) }
  }

  mutating func refuseCrowd() { change({ $0.refuseCrowd() }, { $0.refuseCrowd() }) }

  /// Changes whichever of the two dialogs is open.
  private mutating func change(_ signing: (inout SignOffState) -> Void, _ reading: (inout FirstReadState) -> Void) {
    switch popup {
    case .signOff(var dialog):
      signing(&dialog)
      popup = .signOff(dialog)
    case .firstRead(var dialog):
      reading(&dialog)
      popup = .firstRead(dialog)
    case .help, .palette, .themes, nil: return
    }
  }
}
