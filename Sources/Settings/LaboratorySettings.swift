import Casework
import TOMLKit

/// What a laboratory sets for a casebook, in a file beside it, as TOML: one table per topic.
///
///     [signing]
///     withdrawal = 30                # seconds for which a signature can be withdrawn, 0 to 60; 0: not at all
///     [label]
///     pattern = "{case}-*"           # what the labels of a case's slides must say
public struct LaboratorySettings: Hashable, Sendable {
  /// How signatures are given.
  public var signing = Signing()
  /// What the labels of slides must say, where the manifest does not say it; `nil`: nothing is expected.
  public var labelPattern: LabelPattern?

  /// What holds where nothing else is said.
  public static let usual = LaboratorySettings()

  /// The table `signing`.
  public struct Signing: Hashable, Sendable {
    /// Seconds for which a signature can be withdrawn, 0 where it goes to the casebook at once; `nil` where nothing is
    /// said.
    public var withdrawal: Int?

    /// What ``withdrawal`` may be.
    public static let withdrawals = 0...60
  }

  /// The settings of the casebook at `path`, in the file `PATH.laboratory.toml`; the usual ones where there is
  /// none.
  ///
  /// - Throws: where the file cannot be read, is not TOML, or holds a key or value that is none; a file that is not
  ///   there is no failure.
  public static func load(beside path: String) throws(LaboratorySettingsFailure) -> LaboratorySettings {
    let file = file(beside: path)
    guard let text = try TOMLText.load(file, failing: LaboratorySettingsFailure.self) else { return .usual }
    return try parse(text, file: file)
  }

  /// Where the settings of the casebook at `path` are.
  static func file(beside path: String) -> String { path + ".laboratory.toml" }

  /// The settings in `text`.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: where the text is not TOML, or holds a key or value that is none.
  public static func parse(_ text: String, file: String) throws(LaboratorySettingsFailure) -> LaboratorySettings {
    let reader = LaboratoryReader(file: file, lines: KeyLines(text))
    let document = try reader.document(text)
    try reader.check(document.keys, in: nil, known: ["signing", "label"])
    return LaboratorySettings(signing: try reader.signing(document), labelPattern: try reader.labelPattern(document))
  }
}

/// Reads the parts of the document; every error knows the file and the line.
private struct LaboratoryReader {
  let file: String
  let lines: KeyLines

  func document(_ text: String) throws(LaboratorySettingsFailure) -> TOMLTable {
    try TOMLText.document(text, file: file, failing: LaboratorySettingsFailure.self)
  }

  func signing(_ document: TOMLTable) throws(LaboratorySettingsFailure) -> LaboratorySettings.Signing {
    let key = "signing"
    guard let table = try table(document, key) else { return .init() }
    try check(table.keys, in: key, known: ["withdrawal"])
    return .init(withdrawal: try number(table, "withdrawal", in: key, LaboratorySettings.Signing.withdrawals))
  }

  func labelPattern(_ document: TOMLTable) throws(LaboratorySettingsFailure) -> LabelPattern? {
    let key = "label"
    guard let table = try table(document, key) else { return nil }
    try check(table.keys, in: key, known: ["pattern"])
    guard let value = table["pattern"] else { return nil }
    let path = "label.pattern"
    guard let text = value.string else {
      throw .wrongType(file: file, key: path, line: lines[path], expected: .text)
    }
    do throws(LabelPatternProblem) { return try LabelPattern(text) } catch {
      throw .badPattern(file: file, line: lines[path], error)
    }
  }

  /// Refuses the first key, in the order of the alphabet, that is not known.
  func check(_ keys: [String], in table: String?, known: [String]) throws(LaboratorySettingsFailure) {
    guard let key = keys.sorted().first(where: { !known.contains($0) }) else { return }
    let path = table.map { "\($0).\(key)" } ?? key
    throw .unknownKey(
      file: file, key: path, line: lines[path], nearest: Spelling.nearest(to: key, in: known), known: known)
  }

  private func table(_ document: TOMLTable, _ key: String) throws(LaboratorySettingsFailure) -> TOMLTable? {
    guard let value = document[key] else { return nil }
    guard let table = value.table else { throw .wrongType(file: file, key: key, line: lines[key], expected: .table) }
    return table
  }

  private func number(
    _ table: TOMLTable, _ name: String, in key: String, _ range: ClosedRange<Int>
  ) throws(LaboratorySettingsFailure) -> Int? {
    guard let value = table[name] else { return nil }
    let path = "\(key).\(name)"
    guard let number = value.int else {
      throw .wrongType(file: file, key: path, line: lines[path], expected: .number(range))
    }
    guard range.contains(number) else {
      throw .outOfRange(file: file, key: path, line: lines[path], value: number, range)
    }
    return number
  }
}

/// What is wrong with ``LaboratorySettings``. Every case names the file and, where there is one, the line from 1.
public enum LaboratorySettingsFailure: Error, Hashable, Sendable {
  /// The file is there and cannot be read.
  case unreadable(file: String, why: UnreadableText = .forbidden)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that there is none of, the nearest that there is, and all that there are in its table.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?, known: [String])
  /// The value of `key` is of another type than it takes.
  case wrongType(file: String, key: String, line: Int?, expected: Expected)
  /// The number is not one that `key` takes.
  case outOfRange(file: String, key: String, line: Int?, value: Int, ClosedRange<Int>)

  /// A pattern that says nothing, or not what it means to.
  case badPattern(file: String, line: Int?, LabelPatternProblem)

  /// What a key takes.
  public enum Expected: Hashable, Sendable {
    case table
    case text
    /// A whole number.
    case number(ClosedRange<Int>)
  }
}
