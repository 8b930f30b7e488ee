import Casework
import Labels
import TerminalKit

/// A line of the palette.
struct PaletteEntry: Equatable {
  let item: PaletteItem
  let title: String
  /// The keys that do the same.
  let keys: [Key]
  /// Where it is done, where that is not here.
  let place: String
  let match: FuzzyMatch
}

/// What the palette lists for what was typed, best first.
struct PaletteOffer {
  let entries: [PaletteEntry]
  /// Why there is not what was typed; `nil` where there is.
  let remark: String?
}

extension WorkstationState {
  /// What can be done that `text` says: what an argument can be, then all that matches. Of matches as good as each
  /// other what was chosen last comes first, then what is done here.
  func paletteOffer(for text: String) -> PaletteOffer {
    let completion = completion(of: text)
    let completed = completion?.items.compactMap { entry($0, of: [], matching: "") } ?? []
    let entries =
      completed
      + matches(of: text, isArgument: completion != nil).filter { match in
        !completed.contains { $0.item == match.item }
      }
    guard completed.isEmpty, let completion else {
      return PaletteOffer(entries: entries, remark: entries.isEmpty ? "No command matches." : nil)
    }
    return PaletteOffer(entries: entries, remark: completion.remark)
  }

  // MARK: What matches

  /// - Parameter isArgument: whether a verb is typed already.
  private func matches(of text: String, isArgument: Bool) -> [PaletteEntry] {
    let bindings = keys.offered(in: room, elsewhere: !isAlone)
    let commands = bindings.map { PaletteItem.command($0.command) }
    let all = recent + (commands + (isArgument ? [] : verbs.map { .verb($0) })).filter { !recent.contains($0) }
    let entries = all.enumerated().compactMap { place, item in
      entry(item, of: bindings, matching: text).map { (entry: $0, rank: rank(of: item), place: place) }
    }
    return entries.sorted {
      ($0.entry.match.grade, $0.rank, $0.entry.match.cost, $0.place)
        < ($1.entry.match.grade, $1.rank, $1.entry.match.cost, $1.place)
    }.map(\.entry)
  }

  private var verbs: [PaletteVerb] { PaletteVerb.allCases.filter { !isAlone || !$0.needsCases } }

  /// Among items that match as well: the last one first, then those of this room, those of everywhere, and others.
  private func rank(of item: PaletteItem) -> Int {
    if let place = recent.firstIndex(of: item) { return place }
    switch item {
    case .command(let command): return recent.count + (command.room == room ? 0 : command.room == nil ? 1 : 2)
    case .verb, .openCase, .goTo, .magnify, .useTheme, .sort, .tab: return recent.count + 1
    }
  }

  /// `nil` where it does not match, or is not to be done at all.
  private func entry(
    _ item: PaletteItem, of bindings: [KeyBinding<RoomCommand>], matching text: String
  ) -> PaletteEntry? {
    switch item {
    case .command(let command):
      guard let binding = bindings.first(where: { $0.command == command }) else { return nil }
      let place = command.room.flatMap { $0 == room ? nil : $0.words } ?? ""
      return FuzzyMatch(text, in: binding.title).map {
        PaletteEntry(item: item, title: binding.title, keys: binding.keys, place: place, match: $0)
      }
    case .verb, .openCase, .goTo, .magnify, .useTheme, .sort, .tab:
      return FuzzyMatch(text, in: item.title).map {
        PaletteEntry(item: item, title: item.title, keys: [], place: "", match: $0)
      }
    }
  }

  // MARK: What an argument can be

  /// As far as it is typed, and what is said where there is nothing; `nil` where no verb is typed.
  private func completion(of text: String) -> (items: [PaletteItem], remark: String)? {
    let parts = text.drop { $0 == " " }.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let verb = PaletteVerb(rawValue: parts[0].lowercased()), verbs.contains(verb) else {
      return nil
    }
    let argument = String(parts[1])
    switch verb {
    case .openCase:
      let names = Self.matching(argument, in: queue.list.cases.map(\.id)) { $0 }
      let search = keys.queue.list.label(of: .search)
      return (names.map { .openCase($0) }, "No case of the list matches: \(search) in the queue searches all.")
    case .useTheme:
      let names = Self.matching(argument, in: themes.map(\.name)) { $0 }
      return (names.map { .useTheme($0) }, "No theme matches.")
    case .sort:
      let orders = Self.matching(argument, in: CaseOrderKey.allCases) { $0.label }
      return (orders.map { .sort($0) }, "The list is sorted by \(CaseOrderKey.allCases.map(\.label).listed).")
    case .tab:
      let stages = Self.matching(argument, in: QueueState.tabs) { $0.label }
      return (stages.map { .tab($0) }, "The tabs are \(QueueState.tabs.map(\.label).listed).")
    case .magnify:
      let wanted = WantedMagnification(typed: argument)
      return (wanted.map { [.magnify($0)] } ?? [], "A magnification such as 40 or 2.5x, or 1:1 as scanned.")
    case .goTo:
      let point = SlidePoint(typed: argument)
      return (point.map { [.goTo($0)] } ?? [], "Two numbers, in µm from the upper left corner: um 1200 800")
    }
  }

  /// Those that match, best first; in their own order where they do as well.
  private static func matching<Value>(_ text: String, in all: [Value], _ title: (Value) -> String) -> [Value] {
    let matches = all.enumerated().compactMap { place, value in
      FuzzyMatch(text, in: title(value)).map { (cost: $0.cost, place: place, value: value) }
    }
    return matches.sorted { ($0.cost, $0.place) < ($1.cost, $1.place) }.map(\.value)
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
