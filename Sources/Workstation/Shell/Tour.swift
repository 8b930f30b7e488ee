import TerminalKit

/// A few boxes that say what is where, shown once.
public struct TourState: Equatable, Sendable {
  var step = TourStep.queue
}

/// What a box speaks of.
enum TourStep: Int, Sendable, CaseIterable {
  case queue, call, slide, signOff, help

  var title: String {
    switch self {
    case .queue: "The queue"
    case .call: "The model's call"
    case .slide: "The slide"
    case .signOff: "Your own call"
    case .help: "Help"
    }
  }

  /// Where the box stands: beside what it speaks of, where that is on the screen.
  var place: TourPlace {
    switch self {
    case .queue: .below
    case .call, .slide, .signOff: .middle
    case .help: .above
    }
  }
}

/// Where a box of the tour is.
enum TourPlace: Sendable {
  /// In the lower half: what it speaks of is above it.
  case below
  case middle
  /// Over the last line.
  case above
}

/// Something that a key can ask of the tour; every other key ends it and does what it does without it.
enum TourCommand: Hashable, Sendable, CaseIterable {
  case next, previous, skip
}

extension WorkstationState {
  /// Shows the tour from its beginning.
  mutating func showTour() { popup = .tour(TourState()) }

  /// A key for something else is not swallowed: the tour gives way to it.
  mutating func press(_ key: Key, in tour: TourState) -> [Effect] {
    let step: Int
    switch keys.shell.tour.command(for: key) {
    case .next?: step = 1
    case .previous?: step = -1
    case .skip?:
      popup = nil
      return []
    case nil:
      popup = nil
      return press(key)
    }
    guard let there = TourStep(rawValue: max(0, tour.step.rawValue + step)) else {
      popup = nil
      return say("That was the tour. Type :tour to see it again.")
    }
    popup = .tour(TourState(step: there))
    return []
  }

  /// Whether the tour, and everything else, has room in a terminal of that size.
  public static func fits(_ size: TerminalSize) -> Bool {
    size.columns >= smallest.columns && size.rows >= smallest.rows
  }
}

/// A box of the tour over the room.
struct TourView: ThemedView {
  let tour: TourState
  let keys: KeyMap
  let theme: Theme

  func draw(on screen: inout Screen) {
    let columns = min(64, screen.bounds.columns - 8)
    let lines = [Line()] + wrapped(words, columns: columns - 6, style: theme[.text]) + [Line()]
    let area = area(columns: columns, rows: lines.count + 2, in: screen.bounds)
    let count = "\(tour.step.rawValue + 1) of \(TourStep.allCases.count)"
    let frame = Frame(
      title: Line(arrow + tour.step.title, theme[.title]), note: Line(count, theme[.dim]),
      footer: Hint.line(keys.shell.tour.hints, columns: columns - 6, theme: theme), style: theme[.borderFocused])
    screen.cursor = nil
    screen.forgetClickAreas()
    screen.mark(area, as: .ground)
    screen.fill(area, style: theme[.background].overlaid(by: theme[.popup]))
    screen.box(area, frame)
    screen.write(lines, in: area.inset().inset(columns: 2, rows: 0))
  }

  private var arrow: String {
    switch tour.step.place {
    case .below: "↑ "
    case .middle: ""
    case .above: "↓ "
    }
  }

  private func area(columns: Int, rows: Int, in whole: Rect) -> Rect {
    let row =
      switch tour.step.place {
      case .below: whole.rows / 2
      case .middle: (whole.rows - rows) / 2
      case .above: whole.rows - 1 - rows
      }
    return Rect(
      column: (whole.columns - columns) / 2, row: min(row, whole.rows - 1 - rows), columns: columns, rows: rows)
  }

  /// With the keys as they are.
  private var words: String {
    let (queue, reading, shell) = (keys.queue.list, keys.reading, keys.shell.everywhere)
    return switch tour.step {
    case .queue:
      "Above are the cases that are to do, the longest waiting first. \(queue.label(of: .down)) and "
        + "\(queue.label(of: .up)) go from one to the next, \(queue.label(of: .open)) opens one, "
        + "\(queue.label(of: .search)) searches, \(queue.label(of: .nextStage)) lists another status. "
        + "\(queue.label(of: .score)) lets the model read a case that is new."
    case .call:
      "An open case has its call at the right: the probability, its interval, or why the model makes none. It is the "
        + "model's, never a diagnosis; where it says DEMO the model was trained on simulated tissue, and its call "
        + "means nothing for a patient. \(reading.label(of: .nextPanelTab)) turns to clinical values, to what the call "
        + "rests on, to the history."
    case .slide:
      "The slide is at the left. Arrows move it, \(reading.label(of: .zoomIn)) and \(reading.label(of: .zoomOut)) "
        + "zoom, as the wheel does; \(reading.label(of: .nextTile)) goes to where the model looked most, "
        + "\(reading.label(of: .hideHeat)) shows the tissue alone."
    case .signOff:
      "\(reading.label(of: .signOff)) in a case takes your own call and signs it with your passphrase: no key alone "
        + "signs anything. For a moment \(shell.label(of: .withdraw)) withdraws what was signed."
    case .help:
      "The last line has the keys of where you are. \(shell.label(of: .help)) lists all of them, "
        + "\(shell.label(of: .palette)) finds one by its name; type :tour to see this again."
    }
  }
}
