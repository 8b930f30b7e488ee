import Basics
import Microscopy

/// The attributes of a `Pixels` element of OME-XML (schema 2016-06), as OME-TIFF carries it in its description.
///
/// Read by its tags alone: no entity but those of characters is resolved, nothing outside of the text is fetched.
struct OMEPixels {
  private let attributes: [String: String]

  /// The `Pixels` whose size is the slide's, else the first; `nil` where the text is no OME-XML.
  static func image(of text: String, size: PixelSize) -> OMEPixels? {
    guard text.prefix(searched).contains("OME") else { return nil }
    let images = elements(text)
    return images.first { $0.size == size } ?? images.first
  }

  /// How far into a description its root element is looked for, characters.
  private static let searched = 2048
  /// The most elements that are looked at.
  private static let mostImages = 64

  private static func elements(_ text: String) -> [OMEPixels] {
    var found: [OMEPixels] = []
    var rest = Substring(text)
    while found.count < mostImages, let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
      guard name == "Pixels" || name.hasSuffix(":Pixels") else { continue }
      rest = rest[name.endIndex...]
      found.append(OMEPixels(attributes: attributes(of: &rest)))
    }
    return found
  }

  /// `name="value"` or `name='value'` up to the end of the element.
  private static func attributes(of rest: inout Substring) -> [String: String] {
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first, first != ">", first != "/", let equals = rest.firstIndex(of: "=") else { break }
      let name = rest[..<equals].filter { !$0.isWhitespace }
      rest = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
      guard let quote = rest.first, quote == "\"" || quote == "'" else { break }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { break }
      attributes[name] = unescaped(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    return attributes
  }

  /// With `&#181;` and `&#xB5;` as the character that they stand for.
  private static func unescaped(_ text: Substring) -> String {
    var (result, rest) = ("", text)
    while let start = rest.firstRange(of: "&#"), let end = rest[start.upperBound...].firstIndex(of: ";") {
      let digits = rest[start.upperBound..<end]
      let isHex = digits.first == "x" || digits.first == "X"
      let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      result += rest[..<start.lowerBound]
      result += code.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private var size: PixelSize? {
    guard let width = attributes["SizeX"].flatMap({ Int($0) }), let height = attributes["SizeY"].flatMap({ Int($0) })
    else { return nil }
    return PixelSize(width: width, height: height)
  }

  /// `PhysicalSizeX` or `PhysicalSizeY` in um; `nil` where there is none, or in a unit without a length.
  func microns(along axis: String) -> Double? {
    guard let value = attributes["PhysicalSize\(axis)"].flatMap({ Double($0) }), value.isFinite, value > 0 else {
      return nil
    }
    guard let unit = attributes["PhysicalSize\(axis)Unit"] else { return value }
    return Self.microns(in: unit).map { value * $0 }
  }

  /// Micrometres in a unit of the schema's `UnitsLength`, whose default is um; `nil` for `pixel`, `reference frame` and
  /// what is not a unit.
  private static func microns(in unit: String) -> Double? {
    // A micro sign of Latin-1 arrives as the mark of what is not UTF-8.
    let unit = unit.filter { !$0.isWhitespace }.replacing("\u{FFFD}", with: "\u{B5}").replacing(
      "\u{3BC}", with: "\u{B5}")
    return units[unit] ?? words[unit.lowercased()]
  }

  /// The Ångström sign U+212B equals U+00C5 as a string: a key of its own would be the same key twice.
  private static let units: [String: Double] = [
    "Ym": 1e30, "Zm": 1e27, "Em": 1e24, "Pm": 1e21, "Tm": 1e18, "Gm": 1e15, "Mm": 1e12, "km": 1e9, "hm": 1e8,
    "dam": 1e7, "m": 1e6, "dm": 1e5, "cm": 1e4, "mm": 1e3, "\u{B5}m": 1, "um": 1, "nm": 1e-3, "pm": 1e-6, "fm": 1e-9,
    "am": 1e-12, "zm": 1e-15, "ym": 1e-18, "\u{C5}": 1e-4, "thou": 25.4, "li": 25_400 / 12,
    "in": 25_400, "ft": 304_800, "yd": 914_400, "mi": 1_609_344_000, "pt": 25_400 / 72, "ua": 149_597_870_700e6,
    "ly": 9_460_730_472_580_800e6, "pc": 3.0856775814913673e22,
  ]

  /// What writers put where the schema wants a symbol.
  private static let words: [String: Double] = [
    "micron": 1, "microns": 1, "micrometer": 1, "micrometre": 1, "micrometers": 1, "micrometres": 1, "nanometer": 1e-3,
    "nanometre": 1e-3, "millimeter": 1e3, "millimetre": 1e3, "centimeter": 1e4, "centimetre": 1e4, "meter": 1e6,
    "metre": 1e6, "inch": 25_400, "angstrom": 1e-4,
  ]
}
