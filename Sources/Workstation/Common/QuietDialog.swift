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
  /// What lies behind a problem is painted and settled anew, where the next key could be the last one.
  mutating func unsettle()
}

extension QuietDialog {
  /// Whether what is typed is dropped.
  var awaitsQuiet: Bool { !isSettled && isOpen }

  mutating func settle() { isSettled = true }

  /// A line break came together with other keys, as when a terminal does not mark a paste.
  mutating func refuseCrowd() {
    guard isOpen else { return }
    complaint = "Enter came together with other keys and was not taken: press it by itself."
  }
}
