import Casework
import TerminalKit

/// The lock of a workstation at which nobody has typed for a while: no case is on the screen meanwhile.
struct ScreenLock: Equatable, Sendable {
  var passphrase = SecretField()
  /// Why it did not open.
  var complaint: String?
  /// Whether the passphrase is tried, and no answer has come yet.
  var isTrying = false
}

extension WorkstationState {
  /// Seconds without a key after which a workstation is locked, where nothing else is said.
  public static let usualIdleLimit = 900

  /// Time goes by: locks where nobody typed for too long. What is typed of a draft is kept first.
  mutating func tickLock() -> [Effect] {
    guard let idleLimit, lock == nil, typedAt > 0, now - typedAt >= idleLimit else { return [] }
    lock = ScreenLock()
    notice = nil
    handOver?.isSettled = false
    withSupplement { $0.hide() }
    withOpinion { $0.hide() }
    withLabel { $0.hide() }
    if case .firstRead(var dialog) = popup {
      dialog.unsettle()
      popup = .firstRead(dialog)
    }
    guard case .signOff(var dialog) = popup else { return [] }
    let outcomes = dialog.keep()
    dialog.passphrase.clear()
    dialog.isSettled = false
    popup = .signOff(dialog)
    return route(outcomes, of: dialog.caseID)
  }

  mutating func pressInLock(_ key: Key) -> [Effect] {
    guard var lock, !lock.isTrying else { return [] }
    defer { self.lock = lock }
    lock.complaint = nil
    guard keys.shell.lock.command(for: key) != nil else {
      _ = lock.passphrase.press(key)
      return []
    }
    guard !lock.passphrase.isEmpty else { return [] }
    let passphrase = Passphrase(lock.passphrase.secret)
    lock.passphrase.clear()
    lock.isTrying = true
    return [.unlock(passphrase)]
  }

  mutating func pasteInLock(_ text: String) {
    guard var lock, !lock.isTrying else { return }
    let isTaken = lock.passphrase.insert(text)
    lock.complaint = isTaken ? nil : "A passphrase is one line: nothing was taken."
    self.lock = lock
  }

  mutating func unlock() -> [Effect] {
    lock = nil
    typedAt = now
    return []
  }

  mutating func unlockRefused(_ words: String) -> [Effect] {
    guard lock != nil else { return [] }
    lock = ScreenLock(complaint: words)
    return []
  }
}

/// What stands on a locked screen: whose it is, and nothing of a case.
struct ScreenLockView: ThemedView {
  let lock: ScreenLock
  let reviewer: String
  let keys: KeyTable<UnlockCommand>
  let leave: String
  let theme: Theme

  func draw(on screen: inout Screen) {
    let columns = min(64, screen.bounds.columns - 4)
    let words = "Nobody typed for a while. The passphrase of \(reviewer) goes on; \(leave) leaves."
    let lines = [Line()] + wrapped(words, columns: columns - 6, style: theme[.text]) + [Line()]
    let status = lock.isTrying ? "The passphrase is tried …" : lock.complaint.map { "! " + $0 } ?? ""
    let below = wrapped(status, columns: columns - 6, style: theme[.warning])
    let frame = Frame(
      title: Line("Locked", theme[.title]), footer: Hint.line(keys.hints, columns: columns - 8, theme: theme),
      style: theme[.borderFocused])
    let rows = lines.count + 1 + max(1, below.count) + 2
    let area = drawDialog(frame, columns: columns, rows: rows, on: &screen).inset(columns: 2, rows: 0)
    screen.write(lines, in: area)
    let (field, rest) = area.splitRows(lines.count).1.splitRows(1)
    lock.passphrase.draw(on: &screen, in: field, theme: theme, isFocused: !lock.isTrying)
    screen.write(below, in: rest)
  }
}
