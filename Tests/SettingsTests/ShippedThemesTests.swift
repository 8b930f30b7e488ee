import Foundation
import TerminalKit
import Testing
import Settings

@Suite("The themes that are shipped")
struct ShippedThemesTests {
  private static let folder = ThemeFolder(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "themes").path)

  @Test("are eight, without a mistake")
  func complete() {
    let loaded = Self.folder.load()
    #expect(loaded.failures == [])
    #expect(loaded.themes.flatMap(\.read.mistakes) == [])
    #expect(
      loaded.themes.map(\.read.theme.name) == [
        "dark", "deuteranopia", "high-contrast", "high-contrast-light", "light", "solarized-dark", "solarized-light",
        "tritanopia",
      ])
  }

  @Test("hold the built-in theme, role by role, in sixteen colours too", arguments: Role.allCases)
  func builtIn(role: Role) throws {
    let theme = try Self.folder.theme(named: "dark").read.theme
    #expect(theme[role] == Theme.dark[role])
    #expect(theme.fitted(to: .palette16)[role] == Theme.dark.fitted(to: .palette16)[role])
  }

  @Test("but for the dark one are palettes alone, of names that it has")
  func palettes() throws {
    let known = Set(try Self.folder.theme(named: "dark").read.sheet.palette.keys)
    for name in Self.folder.names {
      let theme = try Self.folder.theme(named: name).read
      #expect(Set(theme.sheet.palette.keys) == known, "\(name)")
      for role in Role.allCases {
        #expect(theme.theme[role].attributes == Theme.dark[role].attributes, "\(name), \(role.rawValue)")
      }
    }
  }
}

@Suite("A folder of themes")
struct ThemeFolderTests {
  @Test("finds the theme that another inherits")
  func inheritance() throws {
    let folder = try ThemeScratch.folder([
      "sea.toml": "[roles]\ntext = \"#010203\"", "deep.toml": "inherits = \"sea\"\n[roles]\ndim = \"#040506\"",
    ])
    let theme = try folder.theme(named: "deep").read.theme
    #expect(theme[.text].foreground == RGB(1, 2, 3))
    #expect(theme[.dim].foreground == RGB(4, 5, 6))
  }

  @Test("gives a theme those of the folders behind it, of its own name too")
  func behind() throws {
    let shipped = try ThemeScratch.folder(["sea.toml": "[roles]\ntext = \"#010203\""])
    let own = try ThemeScratch.folder(
      ["sea.toml": "inherits = \"sea\"\n[roles]\ndim = \"#040506\"", "deep.toml": "inherits = \"sea\""],
      behind: [shipped])
    for name in own.names {
      let found = try own.theme(named: name)
      #expect(found.read.mistakes == [])
      #expect(found.read.theme[.text].foreground == RGB(1, 2, 3))
      #expect(found.read.theme[.dim].foreground == RGB(4, 5, 6))
    }
    #expect(try own.theme(named: "deep").files == ["deep.toml", "sea.toml", "sea.toml"])
  }

  @Test("breaks the circle of themes that inherit each other, and gives them all")
  func circle() throws {
    let folder = try ThemeScratch.folder([
      "a.toml": "inherits = \"b\"", "b.toml": "inherits = \"a\"", "c.toml": "", "notes.txt": "not a theme",
    ])
    let loaded = folder.load()
    #expect(loaded.failures == [])
    #expect(loaded.themes.map(\.read.theme.name) == ["a", "b", "c"])
    #expect(
      loaded.themes.flatMap(\.read.mistakes) == [
        .unknownBase(file: "a.toml", line: 1, name: "b", nearest: nil),
        .unknownBase(file: "b.toml", line: 1, name: "a", nearest: nil),
      ])
  }

  @Test("offers the nearest of its themes where none of that name is inherited")
  func nearestBase() throws {
    let folder = try ThemeScratch.folder(["ocean.toml": "", "mine.toml": "inherits = \"ocaen\""])
    #expect(
      try folder.theme(named: "mine").read.mistakes == [
        .unknownBase(file: "mine.toml", line: 1, name: "ocaen", nearest: "ocean")
      ])
  }

  @Test("that does not exist is empty, and names the file that is asked for")
  func absent() {
    let folder = ThemeFolder(path: "/nonexistent/themes")
    #expect(folder.names == [])
    #expect(throws: ThemeFailure.unreadable(file: "sea.toml")) { try folder.theme(named: "sea") }
  }
}

@Suite("The themes of a machine")
struct ThemeShelfTests {
  /// A shelf of the user's own themes and shipped ones, of which `chosen` was chosen last.
  private func shelf(
    own: [String: String], shipped: [String: String] = [:], chosen: String? = nil, wanted: String? = nil
  ) throws -> ThemeShelf {
    let root = try ThemeScratch.write([:])
    try ThemeScratch.write(own, to: root + "/coverslip/themes")
    try ThemeScratch.write(shipped, to: root + "/share/coverslip/themes")
    if let chosen { try ThemeScratch.write(["theme": chosen + "\n"], to: root + "/coverslip") }
    let places = Places(environment: ["XDG_CONFIG_HOME": root], executable: root + "/bin/coverslip")
    return ThemeShelf(places, wanted: wanted)
  }

  @Test("are the built-in ones, the shipped ones and the user's own, which may inherit all of them")
  func all() throws {
    let shelf = try shelf(
      own: ["mine.toml": "inherits = \"sea\"", "plain.toml": "inherits = \"monochrome\""],
      shipped: ["sea.toml": "[roles]\ntext = \"#010203\""])
    #expect(shelf.failures == [])
    #expect(Set(shelf.names).isSuperset(of: ["dark", "mine", "monochrome", "plain", "sea"]))
    #expect(try shelf.theme(named: "mine")[.text].foreground == RGB(1, 2, 3))
    #expect(try shelf.theme(named: "plain")[.high] == Theme.monochrome[.high])
  }

  @Test("tell the mistakes of the chosen theme first, then of what it inherits, then of the others; each by its lines")
  func order() throws {
    let mistaken = "x = 1\n[palette]\nb = \"#12\"\na = \"#12\"\n"
    let own = ["a.toml": mistaken, "base.toml": mistaken, "z.toml": "inherits = \"base\"\n" + mistaken]
    let expected = ["z.toml", "base.toml", "a.toml"].flatMap { file -> [ThemeFailure] in
      let first = file == "z.toml" ? 2 : 1
      return [
        .unknownKey(file: file, key: "x", line: first, nearest: nil),
        .unknownColor(file: file, key: "palette.b", line: first + 2, value: "#12", nearest: nil),
        .unknownColor(file: file, key: "palette.a", line: first + 3, value: "#12", nearest: nil),
      ]
    }
    #expect(try shelf(own: own, chosen: "z").failures == expected)
    #expect(try shelf(own: own, chosen: "a", wanted: "z").failures == expected)
    #expect(try shelf(own: own).failures.map(\.file) == ["a.toml", "base.toml", "z.toml"].flatMap { [$0, $0, $0] })
  }

  @Test("are chosen in config.toml, too, where a choice is kept then and all else stays")
  func configured() throws {
    let root = try ThemeScratch.write([:])
    let file = root + "/coverslip/config.toml"
    try ThemeScratch.write(
      ["config.toml": "# mine\ntheme = \"light\"\n[terminal]\nquery = false\n", "theme": "tritanopia\n"],
      to: root + "/coverslip")
    try ThemeScratch.write(["light.toml": "", "tritanopia.toml": ""], to: root + "/coverslip/themes")
    let places = Places(environment: ["XDG_CONFIG_HOME": root], executable: root + "/bin/coverslip")
    #expect(try ThemeShelf(places).theme(named: nil).name == "light")
    try ThemeShelf(places).save("tritanopia")
    #expect(try ThemeShelf(places).theme(named: nil).name == "tritanopia")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == "# mine\ntheme = \"tritanopia\"\n[terminal]\nquery = false\n")
    try ThemeScratch.write(["config.toml": "[terminal]\nquery = false\n"], to: root + "/coverslip")
    try ThemeShelf(places).save("light")
    #expect(try String(contentsOfFile: root + "/coverslip/theme", encoding: .utf8) == "light\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "[terminal]\nquery = false\n")
  }

  @Test("say that the theme that was chosen last is not there, and use the dark one")
  func lost() throws {
    let shelf = try shelf(own: ["a.toml": "x = 1"], chosen: "gone")
    #expect(
      shelf.failures == [.notThere(name: "gone"), .unknownKey(file: "a.toml", key: "x", line: 1, nearest: nil)])
    #expect(try shelf.theme(named: nil) == .dark)
  }

  @Test("say of a file that cannot be read so, and have no theme of its name")
  func unreadable() throws {
    let root = try ThemeScratch.write([:])
    let folder = root + "/coverslip/themes"
    try ThemeScratch.write([:], to: folder)
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: folder + "/odd.toml"))
    let shelf = ThemeShelf(Places(environment: ["XDG_CONFIG_HOME": root], executable: root + "/bin/coverslip"))
    #expect(shelf.failures == [.unreadable(file: "odd.toml")])
    #expect(!shelf.names.contains("odd"))
  }
}

extension ThemeFailure {
  /// The file of a key that is not known, or of a colour.
  fileprivate var file: String? {
    switch self {
    case .unknownKey(let file, _, _, _), .unknownColor(let file, _, _, _, _): file
    case .unreadable, .syntax, .unknownName, .unknownAttribute, .wrongType, .badName, .unknownBase,
      .incompleteBackground, .notThere:
      nil
    }
  }
}

/// Theme files of a test.
private enum ThemeScratch {
  static func folder(_ files: [String: String], behind: [ThemeFolder] = []) throws -> ThemeFolder {
    ThemeFolder(path: try write(files), behind: behind)
  }

  /// Writes `files` into a new folder, or that at `path`; returns its path.
  @discardableResult
  static func write(_ files: [String: String], to path: String? = nil) throws -> String {
    let folder = path ?? FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    return folder
  }
}
