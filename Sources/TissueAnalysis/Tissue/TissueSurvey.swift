import Microscopy

/// Where a slide has tissue and what is wrong with it.
public struct TissueSurvey: Sendable {
  /// Where the tissue is.
  public let mask: TissueMask
  /// In the order of ``TissueFlag/Kind``'s cases, at most one of a kind.
  public let flags: [TissueFlag]
  /// Parts of the slide that could not be read.
  public let unreadableRegions: Int

  /// A survey that somebody else made.
  public init(mask: TissueMask, flags: [TissueFlag], unreadableRegions: Int) {
    self.mask = mask
    self.flags = flags
    self.unreadableRegions = unreadableRegions
  }

  /// Reads the slide once at about 8 um/px and a few tiles at 0.5 um/px, finds its tissue and judges its quality.
  ///
  /// Memory is 11 bits a pixel of 8 um and a few MiB a worker, whatever the slide's size.
  ///
  /// - Parameters:
  ///   - mpp: the physical size to go by, the slide's own or one that was given.
  ///   - workers: threads that read.
  /// - Throws: where nothing of the slide could be read.
  public static func survey(
    of slide: some SlideSource, mpp: MicronsPerPixel, workers: Int = 1
  ) throws(SlideReadFailure) -> TissueSurvey {
    var scan = try SurveyScan(slide: slide, mpp: mpp, workers: workers)
    let (mask, ink) = TissueMask.mask(of: &scan)
    let samples = QualitySamples(slide: slide, mask: mask, mpp: mpp)
    return TissueSurvey(
      mask: mask, flags: QualityRules(scan: scan, mask: mask, ink: ink, samples: samples).flags,
      unreadableRegions: scan.unreadable)
  }
}
