import Casework

/// How much coarser a scan is than the scale at which the encoder looks.
package struct ScanCoarseness {
  package let slide: CaseSlide
  /// Micrometres per px of the encoder's tiles.
  package let encoder: Double

  /// From here on it is noted: calibrations and resampled pyramids differ by less.
  package static let flagged = 1.15
  /// Above it no call is made. Samples averaged to coarser pixels moved the demonstration's log-hazard by at most 0.07
  /// up to 1.5 times and 0.11 at 2, by 0.4 at 3 and 0.9 at 4, where one LOW became HIGH; its 95 % interval has a
  /// half-width of 0.45. That is morphometry, which lives on shapes of nuclei; networks see finer texture, of which an
  /// enlarged tile has none, so that the limit stays well below what morphometry bears. A 10x scan (1 um) is refused
  /// where 20x is wanted, and 20x where 40x is.
  package static let limit = 1.5

  /// 1 where the scan is exactly as fine as the encoder's tiles, below 1 where it is finer.
  package var ratio: Double { slide.mpp.mean / encoder }

  /// `nil` where the scan is fine enough.
  package var flag: QualityFlag? {
    guard ratio > Self.flagged else { return nil }
    return QualityFlag(
      kind: .coarseScan,
      details: [
        QualityDetail(.mpp, slide.mpp.mean), QualityDetail(.mppEncoder, encoder), QualityDetail(.measured, ratio),
        QualityDetail(.noted, Self.flagged), QualityDetail(.limit, Self.limit),
      ], slide: slide.fileName)
  }
}

/// What contradicts the size of a slide's pixels while nothing else speaks for it: a call at the wrong scale is a call
/// of another tissue.
package struct ScaleContradiction {
  /// One phrase with the figures.
  package let words: String

  /// Ratio of two pixel sizes from which they contradict each other: that of neighbouring objectives is 2 or more.
  private static let limit = 1.5
  /// Formats whose scanners have a magnifying adapter behind the objective, so that 20x and 0.25 um are both right.
  private static let adapterVendors: Set<String> = ["mirax", "zeiss", "dicom"]

  /// `nil` where the size can be relied on. One that was given by a person stands where the file itself or its
  /// objective says the same.
  package init?(_ slide: CaseSlide) {
    let mpp = slide.mpp.mean
    let stated = slide.mppStated?.mean
    let usual = slide.objective.flatMap { $0 > 0 && !Self.adapterVendors.contains(slide.vendor) ? 10 / $0 : nil }
    let differs = { (value: Double?) in value.map { max($0 / mpp, mpp / $0) > Self.limit } }
    let (fileDiffers, objectiveDiffers) = (differs(stated), differs(usual))
    if slide.mppGiven, fileDiffers == false || objectiveDiffers == false { return nil }
    guard fileDiffers == true || objectiveDiffers == true else { return nil }
    let file = fileDiffers == true ? stated.map { "the file says \(Self.figure($0)) um" } : nil
    let objective =
      objectiveDiffers == true ? usual.map { "\(Self.figure(10 / $0))x means \(Self.figure($0)) um" } : nil
    let against = [file, objective].compactMap { $0 }.joined(separator: " and ")
    words = "\(slide.fileName) is taken at \(Self.figure(mpp)) um a pixel, but \(against)"
  }

  private static func figure(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }
}
