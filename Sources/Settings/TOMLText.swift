import Foundation
import TOMLKit

/// The text of a file in TOML, and its tables: what all files of this module are read by.
enum TOMLText {
  /// The text of the file at `path`; `nil` where there is none.
  ///
  /// - Throws: `unreadable`, with `path`, where it is there and cannot be read as a text.
  static func load<Failure: TOMLFailure>(
    _ path: String, failing failure: Failure.Type
  ) throws(Failure) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do { return try UnreadableText.text(of: path) } catch { throw .unreadable(file: path, why: error) }
  }

  /// The text of the file at `path`; `nil` where it cannot be read.
  static func read(_ path: String) -> String? { try? UnreadableText.text(of: path) }

  /// The document that `text` is.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: `syntax`, with the parser's line and reason, where the text is not TOML; with one of our own where it
  ///   holds a NUL, as a byte or escaped: the parser hands texts on only up to there.
  static func document<Failure: TOMLFailure>(
    _ text: String, file: String, failing failure: Failure.Type
  ) throws(Failure) -> TOMLTable {
    if let line = lineOfNUL(text) {
      throw .syntax(file: file, line: line, reason: "it holds a NUL, which no setting does; take it out")
    }
    do { return try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw .syntax(file: file, line: error.source.begin.line, reason: error.description)
    } catch {
      throw .syntax(file: file, line: 1, reason: "\(error)")
    }
  }

  /// `text` as a string of TOML.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The first line with a NUL, from 1; `nil` where there is none.
  private static func lineOfNUL(_ text: String) -> Int? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let isHeld = { (line: Substring) in
      line.unicodeScalars.contains("\0") || line.contains("\\u0000") || line.contains("\\U00000000")
    }
    return lines.firstIndex(where: isHeld).map { $0 + 1 }
  }
}

/// What is wrong with a file before anything is known of its keys.
protocol TOMLFailure: Error {
  /// The file is there and cannot be read.
  static func unreadable(file: String, why: UnreadableText) -> Self
  /// The text is not TOML; `reason` is the parser's.
  static func syntax(file: String, line: Int, reason: String) -> Self
}

extension LaboratorySettingsFailure: TOMLFailure {}
extension ReadingSettingsFailure: TOMLFailure {}
extension ReasonFailure: TOMLFailure {}
