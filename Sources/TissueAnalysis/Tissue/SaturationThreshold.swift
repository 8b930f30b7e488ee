/// The saturation from which a pixel is tissue: N. Otsu 1979, held within limits.
enum SaturationThreshold {
  /// The fixed thresholds of CLAM's presets (presets/*.csv) lie from 8 to 15, and Otsu's method chooses among them:
  /// glass and its dust stay below; above, a few dark cells on much glass would pull the threshold over pale tissue,
  /// and a scan that is all tissue would be cut in two.
  static let range = 8...15

  /// - Parameter histogram: 256 counts of saturation.
  static func otsu(_ histogram: [Int]) -> Int {
    let total = histogram.reduce(0) { $0 + Double($1) }
    let moment = histogram.indices.reduce(0) { $0 + Double($1) * Double(histogram[$1]) }
    var (best, threshold) = (0.0, range.lowerBound)
    var (below, belowMoment) = (0.0, 0.0)
    for value in histogram.indices.dropLast() {
      below += Double(histogram[value])
      belowMoment += Double(value) * Double(histogram[value])
      guard below > 0, below < total else { continue }
      let distance = belowMoment / below - (moment - belowMoment) / (total - below)
      let between = below * (total - below) * distance * distance
      if between > best { (best, threshold) = (between, value + 1) }
    }
    return min(max(threshold, range.lowerBound), range.upperBound)
  }
}
