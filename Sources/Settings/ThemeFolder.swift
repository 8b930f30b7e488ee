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

  /// The theme in `name.toml`, and the mistakes for which entries of it are left out.
  ///
  /// - Throws: ``ThemeFailure``: `unreadable` where the file cannot be read, `syntax` where it is not TOML.
  public func theme(named name: String) throws(ThemeFailure) -> (theme: Theme, mistakes: [ThemeFailure]) {
    let (theme, mistakes, _) = try theme(named: name, descendants: [])
    return (theme, mistakes)
  }

  /// All its themes, and what is wrong with the files: with one that holds no theme, or with entries that are left out.
  public func load() -> (themes: [Theme], failures: [ThemeFailure]) {
    var themes: [Theme] = []
    var failures: [ThemeFailure] = []
    for name in names {
      do throws(ThemeFailure) {
        let (theme, mistakes) = try theme(named: name)
        themes.append(theme)
        failures += mistakes
      } catch { failures.append(error) }
    }
    return (themes, failures)
  }

  private func theme(
    named name: String, descendants: [String]
  ) throws(ThemeFailure) -> (theme: Theme, mistakes: [ThemeFailure], isCircular: Bool) {
    let file = name + ".toml"
    guard let text = TOMLText.read(path + "/" + file) else { throw .unreadable(file: file) }
    let line = descendants + [name]
    var isCircular = false
    let (theme, mistakes) = try ThemeFile.parse(text, file: file) { base in
      // `dark` is there without a file. No theme of a circle is inherited by another, so that each of them says so.
      guard !line.contains(base), names.contains(base) else {
        isCircular = base != "dark" && line.contains(base)
        return base == "dark" ? .dark : nil
      }
      guard let found = try? self.theme(named: base, descendants: line) else { return nil }
      isCircular = found.isCircular
      return isCircular ? nil : found.theme
    }
    return (theme, mistakes, isCircular)
  }
}
