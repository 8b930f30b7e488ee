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
    return TissueFlag(.pen, measured: share, limit: Self.penLimit)
  }

  private var blur: TissueFlag? {
    guard let sharpness = samples.sharpness, sharpness.ratio < TileSharpness.limit else { return nil }
    let isCoarse = sharpness.micronsPerPixel > 1.5 * TileSharpness.scale
    return TissueFlag(
      .blur, measured: sharpness.ratio, limit: TileSharpness.limit,
      figures: isCoarse ? [(.pixelWorth, sharpness.micronsPerPixel)] : [])
  }

  /// A pixel's worth, in pixels as read, above which pixels were repeated: one in four at least.
  static let repetitionLimit = 1.2

  private var repeated: TissueFlag? {
    guard let sharpness = samples.sharpness else { return nil }
    let times = sharpness.micronsPerPixel / samples.micronsPerPixel
    guard times > Self.repetitionLimit else { return nil }
    return TissueFlag(
      .repeatedPixels, measured: times, limit: Self.repetitionLimit,
      figures: [(.micronsPerPixel, samples.micronsPerPixel), (.pixelWorth, sharpness.micronsPerPixel)])
  }

  private var stain: TissueFlag? {
    guard let share = samples.greenShare, share < StainColor.limit else { return nil }
    return TissueFlag(.outOfRangeStain, measured: share, limit: StainColor.limit)
  }

  private var blackBackground: TissueFlag? {
    guard pixels.opaquePixels > 0 else { return nil }
    let share = Double(pixels.darkPixels) / Double(pixels.opaquePixels)
    guard share > Self.blackLimit else { return nil }
    return TissueFlag(.blackBackground, measured: share, limit: Self.blackLimit)
  }

  private var littleTissue: TissueFlag? {
    guard mask.tissuePixels > 0, mask.areaMM2 < Self.tissueLimit else { return nil }
    return TissueFlag(.tooLittleTissue, measured: mask.areaMM2, limit: Self.tissueLimit)
  }

  private var noTissue: TissueFlag? {
    guard mask.tissuePixels == 0 else { return nil }
    return TissueFlag(.noTissue, measured: 0, limit: TissueMask.smallestObject / 1e6)
  }

  private var unreadable: TissueFlag? {
    guard scan.unreadable > 0 || missingMM2 > 0 else { return nil }
    return TissueFlag(
      .unreadableRegions, measured: Double(scan.unreadable), limit: 0,
      figures: [(.missingArea, missingMM2), (.area, mask.areaMM2)])
  }

  private var cast: TissueFlag? {
    guard strongCast == nil, let glass, glass.saturation >= Self.castLimit else { return nil }
    return TissueFlag(.glassCast, measured: glass.saturation, limit: Self.castLimit, figures: color(of: glass))
  }

  private var strongCast: TissueFlag? {
    guard let glass, glass.leastLight < Self.lightLimit, blackBackground == nil else { return nil }
    return TissueFlag(.strongCast, measured: glass.leastLight, limit: Self.lightLimit, figures: color(of: glass))
  }

  private var noGlass: TissueFlag? {
    guard mask.tissuePixels > 0, blackBackground == nil else { return nil }
    let share = Double(mask.tissuePixels) / Double(max(1, pixels.judged.count))
    guard glass == nil || share > Self.fullLimit else { return nil }
    return TissueFlag(
      .noGlass, measured: share, limit: Self.fullLimit, figures: [(.glassFound, glass == nil ? 0 : 1)])
  }

  private func color(of glass: Glass) -> [(TissueFlag.Figure.Name, Double)] {
    [(.red, Double(glass.mean.x)), (.green, Double(glass.mean.y)), (.blue, Double(glass.mean.z))]
  }
}
