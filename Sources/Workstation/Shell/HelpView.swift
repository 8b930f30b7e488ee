import TerminalKit

/// Size of the help.
enum HelpPopup {
  static func columns(_ size: TerminalSize) -> Int { min(108, size.columns - 4) }
  static func rows(_ size: TerminalSize) -> Int { min(34, size.rows - 4) }
  /// Lines inside its border.
  static func visible(_ size: TerminalSize) -> Int { rows(size) - 2 }
}

extension WorkstationState {
  func drawHelp(_ scrolled: Int, on screen: inout Screen) {
    let columns = HelpPopup.columns(size)
    let lines = helpLines(columns: columns - 6)
    let below = lines.count - scrolled - HelpPopup.visible(size)
    let hints = Hint.line([Hint("j k", "scroll"), Hint("Esc", "close")], columns: columns - 8, theme: theme)
    let frame = Frame(
      title: Line("Keys", theme[.title]), footer: hints,
      footNote: below > 0 ? Line("↓ \(below) more", theme[.dim]) : nil,
      style: theme[.borderFocused])
    let rows = min(HelpPopup.rows(size), lines.count + 2)
    let area = drawDialog(frame, columns: columns, rows: rows, on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0), skipping: scrolled)
  }

  /// All keys by where they hold, made from the key map; two columns where there is room.
  func helpLines(columns: Int) -> [Line] {
    let groups = Self.helpOrder(context).map { group($0) }
    guard columns >= 90 else { return Array(groups.joined(separator: [Line()])) }
    let half = columns / 2
    let all = groups.map { $0 + [Line()] }
    var left: [Line] = []
    var right: [Line] = []
    for group in all {
      if left.count <= right.count { left += group } else { right += group }
    }
    return (0..<max(left.count, right.count)).map { row in
      let start = row < left.count ? left[row] : Line()
      let pad = Line(String(repeating: " ", count: max(1, half - start.columns)))
      return start + pad + (row < right.count ? right[row] : Line())
    }
  }

  /// What holds on the present screen comes first.
  private static func helpOrder(_ context: KeyContext) -> [KeyContext] {
    switch context {
    case .queue: [.queue, .everywhere, .reading, .model, .decision, .override, .comment, .signature]
    case .model: [.model, .everywhere, .queue, .reading, .decision, .override, .comment, .signature]
    default: [.reading, .everywhere, .decision, .override, .comment, .signature, .model, .queue]
    }
  }

  private func group(_ context: KeyContext) -> [Line] {
    let title = context == .everywhere ? "Everywhere" : "In the \(context.rawValue)"
    let lines = keys.bindings(in: context).map { binding in
      let names = TextWidth.padded(binding.keys.map(\.label).joined(separator: " "), to: 14)
      return Line([Span(names + " ", theme[.key]), Span(binding.title, theme[.text])])
    }
    let reasons = Line([
      Span(TextWidth.padded("1 … 9 0 -", to: 14) + " ", theme[.key]), Span("a reason by its number", theme[.text]),
    ])
    return [Line(title, theme[.heading])] + lines + (context == .override ? [reasons] : [])
  }
}
