import Microscopy

/// What the properties of a slide say of its physical size and its objective.
struct SlideProperties {
  private let properties: [String: String]

  init(_ properties: [String: String]) { self.properties = properties }

  func description(
    levels: [PyramidLevel], given: MicronsPerPixel?, associatedImages: [String]
  ) -> SlideDescription {
    SlideDescription(
      levels: levels, mpp: given ?? mpp, objective: objective, vendor: properties["openslide.vendor"] ?? "unknown",
      properties: properties, associatedImages: associatedImages)
  }

  /// `openslide.mpp-x` and `-y`; else from the TIFF resolution, which OpenSlide 3.4.1 does not turn into mpp for generic
  /// TIFF. A value outside the plausible range is none: `MPP = 0` and 72 dpi are tags that nobody meant.
  private var mpp: MicronsPerPixel? {
    stated("openslide.mpp-x", "openslide.mpp-y") ?? resolution
  }

  private func stated(_ x: String, _ y: String) -> MicronsPerPixel? {
    guard let across = number(x) ?? number(y), let down = number(y) ?? number(x) else { return nil }
    return MicronsPerPixel(x: across, y: down)
  }

  /// TIFF 6.0: pixels per ResolutionUnit, `inch` or `centimeter`; `none` says nothing of size.
  private var resolution: MicronsPerPixel? {
    let micronsPerUnit: Double
    switch properties["tiff.ResolutionUnit"] {
    case "centimeter": micronsPerUnit = 10_000
    case "inch": micronsPerUnit = 25_400
    default: return nil
    }
    guard let across = number("tiff.XResolution"), across > 0 else { return nil }
    let down = number("tiff.YResolution") ?? across
    guard down > 0 else { return nil }
    return MicronsPerPixel(x: micronsPerUnit / across, y: micronsPerUnit / down)
  }

  private var objective: Double? {
    number("openslide.objective-power").flatMap { $0 > 0 ? $0 : nil }
  }

  private func number(_ name: String) -> Double? {
    properties[name].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
  }
}
