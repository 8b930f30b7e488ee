import Basics
import Foundation
import Microscopy

/// Where slides of different scanners hold what their label says, as OpenSlide names it.
///
/// Sources: `openslide.barcode` is set for ARGOS, DICOM, Leica, Philips and Zeiss since OpenSlide 4.0.1 (its changelog
/// and `openslide.h`); the properties behind it, which older versions have, are those of its `openslide-vendor-*.c`.
/// DICOM's *Container Identifier* (0040,0512) is the identifier of the glass in PS3.3, C.7.6.22. Aperio's *Barcode* and
/// *Title*, and Hamamatsu's *Reference*, tag 65427, are what opentile's issue 101 found in files of these scanners. Of
/// MIRAX, Sakura, Trestle and Ventana no property is known that is one.
enum LabelProperties {
  /// How a value stands there.
  private enum Encoding {
    case plain, base64
  }

  /// The properties that are looked at, in this order: what was read from a barcode goes before what was typed, and a
  /// title, which some laboratories use for something else, comes last.
  private static let properties: [(name: String, encoding: Encoding)] = [
    ("openslide.barcode", .plain), ("dicom.BarcodeValue", .plain), ("dicom.ContainerIdentifier", .plain),
    ("leica.barcode", .plain), ("philips.PIM_DP_UFS_BARCODE", .base64), ("argos.Barcode", .plain),
    ("aperio.Barcode", .plain), ("hamamatsu.Reference", .plain), ("aperio.Title", .plain),
  ]

  /// The first of them that says something.
  static func label(in properties: [String: String]) -> LabelText? {
    Self.properties.lazy.compactMap { property, encoding in
      properties[property].flatMap { decoded($0, encoding) }.flatMap { LabelText($0, property: property) }
    }.first
  }

  /// The most bytes of a property that are looked at.
  private static let limit = 8192

  private static func decoded(_ value: String, _ encoding: Encoding) -> String? {
    guard value.utf8.count <= limit else { return nil }
    switch encoding {
    case .plain: return value
    case .base64:
      return Data(base64Encoded: value.filter { !$0.isWhitespace }).flatMap { String(data: $0, encoding: .utf8) }
    }
  }
}
