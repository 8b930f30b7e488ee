import Foundation
import TerminalKit

/// The themes of a folder of `.toml` files, each of which may inherit another, also one of the folders behind it.
public struct ThemeFolder: Sendable {
  private let path: String
  private let behind: [ThemeFolder]

  /// The folder at `path`, which need not exist; `behind` it are those where a theme is looked for that it lacks.
  public init(path: String, behind: [ThemeFolder] = []) {
    self.path = path
    self.behind = behind
  }

  /// The folders at `paths`, each with the later ones behind it.
  static func chain(_ paths: [String]) -> [ThemeFolder] {
    paths.indices.map { index in
      ThemeFolder(path: paths[index], behind: paths[(index + 1)...].map { ThemeFolder(path: $0) })
    }
  }

  /// Names of its files without `.toml`, in the order of the alphabet; none where there is no folder.
  public var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// A theme of a file.
  public struct Found: Hashable, Sendable {
    /// The theme, and what is wrong with its own file, in the order of the lines.
    public let read: ThemeFile.Read
    /// The files that it is made of, without folders: its own, then what that inherits.
    public let files: [String]
  }

  /// The theme in `name.toml`.
  ///
  /// - Throws: ``ThemeFailure/unreadable(file:)`` where the file cannot be read.
  public func theme(named name: String) throws(ThemeFailure) -> Found { try find(name, for: []).found }

  /// All its themes, and the files that cannot be read.
  public func load() -> (themes: [Found], failures: [ThemeFailure]) {
    var themes: [Found] = []
    var failures: [ThemeFailure] = []
    for name in names {
      do throws(ThemeFailure) { themes.append(try theme(named: name)) } catch { failures.append(error) }
    }
    return (themes, failures)
  }

  /// - Parameter heirs: the paths of the files that inherit it.
  private func find(_ name: String, for heirs: [String]) throws(ThemeFailure) -> (found: Found, isCircular: Bool) {
    let file = name + ".toml"
    guard let text = TOMLText.read(place(of: name)) else { throw .unreadable(file: file) }
    let line = heirs + [place(of: name)]
    let all = [self] + behind
    let known = Set(all.flatMap(\.names) + ThemeSheet.builtIn.map(\.name)).sorted()
    var (isCircular, inherited) = (false, [String]())
    let read = ThemeFile.parse(text, file: file, names: known) { base in
      let holders = all.filter { $0.names.contains(base) }
      // No theme of a circle is inherited by another, so that each of them says so.
      if let holder = holders.first(where: { !line.contains($0.place(of: base)) }) {
        let next = ThemeFolder(path: holder.path, behind: all.filter { $0.path != holder.path })
        guard let (found, closes) = try? next.find(base, for: line) else { return nil }
        (isCircular, inherited) = (closes, found.files)
        return closes ? nil : found.read.sheet
      }
      if let sheet = ThemeSheet.builtIn.first(where: { $0.name == base }) { return sheet }
      isCircular = !holders.isEmpty
      return nil
    }
    return (Found(read: read, files: [file] + inherited), isCircular)
  }

  private func place(of name: String) -> String { path + "/" + name + ".toml" }
}
