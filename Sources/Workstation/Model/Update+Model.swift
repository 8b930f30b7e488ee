import TerminalKit

extension WorkstationState {
  mutating func performInModel(_ command: Command) -> [Effect] {
    let page = ModelLayout(size).inside.rows
    switch command {
    case .down: scrollModel(by: 1)
    case .up: scrollModel(by: -1)
    case .halfPageDown: scrollModel(by: page / 2)
    case .halfPageUp: scrollModel(by: -page / 2)
    case .pageDown: scrollModel(by: page - 1)
    case .pageUp: scrollModel(by: 1 - page)
    case .top: modelScreen?.scrolled = 0
    case .bottom: scrollModel(by: .max / 2)
    case .nextTab: turnModelPage()
    case .back: return closeModel()
    default: break
    }
    return []
  }

  private mutating func turnModelPage() {
    guard let modelScreen, !isAlone else { return }
    self.modelScreen = ModelScreenState(page: modelScreen.page == .card ? .evaluation : .card)
  }

  /// Back to where it was opened; there is nothing behind an evaluation that is shown alone.
  private mutating func closeModel() -> [Effect] {
    guard !isAlone else { return leave() }
    modelScreen = nil
    return []
  }

  mutating func scrollModel(by lines: Int) {
    guard let page = modelScreen?.page else { return }
    let columns = modelColumns(page)
    let scrolled = min(max(0, modelScrolled(columns) + lines), longestModelScroll(columns))
    modelScreen?.scrolled = scrolled
  }

  private func longestModelScroll(_ columns: [[Line]]) -> Int {
    max(0, (columns.map(\.count).max() ?? 0) - ModelLayout(size).inside.rows)
  }

  /// Lines of `columns` scrolled away: a larger terminal needs fewer than were asked for on a smaller one.
  func modelScrolled(_ columns: [[Line]]) -> Int { min(modelScreen?.scrolled ?? 0, longestModelScroll(columns)) }
}
