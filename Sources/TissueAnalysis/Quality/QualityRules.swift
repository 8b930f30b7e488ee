/// What was measured, held against its limits.
struct QualityRules {
  let scan: SurveyScan
  let mask: TissueMask
  let ink: BitPlane
  let samples: QualitySamples

  /// Ink, as a share of ink and tissue together.
  static let penLimit = 0.01
  /// Black, as a share of what was scanned.
  static let blackLimit = 0.5
  /// 100 tiles of 112 um, mm2.
  static let tissueLimit = 1.2544

  var flags: [TissueFlag] {
    [pen, blur, stain, blackBackground, littleTissue, noTissue, unreadable].compactMap { $0 }
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
    guard let sharpness = samples.sharpness, sharpness < TileSharpness.limit else { return nil }
    return TissueFlag(
      kind: .blur, measured: sharpness, limit: TileSharpness.limit,
      detail: "The tissue is out of focus or scanned too coarsely: its sharpness is \(hundredths(sharpness)), below "
        + "\(hundredths(TileSharpness.limit)).")
  }

  private var stain: TissueFlag? {
    guard let share = samples.greenShare, share < StainColor.limit else { return nil }
    return TissueFlag(
      kind: .outOfRangeStain, measured: share, limit: StainColor.limit,
      detail: "The stain does not look like haematoxylin and eosin: green has \(percent(share)) of the light that the "
        + "tissue absorbs, less than \(percent(StainColor.limit)).")
  }

  private var blackBackground: TissueFlag? {
    guard scan.opaquePixels > 0 else { return nil }
    let share = Double(scan.darkPixels) / Double(scan.opaquePixels)
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
    guard scan.unreadable > 0 else { return nil }
    return TissueFlag(
      kind: .unreadableRegions, measured: Double(scan.unreadable), limit: 0,
      detail: "\(scan.unreadable) regions of the file are damaged and could not be read (limit 0); they count as glass."
    )
  }

  /// `0.0123` as `1.2 %`.
  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// Two decimals.
  private func hundredths(_ value: Double) -> String {
    let whole = Int((value * 100).rounded())
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}
