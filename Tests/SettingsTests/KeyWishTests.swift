import Settings
import TerminalKit
import Testing

@Suite("The keys that a user wants in config.toml")
struct KeyWishTests {
  @Test("stand in a table per place, one key or several per command, and keep their lines")
  func wishes() {
    let settings = UserSettings(
      """
      [keys.case]
      next_tile = ["x", "Space"]
      leave_out = []

      [keys.everywhere]
      help = "F2"
      """, file: "f")
    #expect(settings.failures.isEmpty)
    #expect(
      settings.keys == [
        KeyWish(file: "f", line: 2, place: "case", command: "next_tile", keys: ["x", " "]),
        KeyWish(file: "f", line: 3, place: "case", command: "leave_out", keys: []),
        KeyWish(file: "f", line: 6, place: "everywhere", command: "help", keys: [.function(2)]),
      ])
  }

  @Test("a digit does without quotes")
  func digits() {
    let settings = UserSettings("[keys.case]\nwhole_slide = 7", file: "f")
    #expect(settings.keys.map(\.keys) == [["7"]])
  }

  @Test("what is no key is told with its line, and the rest holds")
  func mistakes() {
    let settings = UserSettings(
      "[keys.case]\nnext_tile = [\"x\", \"Hyper-x\"]\nruler = true\nmirror = \"x\"\n[keys]\ngallery = 3\n", file: "f")
    #expect(
      settings.failures == [
        .noKey(file: "f", key: "keys.case.next_tile", line: 2, name: "Hyper-x"),
        .noKey(file: "f", key: "keys.case.ruler", line: 3, name: ""),
        .wrongValue(file: "f", key: "keys.gallery", line: 6, expected: ["a table"]),
      ])
    #expect(settings.keys.map(\.command) == ["mirror"])
  }

  @Test("what is no table has no keys")
  func noTable() {
    let settings = UserSettings("keys = 1", file: "f")
    #expect(settings.failures == [.wrongValue(file: "f", key: "keys", line: 1, expected: ["a table"])])
    #expect(settings.keys.isEmpty)
  }
}
