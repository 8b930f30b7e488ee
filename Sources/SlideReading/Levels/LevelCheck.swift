import Basics
import Microscopy

/// Holds each level of a slide against the area average of the next finer one, at a bounded number of places.
///
/// Deterministic: the same file and library give the same verdict. Nothing is said of a level where there is nothing on
/// the glass: it stays, unless its size or its tiles speak against it.
struct LevelCheck<Slide: SlideSource> {
  /// With its levels as the library counts and scales them.
  let slide: Slide
  /// The directory of a level, where the file is a TIFF.
  let directory: (Int) -> TIFFDirectory?
  /// What the library does with tiles that overhang so; `nil` where that cannot be tried.
  let probe: (TIFFDirectory, TileOverhang) -> ProbeOutcome?

  private var base: PixelSize { slide.description.size }
  private var levels: [PyramidLevel] { slide.description.levels }

  /// The verdict over all levels; level 0 is taken as it is.
  func verdict() -> LevelVerdict {
    var verdict = LevelVerdict(used: [LevelPlace(index: 0, claimed: levels[0].downsample, level: levels[0])])
    guard levels.count > 1 else { return verdict }
    let guide = guide()
    for index in 1..<levels.count {
      guard let finer = verdict.used.last else { break }
      switch judge(index, finer: finer, guide) {
      case .success(let place): verdict.used.append(place)
      case .failure(let objection):
        verdict.leftOut.append(LeftOutLevel(level: index, size: levels[index].size, reason: objection.reason))
      }
    }
    return verdict
  }

  private struct Objection: Error {
    let reason: LeftOutLevel.Reason
  }

  private func judge(_ index: Int, finer: LevelPlace, _ guide: ContentGuide?) -> Result<LevelPlace, Objection> {
    let mustProve: Bool
    switch overhang(index) {
    case nil, .right: mustProve = false
    case .wrong, .refused: return .failure(Objection(reason: .tileLargerThanLevel))
    case .unknown: mustProve = true
    }
    let level = levels[index]
    let agrees = LevelScale.agrees(level.size, with: base)
    if agrees {
      let evidence = evidence(place(index, downsample: level.downsample), finer, guide)
      if evidence.isUnreadable { return .failure(Objection(reason: .unreadable)) }
      if evidence.informative == 0, evidence.evens == 0 {
        return mustProve ? .failure(Objection(reason: .unproven)) : .success(place(index, downsample: level.downsample))
      }
      if evidence.passes { return .success(place(index, downsample: level.downsample)) }
    }
    let snapped = LevelScale.padded(level, base: base, finer: finer.level.downsample)
      .map { place(index, downsample: $0) }
      .map { (place: $0, evidence: evidence($0, finer, guide)) }
      .filter(\.evidence.passes)
      .max { $0.evidence.meanCorrelation < $1.evidence.meanCorrelation }
    if let snapped { return .success(snapped.place) }
    return .failure(Objection(reason: agrees ? .contentDisagrees : .sizeDisagrees))
  }

  private enum Overhang {
    case right, wrong, refused, unknown
  }

  private func overhang(_ index: Int) -> Overhang? {
    guard let directory = directory(index), let overhang = directory.tileOverhang else { return nil }
    switch probe(directory, overhang) {
    case nil: return .unknown
    case .right: return .right
    case .wrong: return .wrong
    case .refused: return .refused
    }
  }

  private func place(_ index: Int, downsample: Double) -> LevelPlace {
    let level = levels[index]
    return LevelPlace(
      index: index, claimed: level.downsample,
      level: PyramidLevel(
        size: LevelScale.trimmed(level.size, base: base, downsample: downsample), downsample: downsample,
        tile: level.tile))
  }

  // MARK: - Where to look

  /// The most pixels of a level that is read whole for the guide.
  private var guideLimit: Int { 1 << 22 }

  /// The smallest level that may be worth looking at, else the slide's thumbnail.
  private func guide() -> ContentGuide? {
    let candidates = levels.indices.dropFirst().filter { index in
      let isDear = directory(index).map { TIFFCompression(code: $0.compression).isJPEG2000 } ?? false
      return (overhang(index) ?? .right) == .right
        && (levels[index].size.area ?? .max) <= (isDear ? 1 << 20 : guideLimit)
    }
    let likely = candidates.filter { LevelScale.agrees(levels[$0].size, with: base) }
    if let index = likely.last ?? candidates.last {
      let picture = try? slide.picture(
        of: SlideRegion(whole: base), output: ContentGuide.pictureSize(of: base), level: index)
      if let picture { return ContentGuide(picture.image) }
    }
    guard slide.description.associatedImages.contains("thumbnail"),
      let picture = try? slide.associatedImage("thumbnail"), isLike(picture.size)
    else { return nil }
    let small = try? MemorySlide(levels: [picture], mpp: nil).read(
      SlideRegion(whole: picture.size), output: ContentGuide.pictureSize(of: picture.size))
    return small.map(ContentGuide.init)
  }

  /// Whether a picture has the slide's shape, to 2 %.
  private func isLike(_ size: PixelSize) -> Bool {
    let ratio = Double(size.width) / Double(size.height) / (Double(base.width) / Double(base.height))
    return abs(ratio - 1) < 0.02
  }

  // MARK: - Looking

  private func evidence(_ place: LevelPlace, _ finer: LevelPlace, _ guide: ContentGuide?) -> LevelEvidence {
    var evidence = LevelEvidence()
    let windows = LevelWindows(level: place.level, ratio: place.level.downsample / finer.level.downsample)
    guard let windows else { return evidence }
    let isDear = [place.index, finer.index].contains { index in
      directory(index).map { TIFFCompression(code: $0.compression).isJPEG2000 } ?? false
    }
    for corner in windows.corners(guide, most: isDear ? LevelEvidence.fewTries : LevelEvidence.mostTries) {
      guard !evidence.isEnough(few: isDear) else { break }
      let outcome = compare(corner, windows.side, place, finer, &evidence)
      evidence.add(outcome)
    }
    return evidence
  }

  /// `nil` where one of both could not be read.
  private func compare(
    _ corner: (x: Int, y: Int), _ side: Int, _ place: LevelPlace, _ finer: LevelPlace, _ evidence: inout LevelEvidence
  ) -> WindowComparison.Outcome? {
    guard !isFilledIn(corner, side, place, finer) else { return .nothing }
    let margin = WindowComparison.margin
    let library = { (pixel: Int) in Int((Double(pixel - margin) * place.claimed).rounded()) }
    let wide = PixelSize(width: side + 2 * margin, height: side + 2 * margin)
    guard let coarse = try? slide.read(level: place.index, x: library(corner.x), y: library(corner.y), size: wide)
    else {
      evidence.coarseFailures += 1
      return nil
    }
    // In the library's own frame of the finer level, which is not that of level 0 where that level was snapped.
    let scale = place.level.downsample * finer.claimed / finer.level.downsample
    let region = SlideRegion(
      x: Double(corner.x) * scale, y: Double(corner.y) * scale, width: Double(side) * scale,
      height: Double(side) * scale)
    guard
      let fine = try? slide.read(region, output: PixelSize(width: side, height: side), level: finer.index)
    else {
      evidence.fineFailures += 1
      return nil
    }
    return WindowComparison.outcome(coarse: coarse, fine: fine)
  }

  /// Whether the finer level lacks a tile there: what stands in its place came from elsewhere, slowly, and proves
  /// nothing.
  private func isFilledIn(_ corner: (x: Int, y: Int), _ side: Int, _ place: LevelPlace, _ finer: LevelPlace) -> Bool {
    let ratio = place.level.downsample / finer.level.downsample
    let (x, y, length) = (Double(corner.x) * ratio, Double(corner.y) * ratio, (Double(side) * ratio).rounded(.up))
    return directory(finer.index)?.lacksTile(x: Int(x), y: Int(y), width: Int(length), height: Int(length)) ?? false
  }
}
