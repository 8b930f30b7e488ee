import Foundation

/// How much a nucleus looks like a kind, 0 to 1: smooth in every measurement, so that a nucleus on the border counts
/// half instead of flickering.
struct NucleusKind {
  /// Small, round, dark: a lymphocyte.
  let smallRoundDark: Double
  /// Elongated: a fibroblast, an endothelial cell.
  let spindle: Double
  /// Larger than about 70 um2.
  let large: Double
  /// Very dark, compact, elongated or irregular in outline.
  let mitosisLike: Double
  /// Neither lymphocyte-like nor elongated: epithelium, normal or tumour.
  var epithelioid: Double { (1 - smallRoundDark) * (1 - spindle) }

  init(_ nucleus: Nucleus) {
    smallRoundDark =
      Self.below(nucleus.areaUM2, 42, width: 3) * Self.below(nucleus.eccentricity, 0.8, width: 0.05)
      * Self.above(nucleus.meanHematoxylin, 0.62, width: 0.04) * Self.above(nucleus.solidity, 0.82, width: 0.02)
    spindle = Self.above(nucleus.eccentricity, 0.92, width: 0.015)
    large = Self.above(nucleus.areaUM2, 70, width: 4)
    // The darkest tenth or so: clumped chromatin lies far above the slide's 99th percentile.
    let peak = nucleus.meanHematoxylin + nucleus.hematoxylinSD
    let isRound = Self.below(nucleus.eccentricity, 0.62, width: 0.05) * Self.above(nucleus.roundness, 0.75, width: 0.04)
    mitosisLike =
      Self.above(peak, 1.12, width: 0.04) * Self.above(nucleus.areaUM2, 14, width: 2)
      * Self.below(nucleus.areaUM2, 110, width: 6) * (1 - isRound)
  }

  /// Logistic step: 1/2 at `edge`, three quarters at about one `width` beyond.
  private static func above(_ value: Double, _ edge: Double, width: Double) -> Double {
    1 / (1 + exp((edge - value) / width))
  }

  private static func below(_ value: Double, _ edge: Double, width: Double) -> Double {
    above(-value, -edge, width: width)
  }
}
