import Settings

/// What is said alike of every file of settings.
struct SettingsText {
  /// What the file holds, in a word.
  let kind: String

  /// Of settings.
  static let settings = SettingsText(kind: "settings")
  /// Of reasons.
  static let reasons = SettingsText(kind: "reasons")

  /// `settings laboratory.toml, line 3`; without the line where there is none.
  func place(_ file: String, _ line: Int?) -> String {
    "\(kind) \(file.printable)" + (line.map { ", line \($0)" } ?? "")
  }

  /// That the file is there and is not read.
  func unreadable(_ file: String, _ why: UnreadableText) -> String { "\(place(file, nil)): \(why.words)" }

  /// That its text is not TOML.
  func syntax(_ file: String, _ line: Int, _ reason: String) -> String { "\(place(file, line)): \(reason)" }

  /// That it has a key that there is none of, with the nearest that there is, else with `otherwise`.
  func unknownKey(_ file: String, _ line: Int?, _ key: String, _ nearest: String?, otherwise: String) -> String {
    "\(place(file, line)): there is no \"\(key.printable)\"; " + (nearest.map { "did you mean \($0)?" } ?? otherwise)
  }
}
