/// Input that does not count, since a signature can follow.
extension WorkstationState {
  /// Whether what is typed is dropped: a dialog that leads to a signature is not on the screen yet, or what was typed
  /// before it was has not all come. ``Action/inputSettled`` ends it.
  public var awaitsQuiet: Bool {
    guard problem == nil, lock == nil, case .signOff(let dialog) = popup else { return false }
    return dialog.awaitsQuiet
  }

  /// Whether what is typed within a moment is to be taken together: a line break in it is no key then.
  public var gathersInput: Bool {
    guard problem == nil, lock == nil, case .signOff(let dialog) = popup else { return false }
    return dialog.step.isOpen
  }

  /// Whether a key of many that came at once counts. In a sign-off those that lead on do not.
  func isTakenInCrowd(_ action: Action) -> Bool {
    guard gathersInput, case .keyPressed(let key) = action, case .signOff(let dialog) = popup else { return true }
    return dialog.isTakenInCrowd(key, keys.signOff)
  }

  mutating func settle() -> [Effect] {
    guard problem == nil, lock == nil, case .signOff(var dialog) = popup else { return [] }
    dialog.settle()
    popup = .signOff(dialog)
    return []
  }

  /// What lies behind a problem is painted and settled anew before it can be signed.
  mutating func unsettleBehindProblem() {
    guard problem != nil, case .signOff(var dialog) = popup else { return }
    dialog.unsettle()
    popup = .signOff(dialog)
  }

  mutating func refuseCrowd() {
    guard case .signOff(var dialog) = popup else { return }
    dialog.refuseCrowd()
    popup = .signOff(dialog)
  }
}
