import Foundation
import TerminalKit
import Testing
import Settings

@Suite("The themes that are shipped")
struct ShippedThemesTests {
  private static let folder = ThemeFolder(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "themes").path)

  /// Roles that are read as text, with whatever they may stand on.
  private static let texts: [Role] = [
    .text, .dim, .accent, .title, .heading, .tab, .key, .keyLabel, .match, .high, .low, .borderline, .noCall, .success,
    .warning, .error, .bar, .popup,
  ]
  private static let grounds: [Role] = [.background, .bar, .popup, .selection, .selectionIdle]

  @Test("are dark, high-contrast and light, and say every role")
  func complete() {
    let loaded = Self.folder.load()
    #expect(loaded.failures == [])
    #expect(loaded.themes.map(\.name) == ["dark", "high-contrast", "light"])
  }

  @Test("hold the built-in theme, role by role", arguments: Role.allCases)
  func builtIn(role: Role) throws {
    #expect(try Self.folder.theme(named: "dark").theme[role] == Theme.dark[role])
  }

  @Test(
    "keep text apart from its ground: 7 : 1 in high contrast, else 4.5 : 1, on the chosen line of dark 3.5 : 1",
    arguments: [("high-contrast", 7.0, 7.0), ("light", 4.5, 4.5), ("dark", 4.5, 3.5)])
  func contrast(name: String, least: Double, leastChosen: Double) throws {
    let theme = try Self.folder.theme(named: name).theme
    for ground in Self.grounds {
      let behind = try #require(theme[ground].background, "\(ground)")
      for role in Self.texts {
        let ink = try #require(theme[role].foreground, "\(role)")
        let needed = ground == .selection ? leastChosen : least
        #expect(ink.contrast(with: behind) >= needed, "\(role.rawValue) on \(ground.rawValue)")
      }
    }
    for role in [Role.tabActive, .demo, .input, .mark] {
      let style = theme[role]
      let ratio = try #require(style.foreground).contrast(with: try #require(style.background))
      #expect(ratio >= least, "\(role.rawValue)")
    }
  }

  @Test("tell high from low without red and green: the blue channel parts them")
  func highAndLow() throws {
    for name in Self.folder.names {
      let theme = try Self.folder.theme(named: name).theme
      let high = try #require(theme[.high].foreground)
      let low = try #require(theme[.low].foreground)
      #expect(Int(low.blue) - Int(high.blue) > 90, "\(name)")
    }
  }
}

@Suite("A folder of themes")
struct ThemeFolderTests {
  private func folder(_ files: [String: String]) throws -> ThemeFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    for (name, text) in files { try text.write(to: path.appending(path: name), atomically: true, encoding: .utf8) }
    return ThemeFolder(path: path.path)
  }

  @Test("finds the theme that another inherits")
  func inheritance() throws {
    let folder = try folder([
      "sea.toml": "[roles]\ntext = \"#010203\"", "deep.toml": "inherits = \"sea\"\n[roles]\ndim = \"#040506\"",
    ])
    let theme = try folder.theme(named: "deep").theme
    #expect(theme[.text].foreground == RGB(1, 2, 3))
    #expect(theme[.dim].foreground == RGB(4, 5, 6))
  }

  @Test("breaks the circle of themes that inherit each other, and gives them all")
  func circle() throws {
    let folder = try folder([
      "a.toml": "inherits = \"b\"", "b.toml": "inherits = \"a\"", "c.toml": "", "notes.txt": "not a theme",
    ])
    let loaded = folder.load()
    #expect(loaded.themes.map(\.name) == ["a", "b", "c"])
    #expect(
      loaded.failures == [
        .unknownBase(file: "a.toml", line: 1, name: "b"), .unknownBase(file: "b.toml", line: 1, name: "a"),
      ])
  }

  @Test("that does not exist is empty, and names the file that is asked for")
  func absent() {
    let folder = ThemeFolder(path: "/nonexistent/themes")
    #expect(folder.names == [])
    #expect(throws: ThemeFailure.unreadable(file: "sea.toml")) { try folder.theme(named: "sea") }
  }
}
