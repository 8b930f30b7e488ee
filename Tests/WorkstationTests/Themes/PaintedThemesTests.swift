import TerminalKit
import Testing

@testable import Workstation

@Suite("Every place, painted in every theme")
struct PaintedThemesTests {
  /// A theme in a depth of colours, and the least contrast of its text.
  struct Look: CustomStringConvertible, Sendable {
    let name: String
    let depth: ColorDepth

    /// 7 in high contrast (WCAG 2.2, 1.4.6), else 4.5 (1.4.3); the sixteen colours carry no more.
    var leastOfText: Double { name.hasPrefix("high-contrast") && depth != .palette16 ? 7 : 4.5 }

    var description: String { "\(name), \(depth.rawValue)" }

    static let all = ShippedThemes.names.flatMap { name in
      [ColorDepth.trueColor, .palette256, .palette16].map { Look(name: name, depth: $0) }
    }
  }

  /// The least contrast of lines and dots (WCAG 2.2, 1.4.11).
  private static let leastOfLines = 3.0

  @Test("there are at least eight, and each is read as a palette")
  func themes() throws {
    #expect(ShippedThemes.names.count >= 8)
    for name in ShippedThemes.names { #expect(try ShippedThemes.theme(name).name == name) }
  }

  @Test("the places are what their names say")
  func places() throws {
    for (place, words) in [
      (.queue, "NO CALL"), (.slide, "Finding"), (.gallery, "Gallery the highest"),
      (.panel, "Flags"), (.signedCase, "S-09"),
      (.askedCase, "Mitosis here?"), (.labelledCase, "S-12"), (.signOff, "Sign off S-12"),
      (.firstRead, "First call S-12"), (.amend, "Amend S-09"), (.opinion, "Ask for a second opinion"),
      (.label, "Resolve the label of"), (.handOver, "Bo Lind asks"), (.palette, "Commands"), (.themes, "Theme"),
      (.problem, "✗ The casebook is busy"), (.notice, "Pasted text"), (.model, "Kaplan-Meier"),
      (.evaluation, "Net benefit"), (.quality, "By reader"), (.lock, "Locked"), (.tooSmall, "too small"),
      (.tour, "The queue"), (.exports, "Export S-09"),
    ] as [(PaintedPlace, String)] {
      let state = try #require(try PaintedPlace.states.get().first { $0.place == place }).state
      #expect(view(state).lines.joined(separator: "\n").contains(words), "\(place.rawValue)")
    }
  }

  @Test(
    "every text stands out from its ground by 4.5 : 1, in high contrast by 7 : 1, and every line by 3 : 1",
    arguments: Look.all)
  func contrast(look: Look) throws {
    let theme = try ShippedThemes.theme(look.name).fitted(to: look.depth)
    var violations: Set<String> = []
    for (place, bare) in try PaintedPlace.states.get() {
      var state = bare
      state.theme = theme
      violations.formUnion(self.violations(view(state), look).map { "\(look), \(place.rawValue): \($0)" })
    }
    #expect(violations.isEmpty, "\(violations.sorted().joined(separator: "\n"))")
  }

  /// What of the screen does not stand out: the words around it, and the ratio.
  private func violations(_ screen: Screen, _ look: Look) -> [String] {
    var known: [Style: Double?] = [:]
    return screen.cells.enumerated().compactMap { index, cell in
      guard cell.glyph != " ", cell.glyph != Cell.continuation else { return nil }
      let isLine = Self.isLine(cell.glyph)
      // A line without a ground lies over a picture, whose colours are not the theme's; so is the picture itself.
      if isLine, cell.style.background == nil { return nil }
      let ratio = known[cell.style] ?? Self.contrast(cell.style, look.depth)
      known[cell.style] = ratio
      let least = isLine ? Self.leastOfLines : look.leastOfText
      if let ratio, ratio >= least { return nil }
      let (row, column) = (index / screen.size.columns, index % screen.size.columns)
      let words = screen.line(row).text.dropFirst(max(0, column - 12)).prefix(24)
      return "\"\(cell.glyph)\" in \"\(words)\" has \(ratio.map { "\($0)" } ?? "no colours"), needs \(least)"
    }
  }

  /// Borders, axes, tracks and bars, the dots of curves, and what is marked on a slide.
  private static func isLine(_ glyph: Character) -> Bool {
    guard let scalar = glyph.unicodeScalars.first else { return false }
    return "·◇◆○".contains(glyph) || (0x2500...0x259F).contains(scalar.value)
      || (0x2800...0x28FF).contains(scalar.value)
  }

  /// The contrast of a glyph as a terminal of `depth` shows it; `nil` where a colour is not the theme's.
  private static func contrast(_ style: Style, _ depth: ColorDepth) -> Double? {
    let isReversed = style.attributes.contains(.reverse)
    let ink = isReversed ? style.background : style.foreground
    let ground = isReversed ? style.foreground : style.background
    // What a terminal makes of dim is not known.
    guard !style.attributes.contains(.dim), let front = shown(ink, on: ground, depth),
      let back = shown(ground, on: nil, depth)
    else { return nil }
    return front.contrast(with: back)
  }

  private static func shown(_ color: RGB?, on ground: RGB?, _ depth: ColorDepth) -> RGB? {
    switch TerminalColor(color, on: ground, depth: depth) {
    case .own: nil
    case .rgb(let color): color
    case .index(let index): Palette.color256(index)
    }
  }

  // MARK: Colours that are told apart

  /// Least CIEDE2000 between two colours that mean different things, as they are seen: some twenty times what can just
  /// be told apart, for glyphs are thin.
  private static let leastDifference = 20.0

  /// The colour in which the queue paints `words`.
  private func color(_ words: String, _ theme: Theme, _ depth: ColorDepth) throws -> RGB {
    var state = try #require(try PaintedPlace.states.get().first { $0.place == .queue }).state
    state.theme = theme
    let screen = view(state)
    for (row, line) in screen.lines.enumerated() {
      guard let range = line.firstRange(of: words) else { continue }
      let style = screen[line.distance(from: line.startIndex, to: range.lowerBound), row].style
      return try #require(Self.shown(style.foreground, on: style.background, depth), "\(words)")
    }
    throw NotPainted(words: words)
  }

  struct NotPainted: Error {
    let words: String
  }

  /// Who sees how, and the theme that is made for it; without a vision, as most people do.
  private static let visions: [(name: String, vision: ColorVision?)] = [
    ("deuteranopia", nil), ("deuteranopia", .deuteranopia), ("deuteranopia", .protanopia), ("tritanopia", nil),
    ("tritanopia", .tritanopia),
  ]

  @Test(
    "in the safe themes calls, and a warning and what is well, stay 20 of CIEDE2000 apart as the colour-blind see them",
    arguments: visions, [ColorDepth.trueColor, .palette256])
  func safe(look: (name: String, vision: ColorVision?), depth: ColorDepth) throws {
    let theme = try ShippedThemes.theme(look.name)
    for pair in [
      ("▲ HIGH", "▼ LOW"), ("▲ HIGH", "○ NO CALL"), ("▼ LOW", "○ NO CALL"), ("▲ HIGH", "◆ BORDERLINE"),
      ("▼ LOW", "◆ BORDERLINE"), ("○ NO CALL", "◆ BORDERLINE"), ("! 2", "signed"),
    ] {
      let seen = try [pair.0, pair.1].map { words in
        let color = try color(words, theme, depth)
        return LabColor(look.vision?.seen(color) ?? color)
      }
      let distance = seen[0].difference(from: seen[1])
      #expect(distance >= Self.leastDifference, "\(look.name), \(pair): \(distance)")
    }
  }

  @Test("in every theme high and low stay as far apart, however somebody sees", arguments: ShippedThemes.names)
  func highAndLow(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    for depth in [ColorDepth.trueColor, .palette256] {
      let colors = try ["▲ HIGH", "▼ LOW"].map { try color($0, theme, depth) }
      for vision in ColorVision.allCases {
        let distance = LabColor(vision.seen(colors[0])).difference(from: LabColor(vision.seen(colors[1])))
        #expect(distance >= Self.leastDifference, "\(vision.rawValue), \(depth.rawValue): \(distance)")
      }
    }
  }

  @Test("in sixteen colours the four calls have four of them", arguments: ShippedThemes.names)
  func sixteen(name: String) throws {
    let theme = try ShippedThemes.theme(name).fitted(to: .palette16)
    let calls = ["▲ HIGH", "▼ LOW", "○ NO CALL", "◆ BORDERLINE"]
    let colors = Set(try calls.map { try color($0, theme, .palette16) })
    #expect(colors.count == calls.count)
  }

  // MARK: Without colours

  @Test("in monochrome nothing has a colour but what lies over a picture, and nothing is dim")
  func monochrome() throws {
    for (place, bare) in try PaintedPlace.states.get() {
      var state = bare
      state.theme = .monochrome
      for cell in view(state).cells where cell.glyph != " " {
        #expect(!cell.style.attributes.contains(.dim), "\(place.rawValue): \(cell.glyph)")
        guard let ink = cell.style.foreground, let ground = cell.style.background else { continue }
        #expect(ink.contrast(with: ground) >= 7, "\(place.rawValue): \(cell.glyph)")
      }
    }
  }

  @Test("in monochrome each call has attributes of its own")
  func attributes() {
    let calls: [Role] = [.high, .low, .noCall, .borderline]
    let attributes = Set(calls.map { Theme.monochrome[$0].attributes.rawValue })
    #expect(attributes.count == calls.count)
    #expect(Theme.monochrome[.selection].attributes != Theme.monochrome[.text].attributes)
  }
}
