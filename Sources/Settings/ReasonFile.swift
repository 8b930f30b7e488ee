import Basics
import Casework
import TOMLKit

/// A laboratory's own reasons for what is signed, as TOML.
///
///     [override.slow-fixation]       # the decision: override, defer or reject; then the code, which never changes
///     label = "slow fixation"        # as shown; stands in each signature beside the code
///     comment = true                 # whether a comment must explain it; default: false
///
///     [defer.tumour-board]
///     label = "tumour board"
///     retired = true                 # not offered any more; what was signed with it stays readable
public enum ReasonFile {
  /// The longest label, characters.
  public static let labelLimit = 60

  /// Where the reasons of the casebook at `path` are: `PATH.reasons.toml`.
  public static func file(beside path: String) -> String { path + ".reasons.toml" }

  /// The reasons in the file at `path`; the built-in ones alone where there is no such file.
  ///
  /// - Throws: where the file cannot be read, is not TOML, or holds a key, code or label that is none; a file that is
  ///   not there is no failure.
  public static func load(_ path: String) throws(ReasonFailure) -> ReasonList {
    guard let text = try TOMLText.load(path, failing: ReasonFailure.self) else { return .builtIn }
    return try parse(text, file: path)
  }

  /// The reasons in `text`, in the order of its lines, behind the built-in ones.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: where the text is not TOML, or holds a key, code or label that is none.
  public static func parse(_ text: String, file: String) throws(ReasonFailure) -> ReasonList {
    let reader = ReasonReader(file: file, lines: KeyLines(text))
    return ReasonList(own: try reader.entries(try reader.document(text)))
  }
}

/// Reads the parts of the document; every error knows the file and the line.
private struct ReasonReader {
  let file: String
  let lines: KeyLines

  func document(_ text: String) throws(ReasonFailure) -> TOMLTable {
    try TOMLText.document(text, file: file, failing: ReasonFailure.self)
  }

  func entries(_ document: TOMLTable) throws(ReasonFailure) -> [ReasonList.Entry] {
    let decisions = Decision.allCases.filter(\.needsReason)
    try check(document.keys, in: nil, known: decisions.map(\.rawValue))
    var entries: [(line: Int, entry: ReasonList.Entry)] = []
    for decision in decisions {
      guard let value = document[decision.rawValue] else { continue }
      let codes = try table(value, decision.rawValue)
      for code in codes.keys.sorted() {
        guard let value = codes[code] else { continue }
        entries.append((line(decision, code) ?? 0, try entry(decision, code, value)))
      }
    }
    return entries.sorted { $0.line < $1.line }.map(\.entry)
  }

  private func entry(
    _ decision: Decision, _ code: String, _ value: any TOMLValueConvertible
  ) throws(ReasonFailure) -> ReasonList.Entry {
    let key = "\(decision.rawValue).\(code)"
    let content = try table(value, key)
    try check(content.keys, in: key, known: ["label", "comment", "retired"])
    guard Self.isCode(code) else { throw .badCode(file: file, line: line(decision, code), code: code) }
    guard SignOffReason(code: code, of: decision) == nil else {
      throw .builtInCode(file: file, line: line(decision, code), code: code)
    }
    let label = content["label"]?.string ?? ""
    guard !label.isEmpty, CleanText.cleaned(label) == label, label.count <= ReasonFile.labelLimit else {
      throw .badLabel(file: file, line: line(decision, code), code: code)
    }
    return ReasonList.Entry(
      decision: decision,
      reason: LaboratoryReason(
        code: code, label: ComposedText.composed(label), needsComment: try flag(content, "comment", in: key)),
      isRetired: try flag(content, "retired", in: key))
  }

  private static func isCode(_ code: String) -> Bool {
    (2...40).contains(code.utf8.count)
      && code.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }

  private func line(_ decision: Decision, _ code: String) -> Int? { lines["\(decision.rawValue).\(code)"] }

  /// Refuses the first key, in the order of the alphabet, that is not known.
  private func check(_ keys: [String], in table: String?, known: [String]) throws(ReasonFailure) {
    guard let key = keys.sorted().first(where: { !known.contains($0) }) else { return }
    let path = table.map { "\($0).\(key)" } ?? key
    throw .unknownKey(file: file, key: path, line: lines[path], nearest: Spelling.nearest(to: key, in: known))
  }

  private func table(_ value: any TOMLValueConvertible, _ key: String) throws(ReasonFailure) -> TOMLTable {
    guard let table = value.table else { throw .wrongType(file: file, key: key, line: lines[key], expected: "a table") }
    return table
  }

  private func flag(_ table: TOMLTable, _ name: String, in key: String) throws(ReasonFailure) -> Bool {
    guard let value = table[name] else { return false }
    guard let flag = value.bool else {
      let path = "\(key).\(name)"
      throw .wrongType(file: file, key: path, line: lines[path], expected: "true or false")
    }
    return flag
  }
}
