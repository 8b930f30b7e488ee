import Foundation
import TerminalKit

/// The themes of this machine: the built-in one, the shipped ones, the user's own; and which of them is chosen.
public struct ThemeShelf: Sendable {
  /// One per name, in the order of the alphabet; the user's own first where names agree.
  public let themes: [Theme]
  /// What is wrong with the files: with one that is left out, or with entries that are left out of one.
  public let failures: [ThemeFailure]
  private let configuration: String

  /// Reads the theme files. A file that cannot be read, and an entry with a mistake, is left out; the rest serves.
  public init(_ places: Places) {
    configuration = places.configuration
    var found = [Theme.dark.name: Theme.dark]
    var failures: [ThemeFailure] = []
    for folder in places.themeFolders.reversed() {
      let read = ThemeFolder(path: folder).load()
      for theme in read.themes { found[theme.name] = theme }
      failures += read.failures
    }
    themes = found.values.sorted { $0.name < $1.name }
    self.failures = failures
  }

  /// The names of ``themes``.
  public var names: [String] { themes.map(\.name) }

  /// The theme of that name, or the one chosen last, or the dark one.
  ///
  /// - Throws: `unknown` where there is no theme of that name.
  public func theme(named name: String?) throws(ThemeChoiceFailure) -> Theme {
    if let name {
      guard let theme = themes.first(where: { $0.name == name }) else { throw .unknown(name: name, names: names) }
      return theme
    }
    let chosen = TOMLText.read(configuration + "/theme")
    let wanted = chosen?.trimmingCharacters(in: .whitespacesAndNewlines)
    return themes.first { $0.name == wanted } ?? .dark
  }

  /// Remembers the choice.
  ///
  /// - Throws: `notKept` where it cannot be written.
  @Sendable public func save(_ name: String) throws(ThemeChoiceFailure) {
    do {
      try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
      try Data((name + "\n").utf8).write(to: URL(fileURLWithPath: configuration + "/theme"), options: .atomic)
    } catch {
      throw .notKept(path: configuration + "/theme", reason: error.localizedDescription)
    }
  }
}

/// Why a theme is not chosen.
public enum ThemeChoiceFailure: Error, Hashable, Sendable {
  /// There is none called `name` among `names`.
  case unknown(name: String, names: [String])
  /// The choice cannot be written to the file at `path`; `reason` is the system's word.
  case notKept(path: String, reason: String)
}
