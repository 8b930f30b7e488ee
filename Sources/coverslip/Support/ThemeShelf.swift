import Sentences
import Foundation
import TerminalKit
import Settings

/// The themes of this machine: the built-in one, the shipped ones, the user's own; and which of them is chosen.
struct ThemeShelf: Sendable {
  /// One per name; the user's own first where names agree.
  let themes: [Theme]
  private let configuration: String

  /// Reads the theme files. A file that cannot be read is left out with a line on stderr; the others still serve.
  init(_ places: Places) {
    configuration = places.configuration
    var found: [String: Theme] = [:]
    for folder in places.themeFolders.reversed() {
      for theme in Self.themes(in: folder) { found[theme.name] = theme }
    }
    if found[Theme.dark.name] == nil { found[Theme.dark.name] = .dark }
    themes = found.values.sorted { $0.name < $1.name }
  }

  var names: [String] { themes.map(\.name) }

  /// The theme of that name, or the one chosen last, or the dark one.
  func theme(named name: String?) throws -> Theme {
    if let name {
      guard let theme = themes.first(where: { $0.name == name }) else {
        throw CommandFailure(.usage, "there is no theme \"\(name)\"; there are \(names.joined(separator: ", "))")
      }
      return theme
    }
    let chosen = try? String(contentsOfFile: configuration + "/theme", encoding: .utf8)
    let wanted = chosen?.trimmingCharacters(in: .whitespacesAndNewlines)
    return themes.first { $0.name == wanted } ?? .dark
  }

  /// Remembers the choice.
  @Sendable func save(_ name: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
      try Data((name + "\n").utf8).write(to: URL(fileURLWithPath: configuration + "/theme"), options: .atomic)
    } catch {
      throw CommandFailure(.cannotWrite, "\(configuration)/theme: cannot be written (\(error.localizedDescription))")
    }
  }

  private static func themes(in folder: String) -> [Theme] {
    let (themes, failures) = ThemeFolder(path: folder).load()
    failures.forEach { Standard.error($0.words.sentence) }
    return themes
  }
}
