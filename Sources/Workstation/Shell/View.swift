import TerminalKit

/// The screen that shows `state`.
public func view(_ state: WorkstationState) -> Screen {
  var screen = Screen(size: state.size, style: state.theme[.background])
  guard !state.isTooSmall else {
    state.drawTooSmall(on: &screen)
    return screen
  }
  if let shown = state.modelScreen {
    state.drawModel(shown, on: &screen)
  } else if state.context == .queue {
    state.drawQueue(on: &screen)
  } else {
    state.drawCase(on: &screen)
  }
  state.drawPopup(on: &screen)
  if let problem = state.problem { state.draw(problem, on: &screen) }
  return screen
}

extension WorkstationState {
  static let researchUse = "Research use only, not a medical device"

  /// Whether a demonstration model speaks on this screen.
  var isDemonstration: Bool {
    if let page = modelScreen?.page {
      return page == .card ? model?.demonstration == true : evaluation?.subject.kind.isDemonstration == true
    }
    let isSpoken = reading.map { $0.file.finding?.model.demonstration == true } ?? queue.hasDemonstration
    return model?.demonstration == true || isSpoken
  }

  /// The first line: where one is at the left, what holds on every screen at the right.
  func drawBar(_ place: [String], on screen: inout Screen, in area: Rect) {
    screen.fill(area, style: theme[.bar])
    var right = Line(isDemonstration ? [Span(" DEMO ", theme[.demo]), Span("  ")] : [])
    right.append(Self.researchUse + " ", theme[.bar])
    var left = Line(" coverslip", theme[.title])
    let room = area.columns - right.columns - left.columns - 2
    let path = place.joined(separator: " › ")
    left.append(TextWidth.middleTruncated(" › " + path, to: room), theme[.bar])
    screen.write(left, in: area)
    screen.write(right, in: area, alignment: .right)
  }

  /// The last line: a notice where there is one, else the keys; the reviewer at the right.
  func drawHints(on screen: inout Screen, in area: Rect) {
    screen.fill(area, style: theme[.bar])
    let inside = area.inset(columns: 1, rows: 0)
    let name = Line(reviewer, theme[.bar])
    if let notice {
      screen.write(Line(notice, theme[.warning]), in: inside)
      return
    }
    guard popup == nil, problem == nil else {
      screen.write(name, in: inside, alignment: .right)
      return
    }
    let hints = queue.isSearching && reading == nil ? Self.searchHints : keys.hints(in: context)
    let room = inside.columns >= 110 ? inside.columns - name.columns - 3 : inside.columns
    let pinned = queue.isSearching && reading == nil ? [] : keys.hints(in: .everywhere).prefix(1)
    screen.write(Hint.line(hints, pinned: Array(pinned), columns: room, theme: theme), in: inside)
    if room < inside.columns { screen.write(name, in: inside, alignment: .right) }
  }

  private static let searchHints = [
    Hint("Enter", "keep the filter"), Hint("Esc", "clear it"), Hint("↑ ↓", "move"),
  ]

  fileprivate func drawTooSmall(on screen: inout Screen) {
    let smallest = Self.smallest
    let lines = [
      Line("The terminal is too small.", theme[.title]),
      Line("\(size.columns) x \(size.rows) now, \(smallest.columns) x \(smallest.rows) needed", theme[.text]),
      Line("Make it larger, or press q.", theme[.dim]),
      Line(Self.researchUse, theme[.dim]),
    ]
    let area = screen.bounds.centered(columns: size.columns, rows: min(lines.count, size.rows))
    for (row, line) in lines.enumerated() { screen.write(line, in: area, row: row, alignment: .center) }
  }

  /// What happened, on what, and what to do.
  fileprivate func draw(_ problem: Problem, on screen: inout Screen) {
    let columns = min(72, size.columns - 8)
    let detail = TextWidth.wrapped(TextWidth.printable(problem.detail), to: columns - 6)
    let remedy = TextWidth.wrapped(TextWidth.printable(problem.remedy), to: columns - 6)
    let lines =
      [Line()] + detail.map { Line($0, theme[.text]) } + [Line()] + remedy.map { Line($0, theme[.accent]) } + [Line()]
    let hints = Hint.line([Hint("Enter", "close")], columns: columns - 6, theme: theme)
    let frame = Frame(title: Line("✗ " + problem.title, theme[.error]), footer: hints, style: theme[.error])
    let area = drawDialog(frame, columns: columns, rows: lines.count + 2, on: &screen)
    screen.write(lines, in: area.inset(columns: 2, rows: 0))
  }

  /// A frame in the middle of the screen, everything else below it; returns its inside.
  func drawDialog(_ frame: Frame, columns: Int, rows: Int, on screen: inout Screen) -> Rect {
    let whole = screen.bounds
    let room = Rect(column: 0, row: 1, columns: whole.columns, rows: whole.rows - 2)
    let area = room.centered(columns: columns, rows: rows)
    screen.cursor = nil
    screen.fill(area, style: theme[.background].overlaid(by: theme[.popup]))
    screen.box(area, frame)
    return area.inset()
  }

  fileprivate func drawPopup(on screen: inout Screen) {
    switch popup {
    case .help(let scrolled): drawHelp(scrolled, on: &screen)
    case .palette(let palette): draw(palette, on: &screen)
    case .themes(let picker): draw(picker, on: &screen)
    case .signOff(let dialog): draw(dialog, on: &screen)
    case nil: break
    }
  }
}

extension KeyMap {
  /// The hints of `context`; neighbours with the same label share it.
  func hints(in context: KeyContext) -> [Hint] {
    var hints: [Hint] = []
    for binding in bindings(in: context) {
      guard let label = binding.hint, let key = binding.keys.first?.label else { continue }
      if let last = hints.indices.last, hints[last].label == label {
        hints[last].keys += " " + key
      } else {
        hints.append(Hint(key, label))
      }
    }
    return hints
  }
}
