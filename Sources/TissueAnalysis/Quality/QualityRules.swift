import Basics

/// What was measured, held against its limits.
struct QualityRules {
  let scan: SurveyScan
  let pixels: JudgedScan
  let mask: TissueMask
  let ink: BitPlane
  let samples: QualitySamples
  /// `nil` where none was found.
  let glass: Glass?
  /// Tissue that could not be seen, mm2.
  let missingMM2: Double

  /// Ink, as a share of ink and tissue together.
  static let penLimit = 0.01
  /// Black, as a share of what was scanned.
  static let blackLimit = 0.5
  /// 100 tiles of 112 um, mm2.
  static let tissueLimit = 1.2544
  /// Saturation of the glass, from which on it would be taken for tissue if it were not divided by.
  static let castLimit = Double(SaturationThreshold.range.lowerBound)
  /// Light that the glass must leave in every channel: half, below which the noise of a density doubles. Dividing two
  /// sample slides by casts whose darkest channel had 200, 180, 170, 150, 140, 115 and 110 left moved their scores by
  /// 0.03 at most and no call.
  static let lightLimit = 128.0
  /// Tissue, as a share of what is glass or tissue (0.5 to 0.8 on slides with a rim of glass), beyond which there is no
  /// glass to hold it against.
  static let fullLimit = 0.98

  var flags: [TissueFlag] {
    [pen, blur, stain, blackBackground, littleTissue, noTissue, unreadable, cast, strongCast, noGlass, repeated]
      .compactMap { $0 }
  }

  private var pen: TissueFlag? {
    guard blackBackground == nil, ink.count > 0 else { return nil }
    let share = Double(ink.count) / Double(ink.count + mask.tissuePixels)
    guard share > Self.penLimit else { return nil }
    return TissueFlag(
      kind: .pen, measured: share, limit: Self.penLimit,
      detail: "Pen or black marks cover \(percent(share)) of the marked and the stained area together, more than "
        + "\(percent(Self.penLimit)); they are left out.")
  }

  private var blur: TissueFlag? {
    guard let sharpness = samples.sharpness, sharpness.ratio < TileSharpness.limit else { return nil }
    let scale =
      sharpness.micronsPerPixel > 1.5 * TileSharpness.scale
      ? " (one pixel of it is worth \(hundredths(sharpness.micronsPerPixel)) um)" : ""
    return TissueFlag(
      kind: .blur, measured: sharpness.ratio, limit: TileSharpness.limit,
      detail: "The tissue is out of focus or scanned too coarsely\(scale): its sharpness is "
        + "\(hundredths(sharpness.ratio)), below \(hundredths(TileSharpness.limit)).")
  }

  /// A pixel's worth, in pixels as read, above which pixels were repeated: one in four at least.
  static let repetitionLimit = 1.2

  private var repeated: TissueFlag? {
    guard let sharpness = samples.sharpness else { return nil }
    let times = sharpness.micronsPerPixel / samples.micronsPerPixel
    guard times > Self.repetitionLimit else { return nil }
    return TissueFlag(
      kind: .repeatedPixels, measured: times, limit: Self.repetitionLimit,
      detail: "The pixels are repeated \(hundredths(times)) times along each side: read at "
        + "\(hundredths(samples.micronsPerPixel)) um/px, one is worth \(hundredths(sharpness.micronsPerPixel)) um "
        + "(limit \(hundredths(Self.repetitionLimit * samples.micronsPerPixel)) um); the scan was enlarged.")
  }

  private var stain: TissueFlag? {
    guard let share = samples.greenShare, share < StainColor.limit else { return nil }
    return TissueFlag(
      kind: .outOfRangeStain, measured: share, limit: StainColor.limit,
      detail: "The stain does not look like haematoxylin and eosin: green has \(percent(share)) of the light that the "
        + "tissue absorbs, less than \(percent(StainColor.limit)).")
  }

  private var blackBackground: TissueFlag? {
    guard pixels.opaquePixels > 0 else { return nil }
    let share = Double(pixels.darkPixels) / Double(pixels.opaquePixels)
    guard share > Self.blackLimit else { return nil }
    return TissueFlag(
      kind: .blackBackground, measured: share, limit: Self.blackLimit,
      detail: "\(percent(share)) of the slide is black, more than \(percent(Self.blackLimit)): a fluorescence scan, or "
        + "not a brightfield slide.")
  }

  private var littleTissue: TissueFlag? {
    guard mask.tissuePixels > 0, mask.areaMM2 < Self.tissueLimit else { return nil }
    return TissueFlag(
      kind: .tooLittleTissue, measured: mask.areaMM2, limit: Self.tissueLimit,
      detail:
        "There are \(hundredths(mask.areaMM2)) mm2 of tissue, less than the \(hundredths(Self.tissueLimit)) mm2 of "
        + "100 tiles.")
  }

  private var noTissue: TissueFlag? {
    guard mask.tissuePixels == 0 else { return nil }
    return TissueFlag(
      kind: .noTissue, measured: 0, limit: TissueMask.smallestObject / 1e6,
      detail: "No tissue was found: no stained object of \(hundredths(TissueMask.smallestObject / 1e6)) mm2 or more.")
  }

  private var unreadable: TissueFlag? {
    guard scan.unreadable > 0 || missingMM2 > 0 else { return nil }
    let regions = scan.unreadable == 1 ? "1 region of the file is" : "\(scan.unreadable) regions of the file are"
    let damaged = scan.unreadable > 0 ? "\(regions) damaged and could not be read (limit 0). " : ""
    return TissueFlag(
      kind: .unreadableRegions, measured: Double(scan.unreadable), limit: 0,
      detail: "\(damaged)About \(hundredths(missingMM2)) mm2 of tissue are missing from the scan, beside "
        + "\(hundredths(mask.areaMM2)) mm2 that were found.")
  }

  private var cast: TissueFlag? {
    guard strongCast == nil, let glass, glass.saturation >= Self.castLimit else { return nil }
    return TissueFlag(
      kind: .glassCast, measured: glass.saturation, limit: Self.castLimit,
      detail:
        "The glass is not white but \(words(glass)) of 255, with a saturation of \(whole(glass.saturation)), white "
        + "glass has less than \(whole(Self.castLimit)); tissue and stains are measured after dividing by it.")
  }

  private var strongCast: TissueFlag? {
    guard let glass, glass.leastLight < Self.lightLimit, blackBackground == nil else { return nil }
    return TissueFlag(
      kind: .strongCast, measured: glass.leastLight, limit: Self.lightLimit,
      detail: "The glass is so dark or coloured that its stains cannot be restored: it is \(words(glass)) of 255, at "
        + "least \(whole(Self.lightLimit)) is needed in each.")
  }

  private var noGlass: TissueFlag? {
    guard mask.tissuePixels > 0, blackBackground == nil else { return nil }
    let share = Double(mask.tissuePixels) / Double(max(1, pixels.judged.count))
    guard glass == nil || share > Self.fullLimit else { return nil }
    let taken = glass == nil ? "no empty glass was found and it is taken to be white" : "hardly any glass is left"
    return TissueFlag(
      kind: .noGlass, measured: share, limit: Self.fullLimit,
      detail: "Tissue fills \(percent(share)) of the scan (limit \(percent(Self.fullLimit))), \(taken): a cast of its "
        + "colours would not be noticed.")
  }

  private func words(_ glass: Glass) -> String {
    let color = glass.mean
    return "red \(whole(Double(color.x))), green \(whole(Double(color.y))), blue \(whole(Double(color.z)))"
  }

  private func whole(_ value: Double) -> String { NumberText.plain.fixed(value, digits: 0) }

  private func percent(_ share: Double) -> String { NumberText.plain.percent(share) }

  private func hundredths(_ value: Double) -> String { NumberText.plain.fixed(value, digits: 2) }
}
