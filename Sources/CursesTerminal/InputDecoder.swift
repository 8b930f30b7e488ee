import CNcurses
import TerminalKit

/// Turns what ncurses reads into events.
///
/// ncurses knows the keys of the terminal from its description. Mouse reports and pasted text are taken here, for its
/// own form of the mouse hangs on a description that is often wrong: in tmux it would end at column 223.
struct InputDecoder {
  private let pad: UnsafeMutablePointer<WINDOW>
  private var isPasting = false
  /// What has come of the paste so far, and the last scalar that was read of it.
  private var paste: [Unicode.Scalar] = []
  private var lastPasted: UInt32 = 0

  private static let mouseReport: Int32 = 0x4001
  private static let pasteStart: Int32 = 0x4002
  private static let pasteEnd: Int32 = 0x4003
  private static let statusReport: Int32 = 0x4004
  /// For the rest of a report that has begun, milliseconds.
  private static let reportTimeout: Int32 = 100

  /// Reads from `pad`, a window that never paints.
  init(pad: UnsafeMutablePointer<WINDOW>) {
    self.pad = pad
    keypad(pad, true)
    nodelay(pad, true)
    define_key("\u{1B}[<", Self.mouseReport)
    define_key("\u{1B}[200~", Self.pasteStart)
    define_key("\u{1B}[201~", Self.pasteEnd)
    define_key("\u{1B}[0n", Self.statusReport)
  }

  /// What was read.
  enum Answer {
    case event(TerminalEvent)
    /// Something that means nothing here; there may be more.
    case ignored
    case nothing
  }

  /// The next event that is waiting, without waiting for one.
  mutating func next() -> Answer {
    if isPasting { return pasted() }
    var value: wint_t = 0
    switch coverslip_read(pad, &value) {
    case OK: return character(value)
    case KEY_CODE_YES: return code(Int32(bitPattern: value))
    default: return .nothing
    }
  }

  private mutating func code(_ code: Int32) -> Answer {
    switch code {
    case Self.pasteStart:
      reset()
      isPasting = true
      return pasted()
    case Self.mouseReport: return mouse()
    case Self.statusReport: return .event(.answered)
    default: if let key = Key(cursesCode: code) { return .event(.key(key)) }
    }
    return .ignored
  }

  private func character(_ value: wint_t) -> Answer {
    guard let scalar = Unicode.Scalar(value) else { return .ignored }
    return .event(.key(Key(typed: scalar)))
  }

  /// The most scalars of a paste that are kept: more than any field takes, so that what was left out is nowhere taken
  /// for the whole.
  private static let pasteLimit = 65_536

  /// The paste, once it has ended. A terminal hands a long one on in parts, and a field that took the parts for pastes
  /// of their own would refuse one and take the next. Keys in it are no keys.
  private mutating func pasted() -> Answer {
    var value: wint_t = 0
    while true {
      switch coverslip_read(pad, &value) {
      case OK:
        guard let scalar = Unicode.Scalar(value) else { continue }
        // Nobody pastes Ctrl-C: the end of the paste was lost, and somebody wants out.
        if scalar.value == 3 { return interrupted() }
        if paste.count < Self.pasteLimit, let kept = Self.kept(scalar, after: lastPasted) { paste.append(kept) }
        lastPasted = scalar.value
      case KEY_CODE_YES where Int32(bitPattern: value) == Self.pasteEnd: return ended()
      case KEY_CODE_YES: continue
      default: return .nothing
      }
    }
  }

  private mutating func ended() -> Answer {
    defer { reset() }
    return paste.isEmpty ? .ignored : .event(.pasted(String(String.UnicodeScalarView(paste))))
  }

  private mutating func interrupted() -> Answer {
    reset()
    return .event(.key(.control("c")))
  }

  /// Line ends as line feeds, one each; tabs; no other control character.
  private static func kept(_ scalar: Unicode.Scalar, after last: UInt32) -> Unicode.Scalar? {
    switch scalar.value {
    case 10: last == 13 ? nil : "\n"
    case 13: "\n"
    case 9: scalar
    case 0..<32, 127: nil
    default: scalar
    }
  }

  /// Begins anew: what had begun before the terminal was given away has no end any more.
  mutating func reset() { (isPasting, paste, lastPasted) = (false, [], 0) }

  /// The rest of `ESC [ < button ; column ; row M`, `m` for a release.
  private func mouse() -> Answer {
    wtimeout(pad, Self.reportTimeout)
    defer { nodelay(pad, true) }
    var report = ""
    var value: wint_t = 0
    while report.count < 32, coverslip_read(pad, &value) == OK, let scalar = Unicode.Scalar(value) {
      if scalar == "m" { return .ignored }
      if scalar == "M" { return MouseReport(report).map { .event($0.event) } ?? .ignored }
      report.unicodeScalars.append(scalar)
    }
    return .ignored
  }
}

/// A mouse report in SGR form: a press or a turn of the wheel.
struct MouseReport {
  let event: TerminalEvent

  /// `button;column;row`, counted from 1; `nil` for moves, other buttons, and what is not a report.
  init?(_ text: String) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2] else { return nil }
    guard column > 0, row > 0, button & 32 == 0 else { return nil }
    // Bits 2 to 4 are shift, meta and control; 64 is the wheel, whose sideways turns are 66 and 67.
    switch button & ~0b11100 {
    case 0: event = .mouse(column: column - 1, row: row - 1, wheel: 0)
    case 64: event = .mouse(column: column - 1, row: row - 1, wheel: -1)
    case 65: event = .mouse(column: column - 1, row: row - 1, wheel: 1)
    default: return nil
    }
  }
}
