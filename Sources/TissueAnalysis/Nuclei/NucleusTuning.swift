/// What the detector holds for a nucleus; concentrations are relative to the slide's 99th percentile.
///
/// The values were set by eye on real H&E at 0.5 um/px and checked on simulated tissue whose nuclei are known.
struct NucleusTuning: Sendable {
  /// Otsu's value is held within this: a tile without nuclei, or full of them, has no two classes.
  var otsuRange: ClosedRange<Float> = 0.3...0.6
  /// Share of the local mean in the threshold; the rest is Otsu's value.
  var localShare: Float = 0.5
  /// What the local mean must be exceeded by.
  var localOffset: Float = 0.04
  /// Half the side of the window of the local mean, um.
  var localRadiusUM = 12.0
  /// No pixel below this is nucleus.
  var floor: Float = 0.22
  /// Smaller holes are part of the nucleus: a cleared (vesicular) centre, a nucleolus' halo.
  var holeUM2 = 30.0
  /// A saddle must lie so far below the lower summit of the distance for two nuclei, um.
  var prominenceUM: Float = 0.2
  /// ... and at or below this share of it.
  var saddleShare: Float = 0.9
  /// What lies above the saddle of the smaller of two nuclei, at least: less is a wrinkle of the outline.
  var seedUM2 = 1.0
  /// Smallest and largest nucleus: a pyknotic lymphocyte in section, a bizarre tumour giant cell.
  var leastUM2 = 11.0
  var mostUM2 = 600.0
  /// Least solidity: what is less convex is a web of fibres or of cytoplasm.
  var solidity = 0.6
  /// Least excess over the surrounding ring.
  var contrast: Float = 0.1
}
