import Basics

/// The characters that part a message; those of a message that came in are its own.
package struct HL7Delimiters: Hashable, Sendable {
  let field: Unicode.Scalar
  let component: Unicode.Scalar
  let repetition: Unicode.Scalar
  let escape: Unicode.Scalar
  let subcomponent: Unicode.Scalar

  /// `|^~\&`: what the standard recommends.
  static let standard = HL7Delimiters(field: "|", component: "^", repetition: "~", escape: "\\", subcomponent: "&")

  private init(
    field: Unicode.Scalar, component: Unicode.Scalar, repetition: Unicode.Scalar, escape: Unicode.Scalar,
    subcomponent: Unicode.Scalar
  ) {
    self.field = field
    self.component = component
    self.repetition = repetition
    self.escape = escape
    self.subcomponent = subcomponent
  }

  /// Of the beginning of a message, `MSH|^~\&|`; `nil` where it does not have five different signs.
  init?(header: Substring.UnicodeScalarView) {
    let scalars = Array(header.prefix(9))
    guard scalars.count == 9, Set(scalars[3...7]).count == 5, scalars[8] == scalars[3],
      scalars[3...7].allSatisfy({ $0.isASCII && !$0.properties.isAlphabetic && $0.value > 0x20 })
    else { return nil }
    self.init(
      field: scalars[3], component: scalars[4], repetition: scalars[5], escape: scalars[6], subcomponent: scalars[7])
  }

  /// As the second field of MSH has them.
  var encoding: String { [component, repetition, escape, subcomponent].map { String($0) }.joined() }
}

/// Text as it stands between delimiters: HL7 v2.5.1, 2.7.
enum HL7Text {
  /// With `\F\`, `\S\`, `\R\`, `\E\`, `\T\` for the delimiters, `\.br\` for a line break, `\Xhh\` for other control
  /// characters.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      switch scalar {
      case "|": escaped += "\\F\\"
      case "^": escaped += "\\S\\"
      case "~": escaped += "\\R\\"
      case "\\": escaped += "\\E\\"
      case "&": escaped += "\\T\\"
      case "\n" where afterReturn: break
      case "\r", "\n": escaped += "\\.br\\"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          escaped += "\\X\(Hexadecimal.text([UInt8(scalar.value)]).uppercased())\\"
        } else {
          escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }

  /// The text that `escaped` stands for. Highlighting goes, an escape that is not known here stays as it is.
  static func plain(_ escaped: String, _ delimiters: HL7Delimiters) -> String {
    let parts = escaped.unicodeScalars.split(separator: delimiters.escape, omittingEmptySubsequences: false)
    guard parts.count > 2 else { return escaped }
    var plain = String.UnicodeScalarView()
    var index = 0
    while index < parts.count {
      plain.append(contentsOf: parts[index])
      // Two escape characters enclose one escape; the last one alone is a sign like any other.
      guard index + 2 < parts.count else {
        if index + 1 < parts.count { plain.append(delimiters.escape); plain.append(contentsOf: parts[index + 1]) }
        break
      }
      plain.append(contentsOf: meaning(of: String(parts[index + 1]), delimiters).unicodeScalars)
      index += 2
    }
    return String(plain)
  }

  private static func meaning(of escape: String, _ delimiters: HL7Delimiters) -> String {
    switch escape {
    case "F": return String(delimiters.field)
    case "S": return String(delimiters.component)
    case "R": return String(delimiters.repetition)
    case "E": return String(delimiters.escape)
    case "T": return String(delimiters.subcomponent)
    case ".br", ".sp": return "\n"
    case "H", "N": return ""
    default:
      let bytes = escape.hasPrefix("X") ? Hexadecimal.bytes(escape.dropFirst().lowercased()) : nil
      if let bytes, !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self) { return text }
      return String(delimiters.escape) + escape + String(delimiters.escape)
    }
  }
}

/// Times as messages have them.
enum HL7Time {
  /// `20261102110000+0000` for `2026-11-02T11:00:00Z`; empty where it is not such a time.
  static func text(_ timestamp: String?) -> String {
    guard let timestamp, timestamp.count == 20, timestamp.hasSuffix("Z") else { return "" }
    let digits = timestamp.filter(\.isNumber)
    return digits.count == 14 ? digits + "+0000" : ""
  }

  /// `20261102` for `2026-11-02`; empty where it is not such a day.
  static func day(_ day: String?) -> String {
    let digits = (day ?? "").filter(\.isNumber)
    return day?.count == 10 && digits.count == 8 ? digits : ""
  }
}
