import Microscopy

/// Opens slide files through OpenSlide.
///
///     let opener = OpenSlideOpener { path in try SlideDigest.quick(path) }
///     let slide = try opener.open(SlideToOpen(path: "biopsy.svs"))
public struct OpenSlideOpener: SlideOpener {
  private let quickDigest: @Sendable (String) throws(SlideOpenFailure) -> String
  private let decoder: (any JPEGTileDecoder)?

  /// An opener that takes the quick digest of a file, lower-case hexadecimal, with `quickDigest`; asked only for slides
  /// of which a digest was noted. Tiles that are plain JPEGs are read by `decoder`; default: OpenSlide reads all.
  public init(
    decoder: (any JPEGTileDecoder)? = nil, quickDigest: @escaping @Sendable (String) throws(SlideOpenFailure) -> String
  ) {
    self.decoder = decoder
    self.quickDigest = quickDigest
  }

  /// An ``OpenSlideSource`` of the slide.
  ///
  /// - Throws: ``SlideOpenFailure``; ``SlideOpenFailure/decoderDied(path:)`` never, for OpenSlide runs in this process.
  public func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    let slide = try OpenSlideSource(path: opening.path, mpp: opening.mpp, deadline: deadline, decoder: decoder)
    try opening.requireRegistered(size: slide.description.size, digest: quickDigest)
    guard !deadline.isPast else { throw .timedOut(path: opening.path) }
    return slide
  }
}
