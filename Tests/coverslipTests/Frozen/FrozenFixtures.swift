import Basics
import Foundation
import Testing

/// The outputs that were kept, and the rule by which two outputs are held against each other.
enum FrozenFixtures {
  /// In the sources, not in a copy of them: the outputs are written there when they are frozen.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/frozen").path
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The kernel of OpenBLAS under which they were frozen.
  static let kernel = "Zen"

  /// A program to freeze the outputs of instead of comparing those of the present one: `COVERSLIP_FREEZE=PATH`.
  static let freezing = ProcessInfo.processInfo.environment["COVERSLIP_FREEZE"]

  /// What differs from run to run or from machine to machine, by the name under which it stands: only that a string is
  /// there is compared.
  private static let varying: Set<String> = [
    "id",  // a finding's UUID
    "computedAt",  // a time
    "path", "resultFile", "table", "cohort", "features", "file", "training",  // where files lie
    "software", "libraries",  // versions
    "digest", "resultDigest",  // of the bundle, whose card may say more one day, and of result files, which name it
  ]

  static func masked(_ output: JSONValue) -> JSONValue {
    output.mappingStrings { key, text in varying.contains(key) ? "<\(key)>" : text }
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  static func output(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json"))))
  }

  /// Rows of a table of tab-separated columns; lines that begin with # say what it is.
  static func rows(_ name: String, columns: Int) throws -> [[String]] {
    let lines = try text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return try lines.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == columns, "\(name): \(line)")
      return cells
    }
  }

  /// What the fixtures' strings are called now: name, old string, new string.
  static func changedStrings(_ table: String = "changed-strings.tsv") throws -> [ChangedString: String] {
    let rows = try rows(table, columns: 3)
    return Dictionary(rows.map { (ChangedString(key: $0[0], old: $0[1]), $0[2]) }) { first, _ in first }
  }

  struct ChangedString: Hashable {
    let key, old: String
  }
}
