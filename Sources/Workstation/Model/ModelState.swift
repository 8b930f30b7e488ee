import TerminalKit

/// A page of the model's screen.
enum ModelPage: Sendable, CaseIterable {
  case card, evaluation

  /// How the first line names it.
  var place: String {
    switch self {
    case .card: "model"
    case .evaluation: "evaluation"
    }
  }

  /// The name of the tab.
  var title: String {
    switch self {
    case .card: "Model"
    case .evaluation: "Evaluation"
    }
  }
}

/// The screen of the model: its card, and how it does on a cohort.
public struct ModelState: Equatable, Sendable {
  private(set) var page = ModelPage.card
  private(set) var scroll = Scrolling()
  /// Whether an evaluation is all that there is, with nothing behind it.
  let isAlone: Bool

  /// The card of the model that is loaded, and its evaluation.
  init() { isAlone = false }

  /// An evaluation, and nothing else.
  init(alone page: ModelPage) {
    self.page = page
    isAlone = true
  }

  /// Does what a key or the palette asked for.
  mutating func perform(_ command: ModelCommand, in around: Surroundings) -> [ModelOutcome] {
    let rows = ModelLayout(around.size).inside.rows
    switch command {
    case .down: scroll.move(by: 1)
    case .up: scroll.move(by: -1)
    case .halfPageDown: scroll.move(by: rows / 2)
    case .halfPageUp: scroll.move(by: -rows / 2)
    case .pageDown: scroll.move(by: rows - 1)
    case .pageUp: scroll.move(by: 1 - rows)
    case .top: scroll.moveToTop()
    case .end: scroll.moveToEnd()
    case .otherPage: turn()
    case .back: return [.close]
    }
    return []
  }

  mutating func turnWheel(_ steps: Int) { scroll.move(by: 3 * steps) }

  /// Takes what painting found.
  mutating func learn(longest: Int) { scroll.learn(longest: longest) }

  private mutating func turn() { show(page.neighbour(by: 1)) }

  /// Shows the page of that tab.
  mutating func show(tab index: Int) {
    guard ModelPage.allCases.indices.contains(index) else { return }
    show(ModelPage.allCases[index])
  }

  private mutating func show(_ page: ModelPage) {
    guard !isAlone else { return }
    self.page = page
    scroll = Scrolling()
  }
}

/// What the model's screen asks of the workstation.
enum ModelOutcome: Equatable {
  /// Back to where it was opened.
  case close
}
