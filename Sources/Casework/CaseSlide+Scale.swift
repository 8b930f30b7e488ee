import Microscopy

extension CaseSlide {
  /// How far the pixel size given by a person may lie from the file's own value before it is flagged: what scanners
  /// write to 2 digits (0.25 for 0.2527) and calibrations differ by up to 2 %.
  static let mppTolerance = 1.05
  /// How far the objective's usual pixel size, 10 um over its power (0.25 um at 40x, 0.5 um at 20x), may lie from
  /// ``mpp``. Scanners published with their powers lie between 7.8 (3DHISTECH, 0.39 um at 20x) and 10.1 um; 40x beside
  /// 0.5 um is 20.
  static let magnificationTolerance = 1.4
  /// Ratio of the two sides of a pixel from which it is flagged; scanners have square pixels, calibrated to 0.5 %.
  static let squareTolerance = 1.02

  /// What does not agree about the size of the slide's pixels; empty where nothing speaks against it.
  public var scaleFlags: [QualityFlag] { [statedFlag, magnificationFlag, squareFlag].compactMap { $0 } }

  private var statedFlag: QualityFlag? {
    guard let stated = mppStated, Self.ratio(stated.mean, mpp.mean) > Self.mppTolerance else { return nil }
    return QualityFlag(
      kind: .mppDisagrees, details: [QualityDetail(.mpp, mpp.mean), QualityDetail(.mppStated, stated.mean)],
      slide: fileName)
  }

  private var magnificationFlag: QualityFlag? {
    guard let objective, objective > 0, Self.ratio(mpp.mean * objective, 10) > Self.magnificationTolerance else {
      return nil
    }
    return QualityFlag(
      kind: .magnificationDisagrees,
      details: [QualityDetail(.objective, objective), QualityDetail(.mpp, mpp.mean)], slide: fileName)
  }

  private var squareFlag: QualityFlag? {
    guard Self.ratio(mpp.x, mpp.y) > Self.squareTolerance else { return nil }
    return QualityFlag(
      kind: .unequalPixels, details: [QualityDetail(.pixelWidth, mpp.x), QualityDetail(.pixelHeight, mpp.y)],
      slide: fileName)
  }

  /// 1 or more.
  private static func ratio(_ one: Double, _ other: Double) -> Double { max(one / other, other / one) }
}

extension CaseFile {
  /// The slide at `index` with the digest that it is held to: as registered, or, in casebooks of before slides had one,
  /// as scored.
  public func slide(_ index: Int) -> CaseSlide? {
    guard record.slides.indices.contains(index) else { return nil }
    var slide = record.slides[index]
    if slide.quickDigest == nil, let digests = finding?.slideDigests, digests.indices.contains(index) {
      slide.quickDigest = digests[index].quick
    }
    return slide
  }

  /// All slides, as ``slide(_:)`` has them.
  public var slides: [CaseSlide] { record.slides.indices.compactMap(slide) }
}
