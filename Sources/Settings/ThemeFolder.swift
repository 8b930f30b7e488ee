import Foundation
import TerminalKit

/// The themes of a folder of `.toml` files, each of which may inherit another.
public struct ThemeFolder: Sendable {
  private let path: String

  /// The folder at `path`; it need not exist.
  public init(path: String) { self.path = path }

  /// Names of its files without `.toml`, in the order of the alphabet; none where there is no folder.
  public var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The theme in `name.toml`.
  ///
  /// - Throws: ``ThemeFailure``: `unreadable` where the file cannot be read, and what ``ThemeFile/parse(_:file:base:)``
  ///   throws of it and of the themes that it inherits from.
  public func theme(named name: String) throws(ThemeFailure) -> Theme { try theme(named: name, descendants: []) }

  /// All its themes, and what is wrong with the files that hold none.
  public func load() -> (themes: [Theme], failures: [ThemeFailure]) {
    var themes: [Theme] = []
    var failures: [ThemeFailure] = []
    for name in names {
      do throws(ThemeFailure) { themes.append(try theme(named: name)) } catch { failures.append(error) }
    }
    return (themes, failures)
  }

  private func theme(named name: String, descendants: [String]) throws(ThemeFailure) -> Theme {
    let file = name + ".toml"
    guard let text = TOMLText.read(path + "/" + file) else { throw .unreadable(file: file) }
    let line = descendants + [name]
    return try ThemeFile.parse(text, file: file) { (base: String) throws(ThemeFailure) -> Theme? in
      // A theme that is its own ancestor is not a theme; `dark` is there without a file.
      if line.contains(base) { return base == "dark" ? .dark : nil }
      if names.contains(base) { return try theme(named: base, descendants: line) }
      return base == "dark" ? .dark : nil
    }
  }
}
