import Casework
import Microscopy
import SlideReading

/// Opening slides as commands do it, with the words for what goes wrong.
enum SlideOpening {
  /// Opens a slide, with or without a physical size.
  static func open(_ path: String, mpp: MicronsPerPixel? = nil) throws -> OpenSlideSource {
    do {
      return try OpenSlideSource(path: path, mpp: mpp)
    } catch {
      throw error.words
    }
  }

  /// Opens a slide to register it: one without a physical size is refused, never guessed.
  static func record(_ path: String, mpp: MicronsPerPixel? = nil) throws -> CaseSlide {
    let slide = try open(path, mpp: mpp).description
    guard let size = slide.mpp else {
      throw CommandFailure(
        .badData,
        "\(path): the slide does not say how large its pixels are; give it with --mpp, in micrometres per pixel "
          + "(0.25 for a usual 40x scan, 0.5 for 20x), or in the manifest's column mpp")
    }
    return CaseSlide(
      path: path, size: slide.size, mpp: size, mppGiven: mpp != nil, objective: slide.objective, vendor: slide.vendor)
  }

  /// A physical size given by a person.
  static func micronsPerPixel(_ value: Double) throws -> MicronsPerPixel {
    guard let mpp = MicronsPerPixel(x: value, y: value) else {
      let range = MicronsPerPixel.plausible
      throw CommandFailure(
        .usage,
        "--mpp \(value) is no pixel size of a slide; it lies between \(range.lowerBound) and "
          + "\(range.upperBound) micrometres per pixel")
    }
    return mpp
  }
}
