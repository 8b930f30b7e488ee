import Casework
import TerminalKit

extension WorkstationState {
  /// Takes the list as the casebook gave it; the selection stays on its case.
  mutating func receive(_ cases: [CaseFile]) {
    let position = selectedIndex
    queue.take(cases)
    queue.isLoaded = true
    queue.loadedAt = now
    if let open = reading?.file.id, let file = queue.file(open) { refresh(file) }
    keepSelection(near: position)
  }

  /// Takes the cases that others changed; the selection stays on its case.
  mutating func receive(changed cases: [CaseFile]) {
    let position = selectedIndex
    queue.merge(cases)
    if let open = reading?.file.id, let file = cases.first(where: { $0.id == open }) { refresh(file) }
    keepSelection(near: position)
  }

  /// Puts a case that changed into the list.
  mutating func replace(_ file: CaseFile) { queue.replace(file) }

  private var selectedIndex: Int { queue.selectedRow ?? 0 }

  /// Where the selected case is not listed any more, the one that took its place is selected.
  private mutating func keepSelection(near position: Int) {
    let visible = queue.visible
    guard queue.selectedRow == nil else { return }
    queue.selectedID = visible.isEmpty ? nil : visible[min(position, visible.count - 1)].id
  }

  mutating func keepSelectionVisible() {
    queue.scrolled = Scroll.offset(
      keeping: selectedIndex, visible: QueueLayout(size).listRows, count: queue.visible.count, present: queue.scrolled)
  }

  mutating func performInQueue(_ command: Command) -> [Effect] {
    let page = QueueLayout(size).listRows
    switch command {
    case .down: moveSelection(by: 1)
    case .up: moveSelection(by: -1)
    case .halfPageDown: moveSelection(by: page / 2)
    case .halfPageUp: moveSelection(by: -page / 2)
    case .pageDown: moveSelection(by: page)
    case .pageUp: moveSelection(by: -page)
    case .top: moveSelection(by: -queue.cases.count)
    case .bottom: moveSelection(by: queue.cases.count)
    case .open: return openSelected()
    case .search: queue.isSearching = true
    case .nextTab: switchTab(by: 1)
    case .previousTab: switchTab(by: -1)
    case .sort: sortByNext()
    case .reload: return [.loadQueue]
    case .back: clearSearch()
    case .leave: return leave()
    default: break
    }
    return []
  }

  mutating func moveSelection(by lines: Int) {
    let visible = queue.visible
    guard !visible.isEmpty else { return }
    queue.selectedID = visible[min(max(0, selectedIndex + lines), visible.count - 1)].id
  }

  private mutating func openSelected() -> [Effect] {
    guard let file = queue.selected, queue.selectedRow != nil else { return [] }
    return open(file)
  }

  private mutating func switchTab(by step: Int) {
    let position = selectedIndex
    let all = QueueTab.allCases
    let index = all.firstIndex(of: queue.tab) ?? 0
    queue.tab = all[(index + step + all.count) % all.count]
    keepSelection(near: position)
  }

  private mutating func sortByNext() {
    let all = QueueOrder.allCases
    let index = all.firstIndex(of: queue.order) ?? 0
    queue.order = all[(index + 1) % all.count]
    notice = "Sorted by \(queue.order.rawValue)."
  }

  /// A case whose own number matches comes before one that matches by its slide, its note ...
  private mutating func selectBestMatch() {
    let named = queue.visible.filter { queue.matchesByName($0) }
    if let first = named.first, !named.contains(where: { $0.id == queue.selectedID }) { queue.selectedID = first.id }
    keepSelection(near: 0)
  }

  private mutating func clearSearch() {
    queue.search = TextField(limit: 80)
    keepSelection(near: 0)
  }

  /// Typing filters at once; Enter keeps the filter, Esc takes it away.
  mutating func pressInSearch(_ key: Key) -> [Effect] {
    switch key {
    case .enter: queue.isSearching = false
    case .escape:
      queue.isSearching = false
      clearSearch()
    case .up: moveSelection(by: -1)
    case .down: moveSelection(by: 1)
    default:
      if queue.search.press(key) { selectBestMatch() }
    }
    return []
  }

  mutating func pasteInSearch(_ text: String) {
    queue.search.insert(text)
    selectBestMatch()
  }

  mutating func pressMouseInQueue(column: Int, row: Int, wheel: Int) -> [Effect] {
    let layout = QueueLayout(size)
    guard layout.table.contains(column: column, row: row) else { return [] }
    guard wheel == 0 else {
      moveSelection(by: wheel)
      return []
    }
    let line = row - layout.table.row - 2
    let visible = queue.visible
    let index = line + queue.scrolled
    guard line >= 0, line < layout.listRows, visible.indices.contains(index) else { return [] }
    if visible[index].id == queue.selectedID { return openSelected() }
    queue.selectedID = visible[index].id
    return []
  }
}
