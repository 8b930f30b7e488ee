/// Opens slides in memory by the paths that they are given: what tests use in place of a library.
public struct MemorySlideOpener: SlideOpener {
  private let places: [String: Place]

  /// What lies under a path.
  public enum Place: Sendable {
    /// A slide with the quick digest of its content.
    case slide(MemorySlide, quickDigest: String = "")
    /// A slide that cannot be opened, for this reason.
    case failure(SlideOpenFailure)
    /// A slide that is not open by any deadline; without one it opens.
    case late(MemorySlide)
  }

  /// An opener that knows these paths; every other is missing.
  public init(_ places: [String: Place]) { self.places = places }

  /// What lies under the path of `opening`.
  ///
  /// - Throws: the failure that was put there, or ``SlideOpenFailure/missing(path:)``.
  public func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    guard !deadline.isPast else { throw .timedOut(path: opening.path) }
    switch places[opening.path] {
    case nil: throw .missing(path: opening.path)
    case .failure(let failure): throw failure
    case .slide(let slide, let digest): return try registered(slide, opening, digest)
    case .late(let slide):
      guard !deadline.isSet else { throw .timedOut(path: opening.path) }
      return try registered(slide, opening, "")
    }
  }

  private func registered(
    _ slide: MemorySlide, _ opening: SlideToOpen, _ digest: String
  ) throws(SlideOpenFailure) -> any SlideSource {
    try opening.requireRegistered(size: slide.description.size) { _ throws(SlideOpenFailure) in digest }
    return slide.with(mpp: opening.mpp)
  }
}
