import Basics
import TerminalKit

/// Why the keys that somebody wants for a command are not taken; those that are delivered hold.
public enum KeyMistake: Error, Hashable, Sendable {
  /// There is no such place; `known` are all.
  case unknownPlace(KeyWish, nearest: String?, known: [String])
  /// There is no such command at that place; `known` are all.
  case unknownCommand(KeyWish, nearest: String?, known: [String])
  /// The key does `command` already, which holds there too.
  case taken(KeyWish, key: Key, command: String)
  /// The command must have a key: it leads out, or to the commands.
  case needed(KeyWish)
  /// The command holds where text is typed, too: it takes keys with Ctrl and F keys alone.
  case typed(KeyWish)
}

/// The places whose keys can be chosen. Dialogs keep theirs: what signs is the same on every machine.
enum KeyPlace: String, CaseIterable, Sendable {
  case everywhere, queue
  case reading = "case"
  case gallery, model, quality
}

extension KeyMap {
  /// These keys with those that are wanted, and why some of these are not taken: what is right holds.
  ///
  /// All wishes are looked at together, so that two commands can exchange their keys.
  public func taking(_ wishes: [KeyWish]) -> (keys: KeyMap, mistakes: [KeyMistake]) {
    var mistakes = wishes.compactMap { mistake(in: $0) }
    var taken = wishes.filter { mistake(in: $0) == nil }
    while true {
      let map = taken.reduce(into: self) { $0.set($1) }
      guard let conflict = taken.indices.reversed().lazy.compactMap({ map.conflict($0, of: taken) }).first else {
        return (map, mistakes.sorted { $0.wish.line ?? 0 < $1.wish.line ?? 0 })
      }
      mistakes.append(conflict.mistake)
      taken.remove(at: conflict.index)
    }
  }

  /// What the rooms say of keys of others, where some are not those that are delivered.
  var changes: RoomKeyChanges {
    let commands = shell.everywhere.key(of: .palette) ?? ":"
    return RoomKeyChanges(
      queue: KeyChanges(from: KeyMap.standard.queue.list, to: queue.list, otherwise: commands),
      reading: KeyChanges(from: KeyMap.standard.reading, to: reading, otherwise: commands))
  }

  // MARK: One wish

  private func mistake(in wish: KeyWish) -> KeyMistake? {
    guard let place = KeyPlace(rawValue: wish.place) else {
      let known = KeyPlace.allCases.map(\.rawValue)
      return .unknownPlace(wish, nearest: NearestNames.nearest(to: wish.place, among: known).first, known: known)
    }
    let known = slots(of: place)
    guard let slot = known.first(where: { $0.name == wish.command }) else {
      let names = known.map(\.name)
      return .unknownCommand(wish, nearest: NearestNames.nearest(to: wish.command, among: names).first, known: names)
    }
    if slot.isNeeded, wish.keys.isEmpty { return .needed(wish) }
    return slot.isAlwaysTaken && !wish.keys.allSatisfy(\.isNeverTyped) ? .typed(wish) : nil
  }

  private func conflict(_ index: Int, of wishes: [KeyWish]) -> (index: Int, mistake: KeyMistake)? {
    let wish = wishes[index]
    guard let place = KeyPlace(rawValue: wish.place) else { return nil }
    let others = KeyPlace.allCases.filter { $0 == place || $0 == .everywhere || place == .everywhere }
    for other in others {
      for slot in slots(of: other) where other != place || slot.name != wish.command {
        guard let key = wish.keys.first(where: { slot.keys.contains($0) }) else { continue }
        return (index, .taken(wish, key: key, command: "\(other.rawValue).\(slot.name)"))
      }
    }
    return nil
  }

  private mutating func set(_ wish: KeyWish) {
    switch KeyPlace(rawValue: wish.place) {
    case .everywhere?: shell.everywhere = shell.everywhere.with(wish.keys, for: wish.command)
    case .queue?: queue.list = queue.list.with(wish.keys, for: wish.command)
    case .reading?: reading = reading.with(wish.keys, for: wish.command)
    case .gallery?: gallery = gallery.with(wish.keys, for: wish.command)
    case .model?: model = model.with(wish.keys, for: wish.command)
    case .quality?: quality = quality.with(wish.keys, for: wish.command)
    case nil: return
    }
  }

  // MARK: What there is

  /// The commands of a place by their names in a file, with their keys.
  func slots(of place: KeyPlace) -> [KeySlot] {
    switch place {
    case .everywhere:
      shell.everywhere.slots { KeySlot($0, $1, isNeeded: $2.isNeeded, isAlwaysTaken: $2.isAlwaysTaken) }
    case .queue: queue.list.slots { KeySlot($0, $1, isNeeded: $2.isNeeded) }
    case .reading: reading.slots { KeySlot($0, $1, isNeeded: RoomCommand.reading($2).leadsBack) }
    case .gallery: gallery.slots { KeySlot($0, $1, isNeeded: RoomCommand.gallery($2).leadsBack) }
    case .model: model.slots { KeySlot($0, $1, isNeeded: RoomCommand.model($2).leadsBack) }
    case .quality: quality.slots { KeySlot($0, $1, isNeeded: RoomCommand.quality($2).leadsBack) }
    }
  }
}

/// A command by its name in a file, and its keys.
struct KeySlot: Equatable {
  let name: String
  let keys: [Key]
  /// Whether it must have a key.
  let isNeeded: Bool
  /// Whether it is done where text is typed, too.
  let isAlwaysTaken: Bool

  init(_ name: String, _ keys: [Key], isNeeded: Bool, isAlwaysTaken: Bool = false) {
    self.name = name
    self.keys = keys
    self.isNeeded = isNeeded
    self.isAlwaysTaken = isAlwaysTaken
  }
}

extension KeyTable where Command: RawRepresentable<String> {
  fileprivate func slots(_ slot: (String, [Key], Command) -> KeySlot) -> [KeySlot] {
    bindings.map { slot($0.command.nameInFile, $0.keys, $0.command) }
  }

  fileprivate func with(_ keys: [Key], for name: String) -> KeyTable {
    KeyTable(
      place,
      bindings.map {
        $0.command.nameInFile == name ? KeyBinding(keys, $0.command, $0.title, hint: $0.hint) : $0
      })
  }
}

extension RawRepresentable<String> {
  /// `nextTile` as it stands in a file: `next_tile`.
  fileprivate var nameInFile: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}

extension KeyMistake {
  /// What is not taken.
  public var wish: KeyWish {
    switch self {
    case .unknownPlace(let wish, _, _), .unknownCommand(let wish, _, _), .taken(let wish, _, _), .needed(let wish),
      .typed(let wish):
      wish
    }
  }
}

extension Key {
  /// Whether no field takes it as text, nor as what moves or deletes in it.
  fileprivate var isNeverTyped: Bool {
    switch self {
    case .function: true
    case .control(let letter): !"abdefhuw".contains(letter)
    case .character, .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .shiftUp,
      .shiftDown, .shiftLeft, .shiftRight, .home, .end, .pageUp, .pageDown:
      false
    }
  }
}

extension QueueCommand {
  /// Whether it must have a key: nobody would find out of the workstation.
  fileprivate var isNeeded: Bool {
    switch self {
    case .leave: true
    case .down, .up, .open, .search, .nextStage, .previousStage, .sort, .turnRound, .first, .last, .halfPageDown,
      .halfPageUp, .pageDown, .pageUp, .reload, .showModel, .showQuality, .clearSearch, .waiting, .columns, .lists,
      .saveList,
      .score, .mark, .markAll:
      false
    }
  }
}

extension ShellCommand {
  /// Whether it must have a key: there is no time to look for it, or nothing would be found without it.
  fileprivate var isNeeded: Bool {
    switch self {
    case .help, .palette, .quit, .withdraw: true
    case .themes, .symbols, .undo, .stopScoring, .outbox, .tour, .suspend: false
    }
  }
}
