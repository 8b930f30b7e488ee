import TerminalKit

extension WorkstationState {
  mutating func pressInHelp(_ key: Key, _ scrolled: Int) {
    let lines = helpLines(columns: HelpPopup.columns(size) - 6)
    let longest = max(0, lines.count - HelpPopup.visible(size))
    switch key {
    case "j", .down: popup = .help(scrolled: min(longest, scrolled + 1))
    case "k", .up: popup = .help(scrolled: max(0, scrolled - 1))
    case .control("d"), .pageDown, " ": popup = .help(scrolled: min(longest, scrolled + 10))
    case .control("u"), .pageUp: popup = .help(scrolled: max(0, scrolled - 10))
    case "g", .home: popup = .help(scrolled: 0)
    case "G", .end: popup = .help(scrolled: longest)
    case .escape, .enter, "q", "?", .function(1): popup = nil
    default: break
    }
  }

  // MARK: Palette

  /// The commands that can be asked for here, best match first.
  func paletteEntries(_ query: String) -> [PaletteEntry] {
    let bindings = keys.bindings(in: context) + keys.bindings(in: .everywhere).filter { $0.command != .palette }
    let entries = bindings.enumerated().compactMap { index, binding in
      FuzzyMatch(query, in: binding.title).map { PaletteEntry(binding: binding, match: $0, place: index) }
    }
    return entries.sorted { ($0.match.cost, $0.place) < ($1.match.cost, $1.place) }
  }

  mutating func press(_ key: Key, in palette: PaletteState) -> [Effect] {
    var palette = palette
    let entries = paletteEntries(palette.query.text)
    switch key {
    case .escape:
      popup = nil
      return []
    case .enter:
      popup = nil
      guard entries.indices.contains(palette.selected) else { return [] }
      return perform(entries[palette.selected].binding.command)
    case .down, .tab, .control("n"): palette.selected = min(palette.selected + 1, max(0, entries.count - 1))
    case .up, .backTab, .control("p"): palette.selected = max(0, palette.selected - 1)
    default:
      if palette.query.press(key) { palette.selected = 0 }
    }
    popup = .palette(palette)
    return []
  }

  // MARK: Themes

  mutating func openThemePicker() {
    let index = themes.firstIndex { $0.name == theme.name } ?? 0
    popup = .themes(ThemePickerState(selected: index, before: theme))
  }

  mutating func press(_ key: Key, in picker: ThemePickerState) -> [Effect] {
    var picker = picker
    switch key {
    case "j", .down, .tab: picker.selected = min(picker.selected + 1, max(0, themes.count - 1))
    case "k", .up, .backTab: picker.selected = max(0, picker.selected - 1)
    case .enter:
      popup = nil
      notice = "The theme is \(theme.name) from now on."
      return [.saveTheme(name: theme.name)]
    case .escape, "q":
      popup = nil
      theme = picker.before
      return []
    default: return []
    }
    if themes.indices.contains(picker.selected) { theme = themes[picker.selected] }
    popup = .themes(picker)
    return []
  }
}

/// A command that the palette lists.
struct PaletteEntry {
  let binding: KeyBinding
  let match: FuzzyMatch
  /// In the key map.
  let place: Int
}

/// Whether and how well a query's letters stand, in order, in a text.
struct FuzzyMatch: Equatable {
  /// Positions of the letters in the text.
  let positions: [Int]
  /// The less the better: letters skipped, more where a word is broken into.
  let cost: Int

  init?(_ query: String, in text: String) {
    let letters = Array(text.lowercased())
    var best: FuzzyMatch?
    let wanted = query.lowercased().filter { $0 != " " }
    guard let first = wanted.first else {
      self.init(positions: [], cost: 0)
      return
    }
    for start in letters.indices where letters[start] == first {
      guard let match = Self.match(Array(wanted), letters, from: start) else { continue }
      if best.map({ match.cost < $0.cost }) ?? true { best = match }
    }
    // Letters strewn over a long title are no match.
    guard let best, best.cost / 16 <= 2 * wanted.count + 1 else { return nil }
    self = best
  }

  private init(positions: [Int], cost: Int) {
    self.positions = positions
    self.cost = cost
  }

  private static func match(_ wanted: [Character], _ letters: [Character], from start: Int) -> FuzzyMatch? {
    var positions: [Int] = []
    var cost = isWordStart(start, letters) ? 0 : 3
    var next = start
    for letter in wanted {
      guard let found = letters[next...].firstIndex(of: letter) else { return nil }
      if let last = positions.last, found != last + 1 { cost += isWordStart(found, letters) ? 2 : found - last + 2 }
      positions.append(found)
      next = found + 1
    }
    return FuzzyMatch(positions: positions, cost: cost * 16 + start)
  }

  private static func isWordStart(_ index: Int, _ letters: [Character]) -> Bool {
    index == 0 || letters[index - 1] == " "
  }
}
