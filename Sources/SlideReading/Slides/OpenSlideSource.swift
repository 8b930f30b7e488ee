import Basics
import Microscopy
import Synchronization

/// A slide file behind ``SlideSource``, in any format that OpenSlide reads.
///
/// Reads of several threads run in parallel on one handle. A handle latches its first error and answers every later
/// read with it; it is then put aside (closed by whoever reads on it last) and a fresh one takes its place.
///
///     let slide = try OpenSlideSource(path: "biopsy.svs")
///     let whole = SlideRegion(whole: slide.description.size)
///     let overview = try slide.read(whole, output: PixelSize(width: 640, height: 480))
public final class OpenSlideSource: SlideSource {
  /// What the file says of itself, checked and cleaned at opening.
  public let description: SlideDescription
  private let path: String
  /// The places of `description.levels`, in their order.
  private let places: [LevelPlace]
  private let library: OpenSlideLibrary
  /// What is read without OpenSlide; `nil` where nothing is.
  private let tiles: PlainTiles?
  /// The profile as the file itself has it, which libraries before 4.0.0 do not give; `nil` where it has none.
  private let taggedProfile: TaggedProfile?
  private let state: Mutex<State>

  private struct State {
    /// `nil` after a failed read, until the next one opens the file again.
    var handle: OpenSlideHandle?
    var failedReads = 0
  }

  /// Opens the slide at `path`, reads what it says of itself, and holds each level against a finer one at a few places:
  /// ``LeftOutLevel`` says which are not read, and why.
  ///
  /// - Parameter mpp: overrides what the slide says. Without it, and where the slide says nothing plausible,
  ///   `description.mpp` is `nil`: that is not a failure here.
  /// - Parameter deadline: asked between the steps of opening, none of which can be interrupted.
  /// - Parameter purpose: for looking at, there may be more levels than the file has.
  /// - Parameter decoder: reads tiles that are plain JPEGs, several times as fast; default: OpenSlide reads all.
  /// - Throws: ``SlideOpenFailure``, which tells apart what OpenSlide reports as "not recognised".
  public convenience init(
    path: String, mpp: MicronsPerPixel? = nil, deadline: ReadDeadline = .none,
    for purpose: ReadingPurpose = .measuring, decoder: (any JPEGTileDecoder)? = nil
  ) throws(SlideOpenFailure) {
    let library: OpenSlideLibrary
    do throws(SlideLibraryFailure) { library = try .installed() } catch { throw .noLibrary(error) }
    try self.init(path: path, mpp: mpp, library: library, deadline: deadline, for: purpose, decoder: decoder)
  }

  /// As ``init(path:mpp:deadline:for:decoder:)``, with the library that is to read the file.
  convenience init(
    path: String, mpp: MicronsPerPixel? = nil, library: OpenSlideLibrary, deadline: ReadDeadline = .none,
    for purpose: ReadingPurpose = .measuring, decoder: (any JPEGTileDecoder)? = nil
  ) throws(SlideOpenFailure) {
    try Self.require(deadline, path)
    let file = try FileInspection(path: path)
    let directories = TIFFDirectories(file)
    try directories?.check(file)
    let (handle, facts) = try Self.openHandle(file, directories, library)
    try Self.require(deadline, path)
    let claimed = try facts.description(of: file, mpp: mpp)
    let images = LevelDirectories(claimed, directories, library)
    try images.checkLevel0(path: path)
    let profile = TaggedProfile(file, directories, claimed.levels[0])
    let readable = decoder.flatMap { _ in TIFFBytes(path: path, size: file.size) }
    let tiles = { (places: [LevelPlace]) in
      PlainTiles(
        readable, vendor: claimed.vendor, places: places, directory: { images[$0] }, for: purpose, decoder: decoder)
    }
    let unchecked = OpenSlideSource(
      path: path, library: library, description: claimed, places: .asClaimed(claimed),
      tiles: tiles(.asClaimed(claimed)), profile: profile, handle: handle)
    let verdict = LevelCheck(slide: unchecked, directory: { images[$0] }, probe: images.probe).verdict()
    try Self.require(deadline, path)
    let places =
      readable == nil
      ? verdict.used : PlainTiles.levels(verdict.used, vendor: claimed.vendor, directory: { images[$0] }, for: purpose)
    self.init(
      path: path, library: library, description: claimed.with(levels: places.map(\.level), leftOut: verdict.leftOut),
      places: places, tiles: tiles(places), profile: profile, handle: unchecked.state.withLock { $0.handle })
  }

  private init(
    path: String, library: OpenSlideLibrary, description: SlideDescription, places: [LevelPlace],
    tiles: PlainTiles?, profile: TaggedProfile?, handle: OpenSlideHandle?
  ) {
    self.path = path
    self.library = library
    self.description = description
    self.places = places
    self.tiles = tiles
    taggedProfile = profile
    state = Mutex(State(handle: handle))
  }

  private static func require(_ deadline: ReadDeadline, _ path: String) throws(SlideOpenFailure) {
    guard !deadline.isPast else { throw .timedOut(path: path) }
  }

  private static func openHandle(
    _ file: FileInspection, _ directories: TIFFDirectories?, _ library: OpenSlideLibrary
  ) throws(SlideOpenFailure) -> (OpenSlideHandle, SlideFacts) {
    do throws(OpenSlideHandle.Latched) {
      if let handle = try OpenSlideHandle(path: file.path, library: library) { return (handle, try SlideFacts(handle)) }
    } catch {
      throw directories?.reason(for: error.detail).map { .unsupportedPixels(path: file.path, $0) }
        ?? .damaged(path: file.path, detail: error.detail)
    }
    throw .notRecognised(path: file.path, kind: file.unrecognisedKind(library))
  }

  /// Regions and images that could not be read, each counted once per try.
  public var failedReads: Int { state.withLock { $0.failedReads } }

  /// `openslide_read_region` behind the contract of ``SlideSource/read(level:x:y:size:into:deadline:)``.
  ///
  /// One call of the library cannot be interrupted: with a deadline a large region is read in bands of at most
  /// 512 Kpx, where the level allows it without a pixel becoming another, and the clock is asked between them.
  ///
  /// - Throws: as ``SlideSource/read(level:x:y:size:into:deadline:)`` says; `damaged` where OpenSlide refuses the
  ///   region with a fresh handle as well.
  public func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let bytes = try requireReadable(level: level, size: size, into: buffer)
    guard !bytes.isEmpty else { return }
    guard touches(level: level, x: x, y: y, size: size) else {
      try deadline.require(part(level: level, x: x, y: y, size: size))
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      return
    }
    for rows in bands(level: level, size: size, deadline) {
      try deadline.require(part(level: level, x: x, y: y, size: size))
      let band = bytes[(rows.lowerBound * size.width * 4)..<(rows.upperBound * size.width * 4)]
      try readBand(
        level: level, x: x, y: y + rows.lowerBound * Int(description.levels[level].downsample),
        size: PixelSize(width: size.width, height: rows.count), into: UnsafeMutableRawBufferPointer(rebasing: band))
    }
    try deadline.require(part(level: level, x: x, y: y, size: size))
  }

  /// Pixels between two looks at the clock.
  private static var pixelsPerBand: Int { 1 << 19 }

  /// All rows at once without a deadline, and where a band would begin between two pixels of the level.
  private func bands(level: Int, size: PixelSize, _ deadline: ReadDeadline) -> [Range<Int>] {
    let downsample = description.levels[level].downsample
    guard deadline.isSet, downsample == downsample.rounded(), !places[level].isSnapped else { return [0..<size.height] }
    let step = max(1, Self.pixelsPerBand / size.width)
    return stride(from: 0, to: size.height, by: step).map { $0..<min(size.height, $0 + step) }
  }

  private func readBand(
    level: Int, x: Int, y: Int, size: PixelSize, into bytes: UnsafeMutableRawBufferPointer
  ) throws(SlideReadFailure) {
    if tiles?.read(level: level, x: x, y: y, size: size, into: bytes) == true { return }
    let place = places[level]
    guard place.reduction == 1 else {
      throw .damaged(part(level: level, x: x, y: y, size: size), detail: "a tile cannot be decoded")
    }
    try answer(part(level: level, x: x, y: y, size: size)) { handle throws(OpenSlideHandle.Latched) in
      try handle.region(
        level: place.index, x: place.libraryPlace(x), y: place.libraryPlace(y), size: size, into: bytes)
    }
    if place.isSnapped { place.clearPadding(bytes, size: size, x: x, y: y) }
  }

  /// Whether any pixel asked for lies on the slide; computed in `Double`, where no coordinate overflows.
  private func touches(level: Int, x: Int, y: Int, size: PixelSize) -> Bool {
    guard case .region(let asked, _) = part(level: level, x: x, y: y, size: size) else { return false }
    return asked.intersection(SlideRegion(whole: description.size)) != nil
  }

  /// Reads an associated image whole.
  ///
  /// - Throws: ``SlideReadFailure``: `noSuchImage`, `damaged` where OpenSlide refuses the image or it has no pixel,
  ///   `tooLarge` where it claims more than ``SlideSource/pixelsPerRead`` px.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage {
    guard description.associatedImages.contains(name) else { throw .noSuchImage(name) }
    let claimed = try answer(.image(name)) { handle throws(OpenSlideHandle.Latched) in
      try handle.associatedImageSize(name)
    }
    guard claimed.width > 0, claimed.height > 0 else { throw .damaged(.image(name), detail: "image of no size") }
    let size = PixelSize(width: Int(claimed.width), height: Int(claimed.height))
    guard let pixels = size.area, pixels <= Self.pixelsPerRead else {
      throw .tooLarge(pixels: size.area ?? .max, limit: Self.pixelsPerRead)
    }
    return try RGBAImage(size: size) { buffer throws(SlideReadFailure) in
      try answer(.image(name)) { handle throws(OpenSlideHandle.Latched) in
        try handle.associatedImage(name, into: buffer)
      }
    }
  }

  /// Asks the shared handle; on an error asks a fresh one of this thread alone, since the shared one may have latched
  /// the error of another thread's region. What fails on both is bad.
  private func answer<Value>(
    _ part: @autoclosure () -> SlidePart, _ question: (OpenSlideHandle) throws(OpenSlideHandle.Latched) -> Value
  ) throws(SlideReadFailure) -> Value {
    if let shared = state.withLock({ $0.handle }) {
      do { return try question(shared) } catch { putAside(shared) }
    }
    do throws(OpenSlideHandle.Latched) {
      guard let fresh = try OpenSlideHandle(path: path, library: library) else {
        throw OpenSlideHandle.Latched(detail: "file is gone")
      }
      let value = try question(fresh)
      state.withLock { if $0.handle == nil { $0.handle = fresh } }
      return value
    } catch {
      state.withLock { $0.failedReads += 1 }
      throw .damaged(part(), detail: error.detail)
    }
  }

  private func putAside(_ handle: OpenSlideHandle) {
    state.withLock { if $0.handle === handle { $0.handle = nil } }
  }
}

extension OpenSlideSource {
  /// The slide's ICC profile, which OpenSlide never applies: for a viewer; encoders take the pixels as they are. Where
  /// OpenSlide, which knows profiles from 4.0.0 on, gives none, it is that of the TIFF's own tag.
  ///
  /// `nil` where the slide has none.
  /// - Throws: ``SlideReadFailure/damaged(_:detail:)`` where it cannot be read, or claims more than 16 MiB.
  public func iccProfile() throws(SlideReadFailure) -> [UInt8]? {
    let given = try answer(.profile) { handle throws(OpenSlideHandle.Latched) in try handle.iccProfile() }
    if let given { return given }
    return try taggedProfile?.bytes()
  }
}
