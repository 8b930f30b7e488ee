/// Writes cells as UTF-8 and SGR (ECMA-48 8.3.117), naming a colour or an attribute only where it changes.
public struct SGRWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private let depth: ColorDepth
  /// Colours that the palette has at other numbers than the fixed one.
  private let numbers: [RGB: Int]
  private var attributes: Attributes = []
  private var foreground = TerminalColor.own
  private var background = TerminalColor.own

  /// A writer for a terminal of `depth` whose pen is at its default.
  ///
  /// - Parameter numbers: of the colours that its palette has besides the fixed ones.
  public init(depth: ColorDepth, numbers: [RGB: Int] = [:]) {
    self.depth = depth
    self.numbers = numbers
  }

  /// `cells` as lines of text for standard output: each row ends with a reset and a line feed.
  public static func text(_ cells: [Cell], size: TerminalSize, depth: ColorDepth) -> [UInt8] {
    var writer = SGRWriter(depth: depth)
    writer.bytes.reserveCapacity(cells.count * 36)
    for row in 0..<size.rows {
      for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] { writer.write(cell) }
      writer.reset()
      writer.append("\n")
    }
    return writer.bytes
  }

  /// Writes the glyph of `cell` in its style; the second half of a wide glyph writes nothing.
  public mutating func write(_ cell: Cell) {
    let isWritten: Void? = cell.glyph.utf8.withContiguousStorageIfAvailable { write($0, cell.style) }
    if isWritten == nil { Array(cell.glyph.utf8).withUnsafeBufferPointer { write($0, cell.style) } }
  }

  private mutating func write(_ glyph: UnsafeBufferPointer<UInt8>, _ style: Style) {
    let only = glyph.count == 1 ? glyph[0] : nil
    guard only != 0 else { return }
    if !setPlainPen(style, showsInk: only != 0x20) { setPen(style, showsInk: only != 0x20) }
    bytes.append(contentsOf: glyph)
  }

  /// Back to the terminal's own colours, with no attributes; writes nothing where the pen is there already.
  public mutating func reset() {
    guard !attributes.isEmpty || foreground != .own || background != .own else { return }
    append("\u{1B}[0m")
    forgetPen()
  }

  /// Writes `sequence` as it is; it must not touch the pen.
  public mutating func append(_ sequence: StaticString) {
    sequence.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Moves the cursor (CUP); both from 0.
  mutating func move(column: Int, row: Int) {
    append("\u{1B}[")
    append(number: row + 1)
    append(";")
    append(number: column + 1)
    append("H")
  }

  /// Moves the cursor forward in its row (CUF).
  mutating func forward(_ columns: Int) {
    append("\u{1B}[")
    if columns > 1 { append(number: columns) }
    append("C")
  }

  /// Moves the rows of `region`, from 0, up by `distance`, down where it is negative, and forgets the margins (DECSTBM,
  /// SU, SD). The cursor is somewhere else then.
  mutating func scroll(_ region: Range<Int>, by distance: Int) {
    append("\u{1B}[")
    append(number: region.lowerBound + 1)
    append(";")
    append(number: region.upperBound)
    append("r\u{1B}[")
    append(number: abs(distance))
    append(distance > 0 ? "S" : "T")
    append("\u{1B}[r")
  }

  // MARK: The pen

  private mutating func forgetPen() {
    attributes = []
    foreground = .own
    background = .own
  }

  /// The pen of pictures, in one go: true colour without attributes.
  ///
  /// - Returns: whether the pen is set; where not, ``setPen(_:showsInk:)`` sets it.
  private mutating func setPlainPen(_ style: Style, showsInk: Bool) -> Bool {
    guard depth == .trueColor, attributes.isEmpty, style.attributes.isEmpty, let ground = style.background else {
      return false
    }
    if showsInk, style.foreground == nil { return false }
    let newInk = showsInk ? style.foreground.flatMap { foreground == .rgb($0) ? nil : $0 } : nil
    let newGround = background == .rgb(ground) ? nil : ground
    guard newInk != nil || newGround != nil else { return true }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * DecimalText.colorBytes) { text in
      var count = 0
      if let newInk { count = DecimalText.write(newInk, after: count, "\u{1B}[38;2;", into: text) }
      if let newGround {
        count = DecimalText.write(newGround, after: count, newInk == nil ? "\u{1B}[48;2;" : ";48;2;", into: text)
      }
      text[count] = UInt8(ascii: "m")
      bytes.append(contentsOf: text[...count])
    }
    if let newInk { foreground = .rgb(newInk) }
    if let newGround { background = .rgb(newGround) }
    return true
  }

  /// - Parameter showsInk: whether the foreground is seen; a blank leaves it as it happens to be.
  private mutating func setPen(_ style: Style, showsInk: Bool) {
    let decorated = !style.attributes.isDisjoint(with: [.underline, .reverse])
    let ink = showsInk || decorated ? place(of: style.foreground, on: style.background) : nil
    let ground = place(of: style.background)
    if attributes == style.attributes, ink == nil || ink == foreground, ground == background { return }
    append("\u{1B}[")
    let start = bytes.count
    if needsReset(style.attributes, ink, ground) {
      append("0")
      forgetPen()
    }
    addAttributes(style.attributes.subtracting(attributes), start)
    attributes = style.attributes
    if let ink {
      addColor(ink, foreground, 30, start)
      foreground = ink
    }
    addColor(ground, background, 40, start)
    background = ground
    append("m")
  }

  private func place(of color: RGB?, on ground: RGB? = nil) -> TerminalColor {
    if !numbers.isEmpty, let number = color.flatMap({ numbers[$0] }) { return .index(number) }
    return TerminalColor(color, on: ground, depth: depth)
  }

  /// An attribute is taken away, and a colour given back to the terminal, by a reset.
  private func needsReset(_ wanted: Attributes, _ ink: TerminalColor?, _ ground: TerminalColor) -> Bool {
    if !attributes.subtracting(wanted).isEmpty { return true }
    return ink == .own && foreground != .own || ground == .own && background != .own
  }

  private mutating func addAttributes(_ added: Attributes, _ start: Int) {
    let codes: [(Attributes, Int)] = [(.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7)]
    for (attribute, code) in codes where added.contains(attribute) { addCode(code, start) }
  }

  private mutating func addColor(_ pen: TerminalColor, _ present: TerminalColor, _ base: Int, _ start: Int) {
    guard pen != present else { return }
    switch pen {
    case .own: break
    case .rgb(let color):
      for code in [base + 8, 2, Int(color.red), Int(color.green), Int(color.blue)] { addCode(code, start) }
    case .index(let index) where depth == .palette16: addCode(index < 8 ? base + index : base + 52 + index, start)
    case .index(let index):
      for code in [base + 8, 5, index] { addCode(code, start) }
    }
  }

  private mutating func addCode(_ code: Int, _ start: Int) {
    if bytes.count > start { append(";") }
    append(number: code)
  }

  private mutating func append(number: Int) {
    if number >= 10 { append(number: number / 10) }
    bytes.append(UInt8(48 + number % 10))
  }
}
