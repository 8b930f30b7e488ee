import TOMLKit

/// How a laboratory wants cases to be read, in a file beside the casebook, as TOML.
///
///     record = false                 # whether what was on the screen, and how long, is kept with each signature
public struct ReadingSettings: Hashable, Sendable {
  /// Whether a record of each reading is kept.
  public var keepsRecord = true

  /// What holds where nothing else is said.
  public static let usual = ReadingSettings()

  /// The settings of the casebook at `path`, in the file `PATH.reading.toml`; the usual ones where there is none.
  ///
  /// - Throws: where the file cannot be read, is not TOML, or holds a key or value that is none; a file that is not
  ///   there is no failure.
  public static func load(beside path: String) throws(ReadingSettingsFailure) -> ReadingSettings {
    let file = file(beside: path)
    guard let text = try TOMLText.load(file, failing: ReadingSettingsFailure.self) else { return .usual }
    return try parse(text, file: file)
  }

  /// Where the settings of the casebook at `path` are.
  static func file(beside path: String) -> String { path + ".reading.toml" }

  /// The settings in `text`.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: where the text is not TOML, or holds a key or value that is none.
  public static func parse(_ text: String, file: String) throws(ReadingSettingsFailure) -> ReadingSettings {
    let lines = KeyLines(text)
    let document = try TOMLText.document(text, file: file, failing: ReadingSettingsFailure.self)
    let known = ["record"]
    if let key = document.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unknownKey(file: file, key: key, line: lines[key], nearest: Spelling.nearest(to: key, in: known))
    }
    guard let value = document["record"] else { return .usual }
    guard let keeps = value.bool else { throw .wrongType(file: file, key: "record", line: lines["record"]) }
    return ReadingSettings(keepsRecord: keeps)
  }
}

/// What is wrong with ``ReadingSettings``. Every case names the file and, where there is one, the line from 1.
public enum ReadingSettingsFailure: Error, Hashable, Sendable {
  /// The file is there and cannot be read.
  case unreadable(file: String, why: UnreadableText = .forbidden)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that there is none of, and the nearest that there is.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?)
  /// The value of `key` is neither true nor false.
  case wrongType(file: String, key: String, line: Int?)
}
