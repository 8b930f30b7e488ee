/// How many cells text takes, and how it is cut to fit.
///
/// Widths follow the East Asian Width property of Unicode 15 (UAX #11): W and F take two cells, everything else one.
/// Ambiguous characters take one, as in every terminal that is not set to a CJK locale.
public enum TextWidth {
  /// Cells that `text` takes once ``printable(_:)``.
  public static func of(_ text: some StringProtocol) -> Int {
    isPlain(text) ? text.utf8.count : text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Whether `text` is of printable ASCII alone, a cell each: most of what is written is.
  private static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// How many cells `character` takes: 0 for what is not printed, 2 for wide characters, 1 else.
  public static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first, isPrintable(character) else { return 0 }
    if first.value < 0x1100 { return 1 }
    return isWide(first.value) ? 2 : 1
  }

  /// Whether `character` may reach a terminal: no control characters, no lone marks, nothing that turns the direction.
  public static func isPrintable(_ character: Character) -> Bool {
    if let value = character.asciiValue { return (0x20...0x7E).contains(value) }
    for (position, scalar) in character.unicodeScalars.enumerated() {
      switch scalar.value {
      case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: continue
      default: break
      }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
      case .format where position == 0: return false
      case .nonspacingMark, .enclosingMark, .spacingMark: if position == 0 { return false }
      default: if turnsDirection(scalar.value) { return false }
      }
    }
    return true
  }

  /// `text` without what must not reach a terminal; line ends and tabs become blanks.
  public static func printable(_ text: some StringProtocol) -> String {
    if isPlain(text) { return String(text) }
    return String(text.compactMap { $0.isNewline || $0 == "\t" ? " " : isPrintable($0) ? $0 : nil })
  }

  /// At most `columns` cells of `text`; where it is cut, an ellipsis says so.
  public static func truncated(_ text: some StringProtocol, to columns: Int) -> String {
    guard of(text) > columns else { return String(text) }
    guard columns > 0 else { return "" }
    var kept = prefix(of: text, columns: columns - 1)
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// `text` with its middle left out where it is longer than `columns`: for names whose end tells them apart.
  public static func middleTruncated(_ text: some StringProtocol, to columns: Int) -> String {
    guard of(text) > columns, columns >= 5 else { return truncated(text, to: columns) }
    let tail = (columns - 1) / 2
    let end = String(prefix(of: String(text.reversed()), columns: tail).reversed())
    return prefix(of: text, columns: columns - 1 - tail) + "…" + end
  }

  /// `text` in exactly `columns` cells.
  public static func padded(_ text: some StringProtocol, to columns: Int, _ alignment: Alignment = .left) -> String {
    let cut = truncated(text, to: columns)
    let missing = max(0, columns - of(cut))
    switch alignment {
    case .left: return cut + blanks(missing)
    case .right: return blanks(missing) + cut
    case .center: return blanks(missing / 2) + cut + blanks(missing - missing / 2)
    }
  }

  /// `text` in lines of at most `columns` cells, broken between words, within a word only where it is longer.
  public static func wrapped(_ text: some StringProtocol, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      for piece in pieces(of: String(word), columns: columns) {
        if line.isEmpty {
          line = piece
        } else if of(line) + 1 + of(piece) <= columns {
          line += " " + piece
        } else {
          lines.append(line)
          line = piece
        }
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// As many leading characters as fit `columns` cells.
  static func prefix(of text: some StringProtocol, columns: Int) -> String {
    var left = columns
    return String(
      text.prefix { character in
        left -= Self.columns(of: character)
        return left >= 0
      })
  }

  private static func pieces(of word: String, columns: Int) -> [String] {
    var rest = word[...]
    var pieces: [String] = []
    while of(rest) > columns {
      let piece = prefix(of: rest, columns: columns)
      guard !piece.isEmpty else { break }
      pieces.append(piece)
      rest = rest.dropFirst(piece.count)
    }
    return pieces + [String(rest)]
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// The bidirectional controls, which can make a line read as what it is not.
  private static func turnsDirection(_ value: UInt32) -> Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
      || [0x61C, 0x200E, 0x200F].contains(value)
  }

  private static func isWide(_ value: UInt32) -> Bool {
    wide.contains { $0.contains(value) }
  }

  /// The ranges of EastAsianWidth.txt 15.1 marked W or F, adjoining ones joined.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
    0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1,
    0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
    0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B,
    0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E,
    0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x18D00...0x18D08,
    0x1AFF0...0x1B2FF, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
    0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
    0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440,
    0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A,
    0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC,
    0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
    0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF,
    0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}

/// Where text stands in a wider space.
public enum Alignment: String, Sendable {
  case left, center, right
}
