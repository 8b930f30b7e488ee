import TerminalKit

/// All keys by where they hold, made from the key map.
struct HelpSheet {
  /// A heading and what stands below it.
  struct Section {
    let title: String
    var rows: [(keys: String, words: String)]

    init<Command>(_ table: KeyTable<Command>) {
      title = table.place
      rows = table.bindings.map { ($0.keys.map(\.label).joined(separator: " "), $0.title) }
    }
  }

  let sections: [Section]

  /// What holds in `room` comes first.
  init(_ keys: KeyMap, in room: Room) {
    let (queue, everywhere) = (Section(keys.queue.list), Section(keys.shell.everywhere))
    let (reading, model) = (Section(keys.reading), Section(keys.model))
    let dialogs = Self.amend(keys.amend) + Self.opinion(keys.opinion) + Self.label(keys.label)
    let signOff = [Section(keys.firstRead)] + Self.signOff(keys.signOff) + dialogs
    let others = Self.others(keys)
    switch room {
    case .queue: sections = [queue, everywhere, reading, model] + signOff + others
    case .model: sections = [model, everywhere, queue, reading] + signOff + others
    case .reading: sections = [reading, everywhere] + signOff + [model, queue] + others
    }
  }

  private static func signOff(_ keys: SignOffKeys) -> [Section] {
    var choice = Section(keys.choice)
    choice.rows.append(("1 … 9 0 -", "a reason by its key"))
    return [choice, Section(keys.comment), Section(keys.passphrase), Section(keys.signed)]
  }

  private static func amend(_ keys: AmendKeys) -> [Section] {
    var kind = Section(keys.kind)
    kind.rows.append(("1 … 4", "the class by its key"))
    return [kind, Section(keys.reading), Section(keys.text), Section(keys.passphrase), Section(keys.signed)]
  }

  private static func opinion(_ keys: OpinionKeys) -> [Section] {
    [
      Section(keys.text), Section(keys.colleague), Section(keys.call), Section(keys.passphrase), Section(keys.signed),
    ]
  }

  private static func label(_ keys: LabelKeys) -> [Section] {
    var reason = Section(keys.reason)
    reason.rows.append(("1 … 3", "the reason by its key"))
    return [reason, Section(keys.text), Section(keys.passphrase), Section(keys.signed)]
  }

  /// The keys of what lies over the rooms.
  private static func others(_ keys: KeyMap) -> [Section] {
    [
      Section(keys.queue.search), Section(keys.queue.columns), Section(keys.queue.lists), Section(keys.queue.naming),
      Section(keys.shell.help), Section(keys.shell.palette), Section(keys.shell.themes),
      Section(keys.shell.problem), Section(keys.shell.handOver), Section(keys.shell.lock), Section(keys.shell.tooSmall),
    ]
  }
}

/// The help over a room.
struct HelpView: ThemedView {
  let sheet: HelpSheet
  let keys: KeyTable<HelpCommand>
  let scroll: Scrolling
  let around: Surroundings

  var theme: Theme { around.theme }

  /// Draws the help. Returns how far it can be scrolled.
  func draw(on screen: inout Screen) -> Int {
    let (columns, highest) = (min(108, around.size.columns - 4), min(34, around.size.rows - 4))
    let lines = lines(columns: columns - 6)
    let longest = max(0, lines.count - (highest - 2))
    let scrolled = scroll.offset(longest: longest)
    let frame = Frame(
      title: Line("Keys", theme[.title]), footer: Hint.line(keys.hints, columns: columns - 8, theme: theme),
      footNote: moreNote(above: 0, below: longest - scrolled), style: theme[.borderFocused])
    let area = drawDialog(frame, columns: columns, rows: min(highest, lines.count + 2), on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0), skipping: scrolled)
    return longest
  }

  /// Two columns where there is room.
  func lines(columns: Int) -> [Line] {
    let groups = sheet.sections.map { lines(of: $0) }
    guard columns >= 90 else { return Array(groups.joined(separator: [Line()])) }
    let half = columns / 2
    var left: [Line] = []
    var right: [Line] = []
    for group in groups.map({ $0 + [Line()] }) {
      if left.count <= right.count { left += group } else { right += group }
    }
    return (0..<max(left.count, right.count)).map { row in
      let start = row < left.count ? left[row] : Line()
      let pad = Line(String(repeating: " ", count: max(1, half - start.columns)))
      return start + pad + (row < right.count ? right[row] : Line())
    }
  }

  private func lines(of section: HelpSheet.Section) -> [Line] {
    [Line(section.title, theme[.heading])]
      + section.rows.map { keys, words in
        Line([Span(TextWidth.padded(keys, to: 18) + " ", theme[.key]), Span(words, theme[.text])])
      }
  }
}
