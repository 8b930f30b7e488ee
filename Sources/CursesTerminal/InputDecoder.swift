import CNcurses
import TerminalKit

/// Turns what ncurses reads into events.
///
/// ncurses knows the keys of the terminal from its description. Mouse reports and pasted text are taken here, for its
/// own form of the mouse hangs on a description that is often wrong: in tmux it would end at column 223. So are answers
/// to ``TerminalQuery``, whenever they come, so that none is ever taken for keys.
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
  /// How long after the last part of an answer the next one may come: no key begins like an answer, and half of one
  /// must not become keys where a network has lost a packet.
  private static let answerTimeout = Duration.seconds(1)

  /// How answers begin: name, graphics, modes and attributes, the secondary ones, a colour, the size of a cell. That
  /// one with as much of its height as tells it apart from Page Down with Shift and others: ncurses takes no beginning
  /// of a key for one.
  private static let answerStarts =
    ["\u{1B}P>|", "\u{1B}_G", "\u{1B}[?", "\u{1B}[>", "\u{1B}]4;"]
    + (1...9).flatMap { first in ([";"] + (0...9).map { "\($0)" }).map { "\u{1B}[6;\(first)\($0)" } }
  private static let firstAnswer: Int32 = 0x4010
  private var reader = TerminalAnswerReader()
  private var lastAnswered = ContinuousClock.now

  /// Reads from `pad`, a window that never paints.
  init(pad: UnsafeMutablePointer<WINDOW>) {
    self.pad = pad
    keypad(pad, true)
    nodelay(pad, true)
    define_key("\u{1B}[<", Self.mouseReport)
    define_key("\u{1B}[200~", Self.pasteStart)
    define_key("\u{1B}[201~", Self.pasteEnd)
    define_key("\u{1B}[0n", Self.statusReport)
    // Most terminals send these, and many descriptions lack them.
    for (letter, code) in [("A", KEY_SR), ("B", KEY_SF), ("C", KEY_SRIGHT), ("D", KEY_SLEFT)] {
      define_key("\u{1B}[1;2" + letter, code)
    }
    for (index, start) in Self.answerStarts.enumerated() { define_key(start, Self.firstAnswer + Int32(index)) }
  }

  /// What the terminal has answered so far.
  var answers: TerminalAnswers { reader.answers }

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
    if reader.isInside { return answering() }
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
    default:
      if let start = Self.answerStart(code) {
        note(start.utf8)
        return answering()
      }
      if let key = Key(cursesCode: code) { return .event(.key(key)) }
    }
    return .ignored
  }

  private static func answerStart(_ code: Int32) -> String? {
    let index = Int(code - firstAnswer)
    return answerStarts.indices.contains(index) ? answerStarts[index] : nil
  }

  /// The rest of an answer, however long that is. Nothing of it is a key but Ctrl-C, for somebody who wants out of one
  /// that has no end.
  private mutating func answering() -> Answer {
    guard ContinuousClock.now - lastAnswered < Self.answerTimeout else {
      reader.leave()
      return .ignored
    }
    var value: wint_t = 0
    while reader.isInside {
      switch coverslip_read(pad, &value) {
      case OK:
        if value == 3 { return interrupted() }
        if let scalar = Unicode.Scalar(value) { note(String(Character(scalar)).utf8) }
      // One without an end, and the next.
      case KEY_CODE_YES: if let next = Self.answerStart(Int32(bitPattern: value)) { note(next.utf8) }
      default: return .nothing
      }
    }
    return .ignored
  }

  private mutating func note(_ part: String.UTF8View) {
    reader.take(part)
    lastAnswered = .now
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
  mutating func reset() {
    (isPasting, paste, lastPasted) = (false, [], 0)
    reader.leave()
  }

  /// The rest of `ESC [ < button ; column ; row M`, `m` for a release: of the left button that is one here.
  private func mouse() -> Answer {
    wtimeout(pad, Self.reportTimeout)
    defer { nodelay(pad, true) }
    var report = ""
    var value: wint_t = 0
    while report.count < 32, coverslip_read(pad, &value) == OK, let scalar = Unicode.Scalar(value) {
      if scalar == "m" { return MouseReport(release: report).map { .event($0.event) } ?? .ignored }
      if scalar == "M" { return MouseReport(report).map { .event($0.event) } ?? .ignored }
      report.unicodeScalars.append(scalar)
    }
    return .ignored
  }
}

/// A mouse report in SGR form: a press of the left button, what follows it, or a turn of the wheel.
struct MouseReport {
  let event: TerminalEvent

  /// `button;column;row`, counted from 1; `nil` for other buttons, and what is not a report.
  init?(_ text: String) {
    guard let (button, column, row) = Self.numbers(text) else { return nil }
    // 32 is a motion; 64 is the wheel, whose sideways turns are 66 and 67.
    switch button {
    case 0: event = .mouse(column: column - 1, row: row - 1, wheel: 0)
    case 32: event = .dragged(column: column - 1, row: row - 1)
    case 64: event = .mouse(column: column - 1, row: row - 1, wheel: -1)
    case 65: event = .mouse(column: column - 1, row: row - 1, wheel: 1)
    default: return nil
    }
  }

  /// The same of a button that was let go.
  init?(release text: String) {
    guard let report = Self.numbers(text), report.button == 0 else { return nil }
    event = .released
  }

  /// Bits 2 to 4 of the button are shift, meta and control, which change nothing.
  private static func numbers(_ text: String) -> (button: Int, column: Int, row: Int)? {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2] else { return nil }
    return column > 0 && row > 0 ? (button & ~0b11100, column, row) : nil
  }
}
