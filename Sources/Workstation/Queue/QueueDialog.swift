import Casework
import Labels
import TerminalKit

/// What lies over the queue and takes its keys.
enum QueueDialog: Equatable, Sendable {
  /// The columns, one of them selected.
  case columns(selected: Int)
  /// The lists that are kept under a name.
  case lists(selected: Int)
  /// The name under which the present list is kept.
  case naming(TextField)
}

/// Something that a key can ask of the columns.
enum ColumnsCommand: Hashable, Sendable, CaseIterable {
  case down, up, toggle, sort, usual, close
}

/// Something that a key can ask of the saved lists.
enum ListsCommand: Hashable, Sendable, CaseIterable {
  case down, up, show, remove, close
}

/// Something that a key can ask of the name of a list; every other key goes to the field.
enum NamingCommand: Hashable, Sendable, CaseIterable {
  case keep, close
}

extension QueueState {
  /// What the last line offers where the keys of the list do not hold; `nil` where they do.
  func hints(_ keys: QueueKeys) -> [Hint]? {
    switch dialog {
    case .columns?: keys.columns.hints
    case .lists?: keys.lists.hints
    case .naming?: keys.naming.hints
    case nil: isSearching ? keys.search.hints : nil
    }
  }

  /// Whether what is typed is text.
  var isTyping: Bool {
    if case .naming? = dialog { return true }
    return isSearching
  }

  mutating func press(
    _ key: Key, in dialog: QueueDialog, _ keys: QueueKeys, _ around: Surroundings
  ) -> [QueueOutcome] {
    switch dialog {
    case .columns(let selected): keys.columns.command(for: key).map { perform($0, selected, in: around) } ?? []
    case .lists(let selected): keys.lists.command(for: key).map { perform($0, selected, in: around) } ?? []
    case .naming(let field): pressInName(key, field, keys.naming, in: around)
    }
  }

  // MARK: The mouse

  /// A click on a row of what lies over the queue does what one came for; beside it, it closes it.
  mutating func click(_ target: ClickTarget?, in dialog: QueueDialog, _ around: Surroundings) -> [QueueOutcome] {
    guard let target else {
      self.dialog = nil
      return []
    }
    guard case .row(let row) = target else { return [] }
    switch dialog {
    case .columns where CaseColumn.allCases.indices.contains(row):
      self.dialog = .columns(selected: row)
      return toggle(CaseColumn.allCases[row])
    case .lists where settings.saved.indices.contains(row): return show(settings.saved[row], in: around)
    case .columns, .lists, .naming: return []
    }
  }

  /// The wheel moves what is selected.
  mutating func turnWheel(_ steps: Int, in dialog: QueueDialog, _ around: Surroundings) -> [QueueOutcome] {
    switch dialog {
    case .columns(let selected): perform(steps > 0 ? ColumnsCommand.down : .up, selected, in: around)
    case .lists(let selected): perform(steps > 0 ? ListsCommand.down : .up, selected, in: around)
    case .naming: []
    }
  }

  // MARK: Columns

  /// The columns that are shown where there is room for them.
  var columns: [CaseColumn] { settings.columns ?? Self.usualColumns }

  private static let usualColumns: [CaseColumn] = [
    .name, .age, .received, .waiting, .slides, .status, .finalCall, .call, .risk, .interval, .flags, .reviewer,
  ]

  private mutating func perform(
    _ command: ColumnsCommand, _ selected: Int, in around: Surroundings
  ) -> [QueueOutcome] {
    let all = CaseColumn.allCases
    switch command {
    case .down: dialog = .columns(selected: min(selected + 1, all.count - 1))
    case .up: dialog = .columns(selected: max(0, selected - 1))
    case .close: dialog = nil
    case .usual: return show(nil)
    case .toggle: return toggle(all[selected])
    case .sort:
      let isSame = order == all[selected].order
      (order, isReversed) = (all[selected].order, isSame && !isReversed)
      return sort(in: around)
    }
    return []
  }

  /// The name of a case always stays.
  private mutating func toggle(_ column: CaseColumn) -> [QueueOutcome] {
    guard column != .name else { return [.notice("The case's name is always shown.")] }
    return show(CaseColumn.allCases.filter { columns.contains($0) != ($0 == column) })
  }

  private mutating func show(_ columns: [CaseColumn]?) -> [QueueOutcome] {
    settings.columns = columns
    return [.effect(.saveLists(settings))]
  }

  // MARK: Saved lists

  mutating func openLists(in around: Surroundings) -> [QueueOutcome] {
    guard !settings.saved.isEmpty else {
      return [.notice("No list is saved yet: \(around.keys.queue.label("V")) saves the one that is shown.")]
    }
    dialog = .lists(selected: 0)
    return []
  }

  private mutating func perform(_ command: ListsCommand, _ selected: Int, in around: Surroundings) -> [QueueOutcome] {
    switch command {
    case .down: dialog = .lists(selected: min(selected + 1, settings.saved.count - 1))
    case .up: dialog = .lists(selected: max(0, selected - 1))
    case .close: dialog = nil
    case .show: return show(settings.saved[selected], in: around)
    case .remove:
      settings.forget(settings.saved[selected].name)
      dialog = settings.saved.isEmpty ? nil : .lists(selected: min(selected, settings.saved.count - 1))
      return [.effect(.saveLists(settings))]
    }
    return []
  }

  private mutating func show(_ list: SavedList, in around: Surroundings) -> [QueueOutcome] {
    dialog = nil
    (stage, order, isReversed, waitingFor) = (list.stage, list.order, list.isReversed, nil)
    search = TextField(list.filter.description, limit: search.limit)
    return listAgain(in: around) + [.notice("\(list.name): \(list.words)")]
  }

  mutating func startNaming(in around: Surroundings) -> [QueueOutcome] {
    guard mistake == nil else {
      return [.notice("The filter has a mistake: \(around.keys.queue.label("/")) corrects it.")]
    }
    dialog = .naming(TextField(limit: 40))
    return []
  }

  private mutating func pressInName(
    _ key: Key, _ field: TextField, _ keys: KeyTable<NamingCommand>, in around: Surroundings
  ) -> [QueueOutcome] {
    var field = field
    switch keys.command(for: key) {
    case .close?: dialog = nil
    case .keep?: return keep(as: field.text.split(separator: " ").joined(separator: " "), in: around)
    case nil:
      if field.press(key) { dialog = .naming(field) }
    }
    return []
  }

  private mutating func keep(as name: String, in around: Surroundings) -> [QueueOutcome] {
    guard !name.isEmpty else { return [.notice("A list needs a name.")] }
    dialog = nil
    settings.save(SavedList(name: name, stage: stage, filter: filter, order: order, isReversed: isReversed))
    let key = around.keys.queue.label("v")
    return [.effect(.saveLists(settings)), .notice("Saved as \(name): \(key) shows it again.")]
  }
}

extension SavedList {
  /// What it shows: `To do · call:high · by age, oldest first`.
  var words: String {
    let parts = [stage.label, filter.description, "by \(order.label), \(order.words(isReversed: isReversed))"]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
