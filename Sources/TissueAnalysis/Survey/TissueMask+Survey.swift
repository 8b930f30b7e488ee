import Microscopy

extension TissueMask {
  /// How far the rim of a mark reaches beyond what its colour tells, um.
  private static let inkRim = 40.0
  /// Half the side of the square that closes gaps, um.
  private static let closingRadius = 16.0

  /// The mask of a scan, and what it leaves out.
  ///
  /// Saturation is parted by Otsu's threshold, smoothed by a median of 7 x 7, closed; small objects and holes go; ink
  /// and its rim go last, so that closing does not bring them back. The saturation is used up.
  ///
  /// - Parameter ink: what ``InkFinder`` found.
  static func find(in scan: SurveyScan, _ pixels: inout JudgedScan, ink: BitPlane) -> FoundTissue {
    let side = scan.micronsPerPixel
    let count = { (squareMicrons: Double) in max(1, Int((squareMicrons / (side * side)).rounded())) }
    let radius = { (microns: Double) in max(1, Int((microns / side).rounded())) }
    let stained = MajorityFilter.apply(to: stained(pixels))
    pixels.dropSaturation()
    let pen = ink.dilated(by: radius(inkRim))
    let objects = stained.closed(by: radius(closingRadius))
      .subtracting(ink)
      .withoutHoles(smallerThan: count(largestHole))
      .subtracting(pen)
    let plane = objects.withoutObjects(smallerThan: count(smallestObject))
    let mask = TissueMask(plane: plane, micronsPerPixel: scan.micronsPerPixel, level0PerPixel: scan.level0PerPixel)
    return FoundTissue(mask: mask, leftOut: LeftOutPixels(pen: pen, tooSmall: objects.subtracting(plane)))
  }

  private static func stained(_ pixels: JudgedScan) -> BitPlane {
    let threshold = SaturationThreshold.otsu(histogram(pixels))
    var plane = BitPlane(width: pixels.judged.width, height: pixels.judged.height)
    for row in 0..<plane.height {
      for word in 0..<plane.wordsPerRow {
        plane.setWord(word, row: row, to: bits(of: pixels, word: word, row: row, threshold: threshold))
      }
    }
    return plane
  }

  private static func bits(of pixels: JudgedScan, word: Int, row: Int, threshold: Int) -> UInt64 {
    var bits: UInt64 = 0
    let width = pixels.judged.width
    for column in (word * 64)..<min(width, word * 64 + 64)
    where Int(pixels.saturation[row * width + column]) >= threshold {
      bits |= 1 << UInt64(column & 63)
    }
    return bits
  }

  private static func histogram(_ pixels: JudgedScan) -> [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for row in 0..<pixels.judged.height {
      for run in pixels.judged.runs(inRow: row) {
        for column in run { counts[Int(pixels.saturation[row * pixels.judged.width + column])] += 1 }
      }
    }
    return counts
  }
}

/// The mask of a scan, and what looks like tissue and is not in it.
struct FoundTissue {
  let mask: TissueMask
  let leftOut: LeftOutPixels
}

/// What a survey leaves out of the mask, on its grid.
struct LeftOutPixels {
  /// Ink and its rim.
  let pen: BitPlane
  /// Objects that are too small to be tissue.
  let tooSmall: BitPlane
  /// What no level of the slide could give, level-0 px.
  var damaged: [SlideRegion] = []
}
