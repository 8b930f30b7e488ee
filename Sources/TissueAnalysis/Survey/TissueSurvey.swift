import Microscopy

/// Where a slide has tissue and what is wrong with it.
public struct TissueSurvey: Sendable {
  /// Where the tissue is.
  public let mask: TissueMask
  /// The flags in the order of ``TissueFlag/Kind``'s cases, at most one of each kind.
  public let flags: [TissueFlag]
  /// Parts of the slide that could not be read.
  public let unreadableRegions: Int
  /// The colour of the empty glass: what pixels are divided by before stains are measured.
  public let glass: Glass
  /// Tissue that is likely there and could not be seen, mm2: in what could not be read, and in holes of the scan among
  /// tissue.
  public let missingMM2: Double
  /// What looks like tissue and is not in the mask; `nil` where somebody else made the survey.
  let leftOut: LeftOutPixels?

  /// A survey that somebody else made, of a slide whose glass is white.
  public init(mask: TissueMask, flags: [TissueFlag], unreadableRegions: Int, missingMM2: Double = 0) {
    self.init(
      mask: mask, flags: flags, unreadableRegions: unreadableRegions, missingMM2: missingMM2, glass: .white,
      leftOut: nil)
  }

  private init(
    mask: TissueMask, flags: [TissueFlag], unreadableRegions: Int, missingMM2: Double, glass: Glass,
    leftOut: LeftOutPixels?
  ) {
    self.mask = mask
    self.flags = flags
    self.unreadableRegions = unreadableRegions
    self.missingMM2 = missingMM2
    self.glass = glass
    self.leftOut = leftOut
  }

  /// Reads the slide once at about 8 um/px and a few tiles at 0.5 um/px, finds its glass and its tissue and judges its
  /// quality.
  ///
  /// Memory is 35 bits per pixel of 8 um, of which 3 are kept, and a few MiB per worker, whatever the slide's size.
  ///
  /// - Parameters:
  ///   - mpp: the physical size to go by, the slide's own or one that was given.
  ///   - workers: threads that read.
  ///   - watch: is told how far the reading is.
  /// - Throws: where nothing of the slide could be read.
  public static func survey(
    of slide: some SlideSource, mpp: MicronsPerPixel, workers: Int = 1, _ watch: SurveyWatch = .none
  ) throws(SlideReadFailure) -> TissueSurvey {
    var scan = try SurveyScan(slide: slide, mpp: mpp, workers: workers, watch)
    let found = GlassFinder.find(in: scan, slide: slide.description.size)
    let glass = found ?? .white
    var pixels = JudgedScan(scan, glass: glass)
    let ink = InkFinder(scan, glass: glass).marks(colored: pixels.ink)
    let empty = scan.emptyPixels(glass: found)
    scan.dropColors()
    let tissue = TissueMask.find(in: scan, &pixels, ink: ink)
    let mask = tissue.mask
    let samples = QualitySamples(slide: GlassSlide(slide, glass: glass), mask: mask, mpp: mpp)
    let missing = MissingTissue(scan: scan, pixels: pixels, empty: empty, mask: mask).areaMM2
    let rules = QualityRules(
      scan: scan, pixels: pixels, mask: mask, ink: ink, samples: samples, glass: found, missingMM2: missing)
    var leftOut = tissue.leftOut
    leftOut.damaged = scan.damaged
    return TissueSurvey(
      mask: mask, flags: rules.flags, unreadableRegions: scan.unreadable, missingMM2: missing, glass: glass,
      leftOut: leftOut)
  }
}
