import TerminalKit
import Testing

@Suite("What keys are called in a file")
struct KeyNameTests {
  @Test("every key is called as the screen writes it")
  func labels() {
    let keys: [Key] = [
      "j", "A", "%", "/", " ", .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right,
      .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .home, .end, .pageUp, .pageDown, .control("d"), .function(1),
      .function(12),
    ]
    for key in keys { #expect(Key(named: key.label) == key, "\(key.label)") }
  }

  @Test(
    "names are taken in any case, arrows by words, Ctrl in words",
    arguments: [
      ("SPACE", " "), (" ", " "), ("Return", .enter), ("shift-tab", .backTab), ("Up", .up), ("Shift-Left", .shiftLeft),
      ("PageDown", .pageDown), ("Ctrl-D", .control("d")), ("^d", .control("d")), ("f2", .function(2)), ("é", "é"),
    ] as [(String, Key)])
  func words(name: String, key: Key) { #expect(Key(named: name) == key) }

  @Test(
    "what terminals send another key for, and what is none, is no name of one",
    arguments: ["", "ab", "Ctrl-I", "^M", "Ctrl-J", "^h", "F0", "F25", "Ctrl-", "^1", "Meta-x", "\u{1B}", "\n"])
  func none(name: String) { #expect(Key(named: name) == nil) }
}
