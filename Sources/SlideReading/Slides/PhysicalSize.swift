import Basics
import Microscopy

/// The physical size of a level-0 px as a slide's properties tell it.
enum PhysicalSize {
  /// `openslide.mpp-x` and `-y`; else what the TIFF resolution says, which OpenSlide 3.4.1 leaves to the caller for
  /// generic TIFF. A value that no slide has (0, a print resolution of 72 dpi) counts as none.
  ///
  /// Where neither says anything, the OME-XML in the description of an OME-TIFF does.
  ///
  /// - Parameter size: of level 0, px; it tells the slide from the label among the images of an OME-XML.
  static func mpp(of properties: [String: String], size: PixelSize) -> MicronsPerPixel? {
    let stated = { (axis: String) in number(properties["openslide.mpp-\(axis)"]) }
    return pair(stated("x"), stated("y")) ?? resolution(properties) ?? ome(properties, size: size)
  }

  private static func ome(_ properties: [String: String], size: PixelSize) -> MicronsPerPixel? {
    guard let text = properties["tiff.ImageDescription"], let image = OMEPixels.image(of: text, size: size) else {
      return nil
    }
    return pair(image.microns(along: "X"), image.microns(along: "Y"))
  }

  /// TIFF 6.0: `XResolution` px per `ResolutionUnit`; a centimetre has 10 000 um, an inch 25 400.
  private static func resolution(_ properties: [String: String]) -> MicronsPerPixel? {
    let microns: Double
    switch properties["tiff.ResolutionUnit"] {
    case "centimeter": microns = 10_000
    case "inch": microns = 25_400
    default: return nil
    }
    let size = { (axis: String) in number(properties["tiff.\(axis)Resolution"]).map { microns / $0 } }
    return pair(size("X"), size("Y"))
  }

  /// One axis serves for both where the other is absent.
  private static func pair(_ x: Double?, _ y: Double?) -> MicronsPerPixel? {
    guard let horizontal = x ?? y, let vertical = y ?? x else { return nil }
    return MicronsPerPixel(x: horizontal, y: vertical)
  }

  private static func number(_ text: String?) -> Double? {
    guard let value = text.flatMap(Double.init), value.isFinite, value > 0 else { return nil }
    return value
  }
}
