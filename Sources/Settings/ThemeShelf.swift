import Basics
import Foundation
import TerminalKit

/// The themes of this machine: the built-in ones, the shipped ones, the user's own; and which of them is chosen.
public struct ThemeShelf: Sendable {
  /// One per name, in the order of the alphabet; the user's own first where names agree.
  public let themes: [Theme]
  /// What is wrong with the files: first with those that the chosen theme is made of, each in the order of its lines;
  /// and that the theme that was chosen last is not there.
  public let failures: [ThemeFailure]
  private let configuration: String
  private let remembered: String?

  /// Reads the theme files. A file that cannot be read, and an entry with a mistake, is left out; the rest serves.
  ///
  /// - Parameter wanted: the name of the chosen theme; default: the one that was chosen last.
  public init(_ places: Places, wanted: String? = nil) {
    configuration = places.configuration
    let kept = UserSettings(places).theme ?? TOMLText.read(configuration + "/theme")
    remembered = kept.map { CleanText.cleaned($0) }.flatMap { $0.isEmpty ? nil : $0 }
    let loaded = ThemeFolder.chain(places.themeFolders).map { $0.load() }
    var (found, made) = ([String: Theme](), [String: [String]]())
    for sheet in ThemeSheet.builtIn { found[sheet.name] = sheet.theme }
    for theme in loaded.reversed().flatMap(\.themes) {
      (found[theme.read.theme.name], made[theme.read.theme.name]) = (theme.read.theme, theme.files)
    }
    themes = found.values.sorted { $0.name < $1.name }
    let files = made[wanted ?? remembered ?? Theme.dark.name] ?? []
    let read = loaded.flatMap { $0.themes.map { (file: $0.files[0], mistakes: $0.read.mistakes) } }
    let ranked = read.enumerated().sorted { first, second in
      let ranks = [first, second].map { (files.firstIndex(of: $0.element.file) ?? files.count, $0.offset) }
      return ranks[0] < ranks[1]
    }
    let lost = wanted == nil ? remembered.flatMap { found[$0] == nil ? $0 : nil } : nil
    failures =
      (lost.map { [.notThere(name: $0)] } ?? []) + ranked.flatMap(\.element.mistakes) + loaded.flatMap(\.failures)
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
    return themes.first { $0.name == remembered } ?? .dark
  }

  /// Remembers the choice: in `config.toml` where that names a theme, else in a file of its own.
  ///
  /// - Throws: `notKept` where it cannot be written.
  @Sendable public func save(_ name: String) throws(ThemeChoiceFailure) {
    let settings = configuration + "/config.toml"
    let changed = TOMLText.read(settings).flatMap { Self.settings($0, naming: name) }
    let path = changed == nil ? configuration + "/theme" : settings
    do {
      try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
      try Data((changed ?? name + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .notKept(path: path, reason: error.localizedDescription)
    }
  }

  /// The settings `text` with another theme, all else as it was; `nil` where they name none.
  private static func settings(_ text: String, naming name: String) -> String? {
    guard UserSettings(text, file: "").theme != nil, let line = KeyLines(text)["theme"] else { return nil }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
    lines[line - 1] = "theme = " + TOMLText.quoted(name)
    return lines.joined(separator: "\n")
  }
}

/// Why a theme is not chosen.
public enum ThemeChoiceFailure: Error, Hashable, Sendable {
  /// There is none called `name` among `names`.
  case unknown(name: String, names: [String])
  /// The choice cannot be written to the file at `path`; `reason` is the system's word.
  case notKept(path: String, reason: String)
}
