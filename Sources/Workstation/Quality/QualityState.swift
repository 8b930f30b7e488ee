import Labels
import TerminalKit

/// The screen of the figures of readings: a page of lines.
public struct QualityState: Equatable, Sendable {
  /// What there is to show.
  enum Content: Equatable, Sendable {
    /// They are being counted.
    case counting
    case known(QualitySections)
    case failed(Problem)
  }

  private(set) var content = Content.counting
  private(set) var scroll = Scrolling()

  /// Figures that are being counted.
  init() {}

  /// Does what a key or the palette asked for.
  mutating func perform(_ command: QualityCommand, in around: Surroundings) -> [QualityOutcome] {
    let rows = QualityView.inside(around.size).rows
    switch command {
    case .down: scroll.move(by: 1)
    case .up: scroll.move(by: -1)
    case .halfPageDown: scroll.move(by: rows / 2)
    case .halfPageUp: scroll.move(by: -rows / 2)
    case .pageDown: scroll.move(by: rows - 1)
    case .pageUp: scroll.move(by: 1 - rows)
    case .top: scroll.moveToTop()
    case .end: scroll.moveToEnd()
    case .countAgain: return countAgain()
    case .back: return [.close]
    }
    return []
  }

  mutating func turnWheel(_ steps: Int) { scroll.move(by: 3 * steps) }

  /// Takes what painting found.
  mutating func learn(longest: Int) { scroll.learn(longest: longest) }

  /// Takes what was counted.
  mutating func receive(_ sections: QualitySections) { content = .known(sections) }

  /// Nothing could be counted.
  mutating func fail(_ problem: Problem) { content = .failed(problem) }

  /// Whether a demonstration model speaks in what is shown.
  var isDemonstration: Bool {
    switch content {
    case .known(let sections): sections.isDemonstration
    case .counting, .failed: false
    }
  }

  private mutating func countAgain() -> [QualityOutcome] {
    guard content != .counting else { return [] }
    (content, scroll) = (.counting, Scrolling())
    return [.count]
  }
}

/// What the figures of readings ask of the workstation.
enum QualityOutcome: Equatable {
  /// The readings are to be counted.
  case count
  /// Back to where it was opened.
  case close
}
