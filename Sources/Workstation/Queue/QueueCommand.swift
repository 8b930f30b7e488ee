/// Something that a key or the command palette can ask of the queue.
enum QueueCommand: String, Hashable, Sendable, CaseIterable {
  case down, up, open, search, nextStage, previousStage, sort, turnRound, first, last
  case halfPageDown, halfPageUp, pageDown, pageUp, reload, leave, showModel, showQuality, clearSearch, waiting
  case columns, lists, saveList
  case score, mark, markAll
}

/// Something that a key can ask of the queue while a search is typed; every other key goes to the field.
enum SearchCommand: Hashable, Sendable, CaseIterable {
  case keep, clear, up, down, nextStage
}

/// The keys of the queue.
struct QueueKeys: Hashable, Sendable {
  var list = KeyTable<QueueCommand>(
    "In the queue",
    [
      KeyBinding(["j", .down], .down, "next case", hint: "move"),
      KeyBinding(["k", .up], .up, "previous case", hint: "move"),
      KeyBinding([.enter], .open, "open the case", hint: "open"),
      KeyBinding(["/"], .search, "search, or filter: status:scored age>50", hint: "search"),
      KeyBinding([.tab], .nextStage, "next status", hint: "status"),
      KeyBinding([.backTab], .previousStage, "previous status"),
      KeyBinding(["o", "S"], .sort, "sort by the next column", hint: "sort"),
      KeyBinding(["O"], .turnRound, "turn the order round"),
      KeyBinding(["g", .home], .first, "first case"),
      KeyBinding(["G", .end], .last, "last case"),
      KeyBinding([.control("d")], .halfPageDown, "half a page down"),
      KeyBinding([.control("u")], .halfPageUp, "half a page up"),
      KeyBinding([.pageDown], .pageDown, "a page down"),
      KeyBinding([.pageUp], .pageUp, "a page up"),
      KeyBinding(["r"], .reload, "read the casebook again"),
      KeyBinding(["q"], .leave, "leave Coverslip", hint: "leave"),
      KeyBinding(["m"], .showModel, "the model: its card, its evaluation", hint: "model"),
      KeyBinding(["Q"], .showQuality, "figures of readings: agreement, turns, decisions, time"),
      KeyBinding(["i"], .waiting, "what waits for you: questions, answers; all again"),
      KeyBinding(["c"], .columns, "choose the columns, and sort by one"),
      KeyBinding(["v"], .lists, "show a saved list"),
      KeyBinding(["V"], .saveList, "save this filter and order under a name"),
      KeyBinding(["s"], .score, "score the case, or those that are marked"),
      KeyBinding([" "], .mark, "mark the case, or unmark it"),
      KeyBinding(["*"], .markAll, "mark all cases of the list, or none"),
      KeyBinding([.escape], .clearSearch, "clear the search; then the marks; then stop the scoring"),
    ])

  var columns = KeyTable<ColumnsCommand>(
    "In the columns",
    [
      KeyBinding(["j", .down], .down, "next column"),
      KeyBinding(["k", .up], .up, "previous column"),
      KeyBinding([" "], .toggle, "show or hide the column", hint: "show, hide"),
      KeyBinding([.enter, "o"], .sort, "sort by it; again: the other way", hint: "sort"),
      KeyBinding(["u"], .usual, "the usual columns", hint: "usual"),
      KeyBinding([.escape, "q", "c"], .close, "close the columns", hint: "close"),
    ])

  var lists = KeyTable<ListsCommand>(
    "In the saved lists",
    [
      KeyBinding(["j", .down], .down, "next list"),
      KeyBinding(["k", .up], .up, "previous list"),
      KeyBinding([.enter], .show, "show the list", hint: "show"),
      KeyBinding(["d", .delete], .remove, "forget the list", hint: "forget"),
      KeyBinding([.escape, "q", "v"], .close, "close the lists", hint: "close"),
    ])

  var naming = KeyTable<NamingCommand>(
    "While a list is named",
    [
      KeyBinding([.enter], .keep, "save it", hint: "save"),
      KeyBinding([.escape], .close, "leave it unsaved", hint: "close"),
    ])

  var search = KeyTable<SearchCommand>(
    "While a search is typed",
    [
      KeyBinding([.enter], .keep, "keep the filter", hint: "keep the filter"),
      KeyBinding([.escape], .clear, "clear it", hint: "clear it"),
      KeyBinding([.up], .up, "previous case", hint: "move"),
      KeyBinding([.down], .down, "next case", hint: "move"),
      KeyBinding([.tab], .nextStage, "next status", hint: "status"),
    ])
}
