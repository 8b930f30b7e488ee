import Foundation
import Settings
import TerminalKit
import Testing

@Suite("What a user sets in config.toml")
struct UserSettingsTests {
  @Test("is what the terminal is taken for, each only where it is said")
  func terminal() {
    let settings = UserSettings(
      """
      [terminal]
      color = "truecolor"
      symbols = "sextant"
      pixels = "none"
      synchronized = false
      slow_link = true
      adaptive_palette = true
      query = false
      """, file: "f")
    #expect(settings.failures.isEmpty)
    #expect(
      settings.terminal
        == TerminalWishes(
          depth: .trueColor, symbols: PictureSymbols.sextant.blocks, pixels: PixelProtocol.none, synchronizes: false,
          adaptsPalette: true, isSlow: true, asks: false))
    #expect(UserSettings("[terminal]\ncolor = 256", file: "f").terminal == TerminalWishes(depth: .palette256))
    for text in ["", "[terminal]\n"] { #expect(UserSettings(text, file: "f").terminal == TerminalWishes()) }
  }

  @Test(
    "is told with its line where it is wrong, and the rest of it holds",
    arguments: [
      (
        "[terminl]", TerminalWishes(),
        UserSettingsFailure.unknownKey(
          file: "f", key: "terminl", line: 1, nearest: "terminal",
          known: ["theme", "terminal", "keys", "queue", "views"])
      ),
      (
        "theme = 3", TerminalWishes(),
        .wrongValue(file: "f", key: "theme", line: 1, expected: ["the name of a theme"])
      ),
      (
        "terminal = 3", TerminalWishes(),
        .wrongValue(file: "f", key: "terminal", line: 1, expected: ["a table"])
      ),
      (
        "[terminal]\ncolour = 16\nquery = true", TerminalWishes(asks: true),
        .unknownKey(
          file: "f", key: "terminal.colour", line: 2, nearest: "color",
          known: ["color", "symbols", "pixels", "synchronized", "slow_link", "adaptive_palette", "query"])
      ),
      (
        "[terminal]\nsymbols = \"sixel\"\ncolor = \"mono\"", TerminalWishes(depth: .monochrome),
        .wrongValue(
          file: "f", key: "terminal.symbols", line: 2,
          expected: ["half", "quadrant", "sextant", "wedge", "octant"])
      ),
      (
        "[terminal]\nsynchronized = 1", TerminalWishes(),
        .wrongValue(file: "f", key: "terminal.synchronized", line: 2, expected: ["true", "false"])
      ),
    ] as [(String, TerminalWishes, UserSettingsFailure)])
  func mistakes(text: String, rest: TerminalWishes, failure: UserSettingsFailure) {
    let settings = UserSettings(text, file: "f")
    #expect(settings.failures == [failure])
    #expect(settings.terminal == rest)
  }

  @Test("is nothing where there is no file, and a failure where the file is no TOML")
  func files() throws {
    let folder = NSTemporaryDirectory() + "coverslip-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let places = Places(environment: ["XDG_CONFIG_HOME": folder], executable: "/nowhere/coverslip")
    #expect(UserSettings(places).file == nil)
    #expect(UserSettings(places).failures.isEmpty)
    let file = folder + "/coverslip/config.toml"
    try FileManager.default.createDirectory(atPath: folder + "/coverslip", withIntermediateDirectories: true)
    try "[terminal\n".write(toFile: file, atomically: true, encoding: .utf8)
    let settings = UserSettings(places)
    #expect(settings.file == file)
    #expect(settings.failures.count == 1)
    #expect(settings.terminal == TerminalWishes())
  }
}
