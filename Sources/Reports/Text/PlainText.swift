import Foundation

/// Text from outside, made harmless before any writer sees it.
enum PlainText {
  /// `text` without control characters. Line ends and tabs become spaces; what turns the reading direction, and what
  /// XML cannot hold, goes.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { replacement($0) != .keep }) else { return text }
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch replacement(scalar) {
      case .keep: cleaned.append(scalar)
      case .space: cleaned.append(" ")
      case .nothing: break
      }
    }
    return String(cleaned)
  }

  /// Clean, and with a percent sign that never leaves its number.
  static func typeset(_ text: String) -> String {
    clean(text).replacingOccurrences(of: " %", with: "\u{A0}%")
  }

  /// The same as it is drawn: a sign that neither Liberation Sans nor DejaVu Sans has stands as its code, `[U+65E5]`,
  /// on every machine; a box would say the same of all such signs, on paper and in what is copied.
  static func printed(_ text: String) -> String {
    let text = typeset(text)
    guard text.unicodeScalars.contains(where: isUndrawn) else { return text }
    return text.unicodeScalars.reduce(into: "") { printed, scalar in
      if isUndrawn(scalar) {
        let code = String(scalar.value, radix: 16, uppercase: true)
        printed += "[U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
      } else {
        printed.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether both fonts lack the script of a sign: those of South and East Asia, of Ethiopia, pictures and the like.
  private static func isUndrawn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0700...0x07BF, 0x0800...0x0E3E, 0x0E40...0x0E80, 0x0F00...0x109F, 0x1100...0x1400, 0x1700...0x1CFF,
      0x2E80...0x4DBF, 0x4E00...0xA4CF, 0xA800...0xEEFF, 0xFE30...0xFE6F, 0xFF00...0xFFEF, 0x1_0000...:
      true
    default: false
    }
  }

  private enum Replacement { case keep, space, nothing }

  private static func replacement(_ scalar: Unicode.Scalar) -> Replacement {
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: .space
    case ..<0x20, 0x7F...0x9F: .nothing
    // Marks, embeddings, overrides and isolates of the bidirectional algorithm.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .nothing
    // The byte order mark, interlinear annotations, and the scalars that are no characters.
    case 0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF: .nothing
    case let value where value & 0xFFFE == 0xFFFE: .nothing
    default: .keep
    }
  }

  /// Escaped for the text and the attributes of HTML and SVG.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in typeset(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Escaped for a string of CSS: every character that is not a letter, digit or space by its number.
  static func styleString(_ text: String) -> String {
    clean(text).unicodeScalars.reduce(into: "") { result, scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      result += isPlain || scalar == " " ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }
  }
}
