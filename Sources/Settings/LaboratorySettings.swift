import Casework
import Foundation
import TOMLKit

/// What a laboratory says of all cases of a casebook, in a file beside it, as TOML.
///
///     [label]
///     pattern = "{case}-*"           # what the labels of a case's slides must say
public struct LaboratorySettings: Hashable, Sendable {
  /// What the labels of slides must say, where the manifest does not say it; `nil`: nothing is expected.
  public var labelPattern: LabelPattern?

  /// What holds where nothing else is said.
  public static let usual = LaboratorySettings()

  /// The name of the file beside the casebook at `path`.
  public static func file(beside path: String) -> String { path + ".laboratory.toml" }

  /// The settings of the casebook at `path`, in the file `PATH.laboratory.toml`; the usual ones where there is none.
  ///
  /// - Throws: where the file cannot be read, is not TOML, or holds a key or value that is none; a file that is not
  ///   there is no failure.
  public static func load(beside path: String) throws(LaboratorySettingsFailure) -> LaboratorySettings {
    let file = file(beside: path)
    guard FileManager.default.fileExists(atPath: file) else { return .usual }
    guard let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8) else {
      throw .unreadable(file: file)
    }
    return try parse(text, file: file)
  }

  /// The settings in `text`.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: where the text is not TOML, or holds a key or value that is none.
  public static func parse(_ text: String, file: String) throws(LaboratorySettingsFailure) -> LaboratorySettings {
    let lines = KeyLines(text)
    let document = try document(text, file: file)
    try requireKnown(document.keys, ["label"], in: "", lines, file)
    guard let value = document["label"] else { return .usual }
    guard let label = value.table else {
      throw .wrongType(file: file, key: "label", line: lines["label"], expected: "a table")
    }
    try requireKnown(label.keys, ["pattern"], in: "label.", lines, file)
    return LaboratorySettings(labelPattern: try pattern(label, lines, file))
  }

  private static func pattern(
    _ label: TOMLTable, _ lines: KeyLines, _ file: String
  ) throws(LaboratorySettingsFailure) -> LabelPattern? {
    guard let value = label["pattern"] else { return nil }
    let line = lines["label.pattern"]
    guard let text = value.string else {
      throw .wrongType(file: file, key: "label.pattern", line: line, expected: "a text in quotation marks")
    }
    do throws(LabelPatternProblem) { return try LabelPattern(text) } catch {
      throw .badPattern(file: file, line: line, error)
    }
  }

  private static func requireKnown(
    _ keys: [String], _ known: [String], in table: String, _ lines: KeyLines, _ file: String
  ) throws(LaboratorySettingsFailure) {
    guard let key = keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw .unknownKey(
      file: file, key: table + key, line: lines[table + key],
      nearest: Spelling.nearest(to: key, in: known).map { table + $0 })
  }

  private static func document(_ text: String, file: String) throws(LaboratorySettingsFailure) -> TOMLTable {
    do { return try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw .syntax(file: file, line: error.source.begin.line, reason: error.description)
    } catch {
      throw .syntax(file: file, line: 1, reason: "\(error)")
    }
  }
}

/// What is wrong with ``LaboratorySettings``. Every case names the file and, where there is one, the line from 1.
public enum LaboratorySettingsFailure: Error, Hashable, Sendable {
  /// The file is there and cannot be read.
  case unreadable(file: String)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that there is none of, and the nearest that there is.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?)
  /// The value of `key` is not what `expected` says.
  case wrongType(file: String, key: String, line: Int?, expected: String)
  /// A pattern that says nothing, or not what it means to.
  case badPattern(file: String, line: Int?, LabelPatternProblem)
}
