import TerminalKit

/// All keys by where they hold, made from the key map.
struct HelpSheet {
  /// A heading and what stands below it.
  struct Section {
    let title: String
    var rows: [(keys: String, words: String)]

    init<Command>(_ table: KeyTable<Command>) {
      title = table.place
      rows = table.bindings.map { ($0.keysInHelp, $0.title) }
    }
  }

  let sections: [Section]

  /// What holds in `room` comes first.
  init(_ keys: KeyMap, in room: Room) {
    let (queue, everywhere) = (Section(keys.queue.list), Section(keys.shell.everywhere))
    let (reading, gallery, model) = (Section(keys.reading), Section(keys.gallery), Section(keys.model))
    let quality = Section(keys.quality)
    let dialogs = Self.amend(keys.amend) + Self.opinion(keys.opinion) + Self.label(keys.label)
    let signOff = [Section(keys.firstRead)] + Self.signOff(keys.signOff) + dialogs + Self.region(keys.region)
    let others = Self.others(keys)
    switch room {
    case .queue: sections = [queue, everywhere, reading, gallery, model, quality] + signOff + others
    case .model: sections = [model, everywhere, queue, reading, gallery, quality] + signOff + others
    case .quality: sections = [quality, everywhere, queue, reading, gallery, model] + signOff + others
    case .reading: sections = [reading, everywhere, gallery] + signOff + [model, queue, quality] + others
    case .gallery: sections = [gallery, everywhere, reading] + signOff + [model, queue, quality] + others
    }
  }

  private static func signOff(_ keys: SignOffKeys) -> [Section] {
    var choice = Section(keys.choice)
    choice.rows.append(("1 … 9 0 -", "a reason by its key"))
    choice.rows.append((Key.tab.label, "back to the call, where only a reason is missing"))
    return [choice, Section(keys.comment), Section(keys.passphrase), Section(keys.signed)]
  }

  private static func amend(_ keys: AmendKeys) -> [Section] {
    var kind = Section(keys.kind)
    kind.rows.append(("1 … 4", "the class by its key"))
    return [kind, Section(keys.reading), Section(keys.text), Section(keys.passphrase), Section(keys.signed)]
  }

  private static func opinion(_ keys: OpinionKeys) -> [Section] {
    [
      Section(keys.text), Section(keys.colleague), Section(keys.call), Section(keys.passphrase), Section(keys.signed),
    ]
  }

  private static func label(_ keys: LabelKeys) -> [Section] {
    var reason = Section(keys.reason)
    reason.rows.append(("1 … 3", "the reason by its key"))
    return [reason, Section(keys.text), Section(keys.passphrase), Section(keys.signed)]
  }

  private static func region(_ keys: RegionKeys) -> [Section] {
    var reason = Section(keys.reason)
    reason.rows.append(("1 … \(keys.reasons.count)", "the reason by its key"))
    return [Section(keys.drawing), reason]
  }

  /// The keys of what lies over the rooms.
  private static func others(_ keys: KeyMap) -> [Section] {
    [
      Section(keys.exports), Section(keys.tool), Section(keys.note),
      Section(keys.queue.search), Section(keys.queue.columns), Section(keys.queue.lists), Section(keys.queue.naming),
      Section(keys.shell.help), Section(keys.shell.helpSearch), Section(keys.shell.palette),
      Section(keys.shell.themes), Section(keys.shell.tour),
      Section(keys.shell.problem), Section(keys.shell.handOver), Section(keys.shell.lock), Section(keys.shell.tooSmall),
    ]
  }
}

extension KeyBinding {
  /// Its keys; of what has none the one that leads to it.
  var keysInHelp: String { keys.isEmpty ? ": only" : keys.map(\.label).joined(separator: " ") }
}

extension HelpSheet {
  /// The sections whose heading, or the rows whose keys and words, hold all words of `text`; all where it has none.
  func sections(matching text: String) -> [Section] {
    let wanted = text.lowercased().split(separator: " ")
    func holds(_ text: String) -> Bool { wanted.allSatisfy { text.lowercased().contains($0) } }
    return sections.compactMap { section in
      var found = section
      if !holds(section.title) { found.rows = section.rows.filter { holds("\($0.keys) \($0.words)") } }
      return found.rows.isEmpty ? nil : found
    }
  }
}
