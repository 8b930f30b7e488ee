import Microscopy

extension TissueMask {
  /// Smallest object that is tissue: 200 x 200 um (WSInfer, wsinfer/patchlib/segment.py).
  static let smallestObject = 200.0 * 200.0
  /// Largest hole that is still tissue: 190 x 190 um (the same).
  static let largestHole = 190.0 * 190.0
  /// Smallest ink mark, 100 x 100 um: what is smaller is a dense nucleus, a fold or pigment.
  static let smallestMark = 100.0 * 100.0
  /// How far the rim of a mark reaches beyond what its colour tells, um.
  private static let inkRim = 40.0
  /// Half the side of the square that closes gaps, um.
  private static let closingRadius = 16.0

  /// The mask of a scan, and the ink that was taken out of it.
  ///
  /// Saturation is parted by Otsu's threshold, smoothed by a median of 7 x 7, closed; small objects and holes go; ink and
  /// its rim go last, so that closing does not bring them back. The scan's saturation is used up.
  static func mask(of scan: inout SurveyScan) -> (mask: TissueMask, ink: BitPlane) {
    let side = scan.micronsPerPixel
    let pixels = { (squareMicrons: Double) in max(1, Int((squareMicrons / (side * side)).rounded())) }
    let radius = { (microns: Double) in max(1, Int((microns / side).rounded())) }
    let ink = scan.ink.withoutObjects(smallerThan: pixels(smallestMark))
    let stained = MajorityFilter.apply(to: stained(scan))
    scan.saturation = []
    let plane = stained.closed(by: radius(closingRadius))
      .subtracting(ink)
      .withoutHoles(smallerThan: pixels(largestHole))
      .subtracting(ink.dilated(by: radius(inkRim)))
      .withoutObjects(smallerThan: pixels(smallestObject))
    let mask = TissueMask(
      plane: plane, micronsPerPixel: scan.micronsPerPixel, level0PerPixel: scan.level0PerPixel)
    return (mask, ink)
  }

  private static func stained(_ scan: SurveyScan) -> BitPlane {
    let threshold = SaturationThreshold.otsu(histogram(scan))
    var plane = BitPlane(width: scan.size.width, height: scan.size.height)
    for row in 0..<scan.size.height {
      for word in 0..<plane.wordsPerRow {
        plane.setWord(word, row: row, to: bits(of: scan, word: word, row: row, threshold: threshold))
      }
    }
    return plane
  }

  private static func bits(of scan: SurveyScan, word: Int, row: Int, threshold: Int) -> UInt64 {
    var bits: UInt64 = 0
    let columns = (word * 64)..<min(scan.size.width, word * 64 + 64)
    let start = row * scan.size.width
    for column in columns where Int(scan.saturation[start + column]) >= threshold {
      bits |= 1 << UInt64(column & 63)
    }
    return bits
  }

  private static func histogram(_ scan: SurveyScan) -> [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for row in 0..<scan.size.height {
      for run in scan.judged.runs(inRow: row) {
        for column in run { counts[Int(scan.saturation[row * scan.size.width + column])] += 1 }
      }
    }
    return counts
  }
}
