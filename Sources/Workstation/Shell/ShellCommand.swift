import TerminalKit

/// Something that a key or the command palette can ask of the workstation wherever one is.
enum ShellCommand: String, Hashable, Sendable, CaseIterable {
  case help, palette, themes, symbols, withdraw, undo, stopScoring, outbox, tour, suspend, quit

  /// Whether it is done whatever lies over the rooms, and where typed keys are dropped.
  var isAlwaysTaken: Bool {
    switch self {
    case .suspend, .quit: true
    case .help, .palette, .themes, .symbols, .withdraw, .undo, .stopScoring, .outbox, .tour: false
    }
  }
}

/// Something that a key can ask of the help.
enum HelpCommand: Hashable, Sendable, CaseIterable {
  case down, up, search, pageDown, pageUp, top, end, close
}

/// Something that a key can ask of the help while a search is typed; every other key goes to the field.
enum HelpSearchCommand: Hashable, Sendable, CaseIterable {
  case keep, clear, down, up, pageDown, pageUp
}

/// Something that a key can ask of the command palette; every other key goes to its field.
enum PaletteCommand: Hashable, Sendable, CaseIterable {
  case next, previous, choose, close
}

/// Something that a key can ask of the theme picker.
enum ThemePickerCommand: Hashable, Sendable, CaseIterable {
  case next, previous, keep, restore
}

/// Something that a key can ask of a locked screen; every other key is part of the passphrase.
enum UnlockCommand: Hashable, Sendable, CaseIterable {
  case unlock
}

/// What can be answered to a colleague who asks for the case.
enum HandOverCommand: Hashable, Sendable, CaseIterable {
  case give, keep
}

/// Something that a key can ask of a problem, or of a terminal that is too small.
enum DismissCommand: Hashable, Sendable, CaseIterable {
  case dismiss
}

/// The keys of the workstation itself, and of what lies over its rooms.
struct ShellKeys: Hashable, Sendable {
  var everywhere = KeyTable<ShellCommand>(
    "Everywhere",
    [
      KeyBinding(["?", .function(1)], .help, "this help", hint: "help"),
      KeyBinding([":"], .palette, "find a command by its name", hint: "commands"),
      KeyBinding(["t"], .themes, "choose a theme", hint: "theme"),
      KeyBinding(["b"], .symbols, "other glyphs for the pictures"),
      KeyBinding(["z"], .withdraw, "withdraw the last signature, while there is time for it"),
      KeyBinding(["U"], .undo, "undo a change of theme or list, or the removal of a mark"),
      KeyBinding([], .stopScoring, "stop the scoring of cases"),
      KeyBinding([], .outbox, "outbox: what waits, and why"),
      KeyBinding([], .tour, "tour: what is where, in a few boxes"),
      KeyBinding([.control("z")], .suspend, "suspend to the shell"),
      KeyBinding([.control("c")], .quit, "leave at once; drafts are kept"),
    ])

  var help = KeyTable<HelpCommand>(
    "In the help",
    [
      KeyBinding(["j", .down], .down, "a line down", hint: "scroll"),
      KeyBinding(["k", .up], .up, "a line up", hint: "scroll"),
      KeyBinding(["/"], .search, "search the keys by their words", hint: "search"),
      KeyBinding([.pageDown, " ", .control("d")], .pageDown, "a page down", hint: "page"),
      KeyBinding([.pageUp, .control("u")], .pageUp, "a page up", hint: "page"),
      KeyBinding(["g", .home], .top, "to the top"),
      KeyBinding(["G", .end], .end, "to the end"),
      KeyBinding([.escape, .enter, "q"], .close, "close the help", hint: "close"),
      KeyBinding(["?", .function(1)], .close, "close the help"),
    ])

  var helpSearch = KeyTable<HelpSearchCommand>(
    "While the help is searched",
    [
      KeyBinding([.enter], .keep, "keep what is found", hint: "keep"),
      KeyBinding([.down], .down, "a line down", hint: "scroll"),
      KeyBinding([.up], .up, "a line up", hint: "scroll"),
      KeyBinding([.pageDown], .pageDown, "a page down"),
      KeyBinding([.pageUp], .pageUp, "a page up"),
      KeyBinding([.escape], .clear, "all keys again", hint: "all keys"),
    ])

  var palette = KeyTable<PaletteCommand>(
    "In the commands",
    [
      KeyBinding([.enter], .choose, "do it", hint: "do it"),
      KeyBinding([.up, .backTab, .control("p")], .previous, "previous command", hint: "choose"),
      KeyBinding([.down, .tab, .control("n")], .next, "next command", hint: "choose"),
      KeyBinding([.escape], .close, "close", hint: "close"),
    ])

  var themes = KeyTable<ThemePickerCommand>(
    "In the themes",
    [
      KeyBinding(["j", .down, .tab], .next, "next theme"),
      KeyBinding(["k", .up, .backTab], .previous, "previous theme"),
      KeyBinding([.enter], .keep, "keep the theme", hint: "keep"),
      KeyBinding([.escape, "q"], .restore, "the theme as before", hint: "as before"),
    ])

  var tour = KeyTable<TourCommand>(
    "In the tour",
    [
      KeyBinding([.enter, " ", .right], .next, "next box", hint: "next"),
      KeyBinding([.left], .previous, "box before", hint: "back"),
      KeyBinding([.escape, "q"], .skip, "end the tour", hint: "skip"),
    ])

  var problem = KeyTable<DismissCommand>(
    "In a message",
    [
      KeyBinding([.enter, .escape, "q"], .dismiss, "close the message", hint: "close"),
      KeyBinding([" "], .dismiss, "close the message"),
    ])

  var handOver = KeyTable<HandOverCommand>(
    "Where a colleague asks for the case",
    [
      KeyBinding(["y"], .give, "give them the case", hint: "gives it"),
      KeyBinding(["n"], .keep, "keep the case", hint: "keeps it"),
    ])

  var lock = KeyTable<UnlockCommand>(
    "In a locked screen", [KeyBinding([.enter], .unlock, "unlock with the passphrase", hint: "unlock")])

  var tooSmall = KeyTable<DismissCommand>(
    "In a terminal that is too small", [KeyBinding(["q"], .dismiss, "leave Coverslip")])
}
