import TerminalKit

extension WorkstationState {
  mutating func performInModelCard(_ command: Command) {
    let page = ModelCardLayout(size).inside.rows
    switch command {
    case .down: scrollModelCard(by: 1)
    case .up: scrollModelCard(by: -1)
    case .halfPageDown: scrollModelCard(by: page / 2)
    case .halfPageUp: scrollModelCard(by: -page / 2)
    case .pageDown: scrollModelCard(by: page - 1)
    case .pageUp: scrollModelCard(by: 1 - page)
    case .top: modelCard?.scrolled = 0
    case .bottom: scrollModelCard(by: .max / 2)
    case .back: modelCard = nil
    default: break
    }
  }

  mutating func scrollModelCard(by lines: Int) {
    let columns = modelCardColumns
    let scrolled = min(max(0, modelCardScrolled(columns) + lines), longestModelCardScroll(columns))
    modelCard?.scrolled = scrolled
  }

  private func longestModelCardScroll(_ columns: [[Line]]) -> Int {
    max(0, (columns.map(\.count).max() ?? 0) - ModelCardLayout(size).inside.rows)
  }

  /// Lines of `columns` scrolled away: a larger terminal needs fewer than were asked for on a smaller one.
  func modelCardScrolled(_ columns: [[Line]]) -> Int {
    min(modelCard?.scrolled ?? 0, longestModelCardScroll(columns))
  }
}
