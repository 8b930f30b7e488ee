import Casework
import Foundation
import TOMLKit

/// The columns and the lists that somebody wants in their queue: the tables `queue` and `views` of `config.toml` in
/// their folder of settings.
///
///     [queue]
///     columns = ["case", "age", "waiting", "status", "call", "risk"]
///     [views]
///     "To look at again" = { stage = "to-do", filter = "disagrees:any -flag:pen", sort = "disagreement" }
public struct ListFile: Sendable {
  private let path: String

  /// The file in the folder of settings of these places.
  public init(_ places: Places) { path = places.configuration + "/config.toml" }

  /// What is set; nothing where there is no file.
  ///
  /// - Throws: where the file cannot be read, is not TOML, or names a column, an order or a filter that is none.
  @Sendable public func load() throws(ListFileFailure) -> ListSettings {
    guard let text = try TOMLText.load(path, failing: ListFileFailure.self) else { return ListSettings() }
    return try Self.parse(text, file: path)
  }

  /// What `text` sets. Tables and keys of others are left to them.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: as ``load()``.
  public static func parse(_ text: String, file: String) throws(ListFileFailure) -> ListSettings {
    let document = try TOMLText.document(text, file: file, failing: ListFileFailure.self)
    let reader = ListReader(file: file, lines: KeyLines(text))
    var settings = ListSettings(columns: try reader.columns(document["queue"]?.table))
    let views = document["views"]?.table
    for name in views?.keys ?? [] { settings.save(try reader.list(name, views?[name]?.table)) }
    return settings
  }

  /// Keeps `settings`; what else stands in the file stays.
  ///
  /// - Throws: `notKept` where the file cannot be written, and where it cannot be read, as ``load()``.
  @Sendable public func save(_ settings: ListSettings) throws(ListFileFailure) {
    _ = try load()
    let text = Self.others(in: TOMLText.read(path) ?? "") + Self.text(settings)
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .notKept(file: path, reason: error.localizedDescription)
    }
  }

  /// `settings` as TOML.
  static func text(_ settings: ListSettings) -> String {
    var lines: [String] = []
    if let columns = settings.columns {
      lines += ["[queue]", "columns = [\(columns.map { TOMLText.quoted($0.rawValue) }.joined(separator: ", "))]"]
    }
    if !settings.saved.isEmpty { lines.append("[views]") }
    lines += settings.saved.map { list in
      let parts = [
        "stage = \(TOMLText.quoted(list.stage.rawValue))", "filter = \(TOMLText.quoted(list.filter.description))",
        "sort = \(TOMLText.quoted(list.order.rawValue))", "reverse = \(list.isReversed)",
      ]
      return "\(TOMLText.quoted(list.name)) = { \(parts.joined(separator: ", ")) }"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The lines of other tables than those that are written here, and an empty one behind them.
  private static func others(in text: String) -> String {
    var isOwn = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if let table = table(line) { isOwn = table == "queue" || table == "views" || table.hasPrefix("views.") }
      return !isOwn
    }
    let kept = lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
    return kept.isEmpty ? "" : kept + "\n\n"
  }

  /// The table that begins with that line.
  private static func table(_ line: Substring) -> String? {
    let content = line.trimmingCharacters(in: .whitespaces)
    guard content.hasPrefix("["), let end = content.firstIndex(of: "]") else { return nil }
    let name = content[content.index(after: content.startIndex)..<end]
    return name.allSatisfy { $0.isLetter || $0.isNumber || "-_. \"".contains($0) } ? String(name) : nil
  }
}

/// Reads the tables; every error knows the file and the line.
private struct ListReader {
  let file: String
  let lines: KeyLines

  func columns(_ table: TOMLTable?) throws(ListFileFailure) -> [CaseColumn]? {
    guard let value = table?["columns"] else { return nil }
    guard let codes = value.array else { throw bad("queue.columns") }
    var columns: [CaseColumn] = []
    for code in codes {
      guard let column = code.string.flatMap(CaseColumn.init(rawValue:)) else { throw bad("queue.columns") }
      if !columns.contains(column) { columns.append(column) }
    }
    return columns
  }

  func list(_ name: String, _ table: TOMLTable?) throws(ListFileFailure) -> SavedList {
    let key = "views.\(name.filter { $0 != " " })"
    guard let table else { throw bad(key) }
    var list = SavedList(name: name)
    if let code = table["stage"] { list.stage = try coded(code, key) }
    if let code = table["sort"] { list.order = try coded(code, key) }
    if let reverse = table["reverse"] {
      guard let isReversed = reverse.bool else { throw bad(key) }
      list.isReversed = isReversed
    }
    guard let filter = table["filter"] else { return list }
    guard let text = filter.string else { throw bad(key) }
    do throws(CaseFilterMistake) { list.filter = try CaseFilter(text) } catch {
      throw .badFilter(file: file, line: lines[key], error)
    }
    return list
  }

  private func coded<Code: RawRepresentable>(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ListFileFailure) -> Code where Code.RawValue == String {
    guard let code = value.string.flatMap(Code.init(rawValue:)) else { throw bad(key) }
    return code
  }

  private func bad(_ key: String) -> ListFileFailure { .badValue(file: file, key: key, line: lines[key]) }
}

/// What is wrong with ``ListFile``. Every case names the file and, where there is one, the line from 1.
public enum ListFileFailure: Error, Hashable, Sendable {
  /// The file is there and cannot be read.
  case unreadable(file: String, why: UnreadableText = .forbidden)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// The value of `key` is not one that it takes.
  case badValue(file: String, key: String, line: Int?)
  /// The filter of a list has a mistake.
  case badFilter(file: String, line: Int?, CaseFilterMistake)
  /// The file cannot be written; `reason` is the system's word.
  case notKept(file: String, reason: String)
}

extension ListFileFailure: TOMLFailure {}
