import Sentences
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

  /// Opens a slide of a case: the file that was registered, or none.
  static func open(_ record: CaseSlide) throws -> OpenSlideSource {
    let slide = try open(record.path, mpp: record.mpp)
    let size = slide.description.size
    guard size == record.size else { throw notRegistered(record, "it has \(size.width) x \(size.height) px") }
    try requireRegistered(record)
    return slide
  }

  /// Throws where the file at the path has another content than it had when it was registered.
  static func requireRegistered(_ record: CaseSlide) throws {
    guard let digest = record.quickDigest, try SlideDigest.quick(record.path) != digest else { return }
    throw notRegistered(record, "its content is another")
  }

  private static func notRegistered(_ record: CaseSlide, _ why: String) -> CommandFailure {
    CommandFailure(
      .badData,
      "\(record.path): the file is not the one that was registered (\(why)); put the registered slide back or add it "
        + "as a new case")
  }

  /// Ratio of the two sides of a pixel above which a slide is refused: no camera of a scanner has such, so that a tag
  /// is wrong.
  private static let squareLimit = 1.1

  private static func requireSquare(_ path: String, _ mpp: MicronsPerPixel) throws {
    guard max(mpp.x / mpp.y, mpp.y / mpp.x) > squareLimit else { return }
    throw CommandFailure(
      .badData,
      "\(path): the slide says that its pixels are \(mpp.x) um wide and \(mpp.y) um high; scanners have square ones, "
        + "so one of the two is wrong; give the right size with --mpp, or in the manifest's column mpp")
  }

  /// Opens a slide to register it: one without a physical size is refused, never guessed.
  static func record(_ path: String, mpp: MicronsPerPixel? = nil) throws -> CaseSlide {
    try record(of: try open(path), path, mpp: mpp)
  }

  /// The same, with a few pixels read: a slide of which not one can be read is refused.
  static func examined(_ path: String, mpp: MicronsPerPixel? = nil) throws -> ExaminedSlide {
    let source = try open(path)
    let record = try record(of: source, path, mpp: mpp)
    let trial = PixelTrial(of: source)
    if let failure = trial.nothingRead { throw failure.words(path: path) }
    return ExaminedSlide(record: record, remarks: trial.remarks + source.description.leftOut.remarks)
  }

  private static func record(of source: OpenSlideSource, _ path: String, mpp: MicronsPerPixel?) throws -> CaseSlide {
    let slide = source.description
    guard let size = mpp ?? slide.mpp else {
      throw CommandFailure(
        .badData,
        "\(path): the slide does not say how large its pixels are; give it with --mpp, in micrometres per pixel "
          + "(0.25 for a usual 40x scan, 0.5 for 20x), or in the manifest's column mpp")
    }
    try requireSquare(path, size)
    var record = CaseSlide(
      path: path, size: slide.size, mpp: size, mppGiven: mpp != nil, objective: slide.objective, vendor: slide.vendor)
    record.quickDigest = try SlideDigest.quick(path)
    record.mppStated = mpp == nil ? nil : slide.mpp
    return record
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
