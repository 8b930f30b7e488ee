/// Input that does not count, since a signature can follow.
extension WorkstationState {
  /// Whether what is typed is dropped: a dialog that leads to a signature is not on the screen yet, or what was typed
  /// before it was has not all come. ``Action/inputSettled`` ends it.
  public var awaitsQuiet: Bool {
    guard problem == nil, case .signOff(let dialog) = popup else { return false }
    return dialog.awaitsQuiet
  }

  /// Whether a key counts only where it came by itself.
  var wantsSingleKey: Bool {
    guard case .signOff(let dialog) = popup else { return false }
    return dialog.step.asksForSignature
  }

  mutating func settle() -> [Effect] {
    guard problem == nil, case .signOff(var dialog) = popup else { return [] }
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
    dialog.refuseCrowd(keys.signOff)
    popup = .signOff(dialog)
  }
}
