import Casework
import Microscopy

extension SlideAccess {
  /// Opens a slide, with or without a physical size.
  package func open(_ path: String, mpp: MicronsPerPixel? = nil) throws(SlideOpenFailure) -> any SlideSource {
    try opener.open(SlideToOpen(path: path, mpp: mpp))
  }

  /// Opens a slide of a case: the file that was registered, or none.
  ///
  /// - Throws: `SlideOpenFailure.notRegistered` where size or content are not those of the registration.
  package func open(_ record: CaseSlide) throws(SlideOpenFailure) -> any SlideSource {
    let registered = RegisteredSlide(size: record.size, quickDigest: record.quickDigest)
    return try opener.open(SlideToOpen(path: record.path, mpp: record.mpp, registered: registered))
  }

  /// Throws where the file at the path has another content than it had when it was registered.
  package func requireRegistered(_ record: CaseSlide) throws {
    guard let digest = record.quickDigest, try quickDigest(record.path) != digest else { return }
    throw SlideOpenFailure.notRegistered(path: record.path, .content)
  }

  /// Opens a slide to register it: one without a physical size is refused, never guessed.
  package func record(_ path: String, mpp: MicronsPerPixel? = nil) throws -> CaseSlide {
    try record(of: try open(path), path, mpp: mpp)
  }

  /// The same, with a few pixels read: a slide of which not one can be read is refused.
  package func examined(_ path: String, mpp: MicronsPerPixel? = nil) throws -> ExaminedSlide {
    let source = try open(path)
    let record = try record(of: source, path, mpp: mpp)
    let trial = PixelTrial(of: source)
    if let failure = trial.nothingRead { throw SlideFailure.pixels(path: path, failure) }
    return ExaminedSlide(record: record, trial: trial, leftOut: source.description.leftOut)
  }

  private func record(of source: any SlideSource, _ path: String, mpp: MicronsPerPixel?) throws -> CaseSlide {
    let slide = source.description
    guard let size = mpp ?? slide.mpp else { throw SlideFailure.noScale(path: path) }
    try Self.requireSquare(path, size)
    var record = CaseSlide(
      path: path, size: slide.size, mpp: size, mppGiven: mpp != nil, objective: slide.objective, vendor: slide.vendor)
    record.quickDigest = try quickDigest(path)
    record.mppStated = mpp == nil ? nil : slide.mpp
    return record
  }

  /// Ratio of the two sides of a pixel above which a slide is refused: no camera of a scanner has such, so that a tag
  /// is wrong.
  private static let squareLimit = 1.1

  private static func requireSquare(_ path: String, _ mpp: MicronsPerPixel) throws {
    guard max(mpp.x / mpp.y, mpp.y / mpp.x) > squareLimit else { return }
    throw SlideFailure.notSquare(path: path, mpp)
  }
}

extension MicronsPerPixel {
  /// A physical size given by a person, square.
  ///
  /// - Throws: ``SlideFailure/impossibleScale(_:)`` where no slide has such pixels.
  package init(given value: Double) throws {
    guard let mpp = MicronsPerPixel(x: value, y: value) else { throw SlideFailure.impossibleScale(value) }
    self = mpp
  }
}
