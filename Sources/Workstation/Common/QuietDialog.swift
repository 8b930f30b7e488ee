/// A dialog that leads to what is never taken back: no key counts in it before it was painted and what had been typed
/// before was dropped.
protocol QuietDialog {
  /// Whether it was painted and the input fell silent since.
  var isSettled: Bool { get set }
  /// Whether anything can still change.
  var isOpen: Bool { get }
  /// Whether the next step cannot be taken back: the passphrase is typed, or it is signed or committed at this moment.
  var isAtSignature: Bool { get }
  /// What is still to be done before it can be signed.
  var complaint: String? { get set }
  /// Whether keys choose at the present step.
  var isChoosing: Bool { get }
  /// Something was typed that did not count, at that time in seconds since the epoch.
  mutating func noteDropped(at now: Int)
  /// What lies behind a problem is painted and settled anew, where the next key could be the last one.
  mutating func unsettle()
}

extension QuietDialog {
  /// Whether what is typed is dropped.
  var awaitsQuiet: Bool { !isSettled && isOpen }

  mutating func settle() { isSettled = true }

  /// Keys came together, as when a terminal does not mark a paste: a line break does not count then, nor what chooses.
  mutating func refuseCrowd() {
    guard isOpen else { return }
    complaint =
      isChoosing
      ? "Keys that came together were not taken: press one by itself."
      : "Enter came together with other keys and was not taken: press it by itself."
  }
}
