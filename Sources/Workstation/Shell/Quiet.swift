import TerminalKit

/// Input that does not count, since what is never taken back can follow: a signature, or a first call.
extension WorkstationState {
  /// Whether what is typed is dropped: a dialog that leads to such is not on the screen yet, or what was typed before
  /// it was has not all come. ``Action/inputSettled`` ends it.
  public var awaitsQuiet: Bool {
    guard lock == nil else { return false }
    if interruption == .typing { return true }
    guard problem == nil else { return false }
    if let handOver { return !handOver.isSettled }
    return popup?.dialog?.awaitsQuiet ?? false
  }

  /// Whether what is typed within a moment is to be taken together: a line break in it is no key then.
  public var gathersInput: Bool {
    guard problem == nil, lock == nil else { return false }
    return handOver != nil || popup?.dialog?.isOpen ?? false
  }

  /// Whether the dialog that is open is where the next step cannot be taken back.
  var isAtSignature: Bool { popup?.dialog?.isAtSignature ?? false }

  /// Whether a key of many that came at once counts. In a sign-off those that lead on do not, and none gives a case
  /// away.
  func isTakenInCrowd(_ action: Action) -> Bool {
    guard gathersInput, case .keyPressed(let key) = action else { return true }
    return handOver == nil && popup?.isTakenInCrowd(key, keys) ?? true
  }

  mutating func settle() -> [Effect] {
    guard lock == nil else { return [] }
    if interruption != nil {
      interruption = problem == nil ? nil : .silent
      return []
    }
    guard problem == nil else { return [] }
    guard handOver == nil else {
      handOver?.isSettled = true
      return []
    }
    popup?.take(.settle)
    return []
  }

  /// Whether what is typed goes to a dialog that leads to what is never taken back.
  var hasOpenDialog: Bool { lock == nil && !isPopupCovered && popup?.dialog?.isOpen ?? false }

  /// Whoever types into a dialog while it is closed, or covered by a problem, types on: nothing of that is a key.
  mutating func noteInterruption() {
    if problem != nil || popup?.dialog == nil { interruption = .typing }
  }

  /// What a key does to a problem. Over a dialog that was typed into, letters do nothing but begin the silence anew.
  mutating func press(_ key: Key, inProblem keys: KeyTable<DismissCommand>) {
    if interruption != nil, case .character = key {
      interruption = .typing
    } else if interruption != .typing, keys.command(for: key) != nil {
      closeProblem()
      interruption = nil
    }
  }

  /// What lies behind a problem, or behind what a colleague asks, is painted and settled anew before it can be signed;
  /// so is what a colleague asks behind a problem.
  mutating func unsettleBehindProblem() {
    guard isPopupCovered else { return }
    if problem != nil { handOver?.isSettled = false }
    popup?.take(.unsettle)
  }

  mutating func noteDropped() { popup?.take(.dropped(now)) }

  mutating func refuseCrowd() {
    guard handOver == nil else { return }
    popup?.take(.refuseCrowd)
  }
}

/// A dialog that was typed into was closed, or covered by a problem.
enum Interruption: Equatable, Sendable {
  /// What was typed for it may still come.
  case typing
  /// The input fell silent since; the problem is still there.
  case silent
}

/// What happens to a dialog whose input may not count.
private enum QuietChange {
  /// It was painted, and what had been typed before was dropped.
  case settle
  /// What lay over it is gone.
  case unsettle
  /// Keys came together that count only by themselves.
  case refuseCrowd
  /// Something was typed that did not count, at that time.
  case dropped(Int)

  func changed<Dialog: QuietDialog>(_ dialog: Dialog) -> Dialog {
    var dialog = dialog
    switch self {
    case .settle: dialog.settle()
    case .unsettle: dialog.unsettle()
    case .refuseCrowd: dialog.refuseCrowd()
    case .dropped(let now): dialog.noteDropped(at: now)
    }
    return dialog
  }
}

extension Popup {
  /// The dialog that leads to something that is never taken back, where one is open.
  fileprivate var dialog: (any QuietDialog)? {
    switch self {
    case .signOff(let dialog): dialog
    case .amend(let dialog): dialog
    case .firstRead(let dialog): dialog
    case .opinion(let dialog): dialog
    case .label(let dialog): dialog
    case .help, .palette, .themes, .tour, .exports: nil
    }
  }

  fileprivate func isTakenInCrowd(_ key: Key, _ keys: KeyMap) -> Bool {
    switch self {
    case .signOff(let dialog): dialog.isTakenInCrowd(key, keys.signOff)
    case .amend(let dialog): dialog.isTakenInCrowd(key, keys.amend)
    case .firstRead(let dialog): dialog.isTakenInCrowd(key)
    case .opinion(let dialog): dialog.isTakenInCrowd(key, keys.opinion)
    case .label(let dialog): dialog.isTakenInCrowd(key, keys.label)
    case .help, .palette, .themes, .tour, .exports: true
    }
  }

  fileprivate mutating func take(_ change: QuietChange) {
    switch self {
    case .signOff(let dialog): self = .signOff(change.changed(dialog))
    case .amend(let dialog): self = .amend(change.changed(dialog))
    case .firstRead(let dialog): self = .firstRead(change.changed(dialog))
    case .opinion(let dialog): self = .opinion(change.changed(dialog))
    case .label(let dialog): self = .label(change.changed(dialog))
    case .help, .palette, .themes, .tour, .exports: return
    }
  }
}
