import Casework
import TOMLKit

/// What a laboratory sets for a casebook, in a file beside it, as TOML: one table per topic.
///
///     [signing]
///     withdrawal = 30                # seconds for which a signature can be withdrawn, 0 to 60; 0: not at all
///     [label]
///     pattern = "{case}-*"           # what the labels of a case's slides must say
///     [outbox]
///     folder = "/srv/results"        # where files of a case go that was signed
///     formats = ["pdf", "fhir", "hl7"]
///     identities = false             # whether they say who the patient is
///     [results]
///     final = true                   # whether HL7 messages call a signed result final
public struct LaboratorySettings: Hashable, Sendable {
  /// How signatures are given.
  public var signing = Signing()
  /// What the labels of slides must say, where the manifest does not say it; `nil`: nothing is expected.
  public var labelPattern: LabelPattern?
  /// What leaves by itself, and where to.
  public var outbox = Outbox()
  /// What results are called.
  public var results = Results()

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

  /// The table `outbox`.
  public struct Outbox: Hashable, Sendable {
    /// The folder; a relative one begins in the casebook's. `nil` where none is named.
    public var folder: String?
    /// What is made of a case.
    public var formats: [ExportFormat] = [.pdf, .fhir, .hl7]
    /// Whether the laboratory asks that files say who the patient is.
    public var identities = false
  }

  /// The table `results`.
  public struct Results: Hashable, Sendable {
    /// Whether the laboratory has enabled that HL7 messages call a signed result final, OBX-11 F.
    public var final = false
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
    try reader.check(document.keys, in: nil, known: ["signing", "label", "outbox", "results"])
    return LaboratorySettings(
      signing: try reader.signing(document), labelPattern: try reader.labelPattern(document),
      outbox: try reader.outbox(document), results: try reader.results(document))
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

  func outbox(_ document: TOMLTable) throws(LaboratorySettingsFailure) -> LaboratorySettings.Outbox {
    let (key, usual) = ("outbox", LaboratorySettings.Outbox())
    guard let table = try table(document, key) else { return usual }
    try check(table.keys, in: key, known: ["folder", "formats", "identities"])
    return .init(
      folder: try folder(table, in: key), formats: try formats(table, in: key) ?? usual.formats,
      identities: try flag(table, "identities", in: key) ?? usual.identities)
  }

  func results(_ document: TOMLTable) throws(LaboratorySettingsFailure) -> LaboratorySettings.Results {
    let key = "results"
    guard let table = try table(document, key) else { return .init() }
    try check(table.keys, in: key, known: ["final"])
    return .init(final: try flag(table, "final", in: key) ?? false)
  }

  private func folder(_ table: TOMLTable, in key: String) throws(LaboratorySettingsFailure) -> String? {
    guard let value = table["folder"] else { return nil }
    let path = "\(key).folder"
    guard let text = value.string, !text.isEmpty else {
      throw .wrongType(file: file, key: path, line: lines[path], expected: .text)
    }
    return text
  }

  private func formats(_ table: TOMLTable, in key: String) throws(LaboratorySettingsFailure) -> [ExportFormat]? {
    guard let value = table["formats"] else { return nil }
    let path = "\(key).formats"
    guard let array = value.array, !array.isEmpty else {
      throw .wrongType(file: file, key: path, line: lines[path], expected: .texts)
    }
    var formats: [ExportFormat] = []
    for element in array {
      guard let code = element.string else {
        throw .wrongType(file: file, key: path, line: lines[path], expected: .texts)
      }
      guard let format = ExportFormat(rawValue: code) else {
        let known = ExportFormat.allCases.map(\.rawValue)
        throw .unknownFormat(
          file: file, line: lines[path], code: code, nearest: Spelling.nearest(to: code, in: known), known: known)
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  private func flag(
    _ table: TOMLTable, _ name: String, in key: String
  ) throws(LaboratorySettingsFailure) -> Bool? {
    guard let value = table[name] else { return nil }
    let path = "\(key).\(name)"
    guard let flag = value.bool else {
      throw .wrongType(file: file, key: path, line: lines[path], expected: .flag)
    }
    return flag
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
  /// A format that there is none of, the nearest that there is, and all that there are.
  case unknownFormat(file: String, line: Int?, code: String, nearest: String?, known: [String])

  /// What a key takes.
  public enum Expected: Hashable, Sendable {
    case table
    case text
    /// A list of one text or more.
    case texts
    /// `true` or `false`.
    case flag
    /// A whole number.
    case number(ClosedRange<Int>)
  }
}
