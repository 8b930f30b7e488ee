import TerminalKit

/// The help.
public struct HelpState: Equatable, Sendable {
  var scroll = Scrolling()
  /// What is looked for in it.
  var search = TextField(limit: 60)
  /// Whether the keys go to the search.
  var isSearching = false
}

extension HelpState {
  /// Whether the search is shown above the keys.
  var isSearched: Bool { isSearching || !search.text.isEmpty }

  /// Does what a key asks for. Returns whether the help stays: where something was found in it, all keys come back
  /// first.
  ///
  /// - Parameter page: lines that one key goes on by.
  mutating func press(_ key: Key, _ keys: ShellKeys, page: Int) -> Bool {
    guard !isSearching else {
      pressInSearch(key, keys.helpSearch, page)
      return true
    }
    switch keys.help.command(for: key) {
    case .down?: scroll.move(by: 1)
    case .up?: scroll.move(by: -1)
    case .search?: isSearching = true
    case .pageDown?: scroll.move(by: page)
    case .pageUp?: scroll.move(by: -page)
    case .top?: scroll.moveToTop()
    case .end?: scroll.moveToEnd()
    case .close?:
      guard isSearched else { return false }
      clear()
    case nil: return true
    }
    return true
  }

  /// Typing filters at once.
  private mutating func pressInSearch(_ key: Key, _ keys: KeyTable<HelpSearchCommand>, _ page: Int) {
    switch keys.command(for: key) {
    case .keep?: isSearching = false
    case .clear?: clear()
    case .down?: scroll.move(by: 1)
    case .up?: scroll.move(by: -1)
    case .pageDown?: scroll.move(by: page)
    case .pageUp?: scroll.move(by: -page)
    case nil: if search.press(key) { scroll = Scrolling() }
    }
  }

  private mutating func clear() { self = HelpState() }

  mutating func paste(_ text: String) {
    search.insert(text)
    scroll = Scrolling()
  }
}
