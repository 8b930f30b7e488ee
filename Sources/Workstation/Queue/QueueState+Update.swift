import Casework
import Labels
import TerminalKit

extension QueueState {
  /// Does what a key asks for; `nil` where the queue has no use for it.
  mutating func press(_ key: Key, _ keys: QueueKeys, in around: Surroundings) -> [QueueOutcome]? {
    list.cancelOpening()
    if let dialog { return press(key, in: dialog, keys, around) }
    if isSearching { return pressInSearch(key, keys.search, in: around) }
    return keys.list.command(for: key).map { perform($0, in: around) }
  }

  /// Does what a key or the palette asked for.
  mutating func perform(_ command: QueueCommand, in around: Surroundings) -> [QueueOutcome] {
    let page = QueueLayout(around.size).listRows
    let limit = limit(in: around)
    switch command {
    case .down: return wish(list.move(by: 1, limit: limit))
    case .up: return wish(list.move(by: -1, limit: limit))
    case .halfPageDown: return wish(list.move(by: page / 2, limit: limit))
    case .halfPageUp: return wish(list.move(by: -page / 2, limit: limit))
    case .pageDown: return wish(list.move(by: page, limit: limit))
    case .pageUp: return wish(list.move(by: -page, limit: limit))
    case .first: return wish(list.moveToFirst(limit: limit))
    case .last: return wish(list.moveToLast(limit: limit))
    case .open: return openSelected()
    case .search: return startSearch()
    case .nextStage: return switchStage(by: 1, in: around)
    case .previousStage: return switchStage(by: -1, in: around)
    case .sort: return sortByNext(in: around)
    case .turnRound: return turnRound(in: around)
    case .reload: return wish(list.refresh(limit: limit))
    case .clearSearch: return clear(in: around)
    case .showModel: return [.showModel]
    case .showQuality: return [.showQuality]
    case .waiting: return switchWaiting(in: around)
    case .columns:
      let sorted = CaseColumn.allCases.firstIndex { columns.contains($0) && $0.order == order }
      dialog = .columns(selected: sorted ?? 0)
      return []
    case .lists: return openLists(in: around)
    case .saveList: return startNaming(in: around)
    case .score: return score()
    case .mark: return markSelected()
    case .markAll: return markAll()
    case .leave: return [.leave]
    }
  }

  /// Asks for the list for the first time, around the case that is open where one is.
  mutating func load(around file: CaseFile? = nil, in around: Surroundings) -> [QueueOutcome] {
    if let file, !stage.holds(file.status) { stage = .all }
    let anchor = file.map { CaseAnchor.around($0.id, instead: nil) } ?? .first
    return wish(list.ask(query, at: anchor, limit: limit(in: around)))
  }

  /// Three screens of rows.
  func limit(in around: Surroundings) -> Int { 3 * QueueLayout(around.size).listRows }

  private func wish(_ effect: Effect?) -> [QueueOutcome] { effect.map { [.effect($0)] } ?? [] }

  private mutating func openSelected() -> [QueueOutcome] { list.open().map { [.open($0)] } ?? [] }

  /// Selects the case, where it is known.
  mutating func select(_ file: CaseFile) {
    list.cancelOpening()
    if let row = list.nextRow(where: { $0.id == file.id }) { list.select(row) }
  }

  /// Goes to a neighbour of `file`, the case that is open, and opens it.
  mutating func openNeighbour(by step: Int, of file: CaseFile?, in around: Surroundings) -> [QueueOutcome] {
    list.cancelOpening()
    let step = file.map { list.lines(to: step, from: $0) } ?? step
    let isEnd = !list.isMoving && !(0..<list.total).contains(list.selected + step)
    guard !isEnd else {
      return [.notice(step > 0 ? "This is the last case of the list." : "This is the first case of the list.")]
    }
    return wish(list.move(by: step, limit: limit(in: around))) + openSelected()
  }

  /// Goes to the next case that waits for a reader, other than `caseID`, and opens it; the list is gone round from the
  /// selected one. `nil` where none of the known rows does.
  mutating func openNextUnread(after caseID: String?, in around: Surroundings) -> [QueueOutcome]? {
    list.cancelOpening()
    guard let row = list.nextRow(where: { $0.id != caseID && $0.waits(for: around.reviewer) }) else { return nil }
    list.select(row)
    return openSelected()
  }

  // MARK: Which cases, and in which order

  private mutating func switchStage(by step: Int, in around: Surroundings) -> [QueueOutcome] {
    let (tabs, present) = (Self.tabs, Self.tabs.firstIndex(of: stage) ?? 0)
    return show(tabs[(present + step + tabs.count) % tabs.count], in: around)
  }

  mutating func show(_ stage: CaseStage, in around: Surroundings) -> [QueueOutcome] {
    self.stage = stage
    return listAgain(in: around)
  }

  /// The list of the present filter and order; the selection stays on its case.
  mutating func listAgain(in around: Surroundings) -> [QueueOutcome] {
    wish(list.ask(query, at: list.anchor(in: query), limit: limit(in: around)))
  }

  /// Shows the tab of that index.
  mutating func show(tab index: Int, in around: Surroundings) -> [QueueOutcome] {
    list.cancelOpening()
    return Self.tabs.indices.contains(index) ? show(Self.tabs[index], in: around) : []
  }

  /// Sorts by `key`; turns the order round where it is sorted by that already.
  mutating func sort(by key: CaseOrderKey, in around: Surroundings) -> [QueueOutcome] {
    (order, isReversed) = (key, order.number == key.number && !isReversed)
    return sort(in: around)
  }

  /// Sorts by the column whose head was clicked on.
  mutating func sort(byColumn number: Int, in around: Surroundings) -> [QueueOutcome] {
    list.cancelOpening()
    let keys = CaseOrderKey.allCases
    return keys.indices.contains(number) ? sort(by: keys[number], in: around) : []
  }

  private mutating func sortByNext(in around: Surroundings) -> [QueueOutcome] {
    order = order.neighbour(by: 1)
    isReversed = false
    return sort(in: around)
  }

  private mutating func turnRound(in around: Surroundings) -> [QueueOutcome] {
    isReversed.toggle()
    return sort(in: around)
  }

  mutating func sort(in around: Surroundings) -> [QueueOutcome] {
    [.notice("Sorted by \(order.label), \(order.words(isReversed: isReversed)).")] + listAgain(in: around)
  }

  private mutating func switchWaiting(in around: Surroundings) -> [QueueOutcome] {
    waitingFor = waitingFor == nil ? Reviewer.name(around.reviewer) : nil
    // An answer may wait in a signed case too.
    if waitingFor != nil { stage = .all }
    return listAgain(in: around)
  }

  private mutating func startSearch() -> [QueueOutcome] {
    isSearching = true
    return []
  }

  /// One thing after the other: the search, the marks, what is being scored.
  private mutating func clear(in around: Surroundings) -> [QueueOutcome] {
    search.text.isEmpty && waitingFor == nil ? clearMarks() : clearSearch(in: around)
  }

  private mutating func clearSearch(in around: Surroundings) -> [QueueOutcome] {
    search = TextField(limit: search.limit)
    waitingFor = nil
    guard list.query != query else { return [] }
    return wish(
      list.ask(query, at: list.selectedID.map { .around($0, instead: nil) } ?? .first, limit: limit(in: around)))
  }

  /// Typing filters at once; a case whose own number matches comes before one that matches by its slide, its note ...
  private mutating func pressInSearch(
    _ key: Key, _ keys: KeyTable<SearchCommand>, in around: Surroundings
  ) -> [QueueOutcome] {
    switch keys.command(for: key) {
    case .keep?:
      if let mistake { return [.notice(mistake.phrase)] }
      isSearching = false
      return []
    case .clear?:
      isSearching = false
      return clearSearch(in: around)
    case .up?: return wish(list.move(by: -1, limit: limit(in: around)))
    case .down?: return wish(list.move(by: 1, limit: limit(in: around)))
    case .nextStage?: return switchStage(by: 1, in: around)
    case nil: return search.press(key) ? filter(in: around) : []
    }
  }

  /// Takes pasted text into the search.
  mutating func paste(_ text: String, in around: Surroundings) -> [QueueOutcome] {
    list.cancelOpening()
    if case .naming(var field)? = dialog {
      field.insert(text)
      dialog = .naming(field)
      return []
    }
    search.insert(text)
    return filter(in: around)
  }

  private mutating func filter(in around: Surroundings) -> [QueueOutcome] {
    guard list.query != query else { return [] }
    return wish(list.ask(query, at: .bestMatch(list.selectedID), limit: limit(in: around)))
  }

  // MARK: The mouse

  mutating func pressMouse(column: Int, row: Int, wheel: Int, in around: Surroundings) -> [QueueOutcome] {
    list.cancelOpening()
    let layout = QueueLayout(around.size)
    if let dialog { return turnWheel(wheel, in: dialog, around) }
    guard layout.table.contains(column: column, row: row) else { return [] }
    guard wheel == 0 else { return wish(list.move(by: wheel, limit: limit(in: around))) }
    let line = row - layout.table.row - 2
    guard line >= 0, line < layout.listRows, list.known.contains(line + scrolled) else { return [] }
    if line + scrolled == list.selected { return openSelected() }
    list.select(line + scrolled)
    return []
  }

  // MARK: Answers

  /// The casebook is asked from time to time what changed.
  mutating func tick(in around: Surroundings) -> [QueueOutcome] {
    guard list.isLoaded, around.now - checkedAt >= Self.lifetime else { return [] }
    return lookForChanges(in: around)
  }

  mutating func lookForChanges(in around: Surroundings) -> [QueueOutcome] {
    checkedAt = around.now
    return [.effect(.lookForChanges(since: list.entry))]
  }

  /// Somebody changed something: the rows and the counts are read anew.
  mutating func refresh(in around: Surroundings) -> [QueueOutcome] { wish(list.refresh(limit: limit(in: around))) }

  /// How old, in seconds, the list may grow before the casebook is asked what changed.
  private static let lifetime = 2

  mutating func receive(
    _ request: CaseListRequest, _ window: CaseWindow, in around: Surroundings
  ) -> [QueueOutcome] {
    if !list.isLoaded { checkedAt = around.now }
    let (file, effect) = list.receive(request, window)
    measureNames()
    return wish(effect) + (file.map { [.open($0)] } ?? [])
  }

  mutating func receive(_ request: CasePageRequest, _ page: CasePage, in around: Surroundings) -> [QueueOutcome] {
    list.receive(request, page, visible: QueueLayout(around.size).listRows)
    measureNames()
    return []
  }

  /// Keeps the selection on the screen, and asks for rows before they are needed. After every action.
  mutating func keepUp(in around: Surroundings) -> [QueueOutcome] {
    let visible = QueueLayout(around.size).listRows
    scrolled = Scroll.offset(keeping: list.selected, visible: visible, count: list.total, present: scrolled)
    return wish(list.extend(visible: visible))
  }
}
