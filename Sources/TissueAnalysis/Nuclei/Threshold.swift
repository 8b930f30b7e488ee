/// Otsu's threshold (IEEE Transactions on Systems, Man and Cybernetics 1979).
enum Threshold {
  /// Bins of the histogram over 0 ..< `upper`.
  static let bins = 128

  /// The value that parts the bins with the largest variance between both classes; `nil` where nothing was counted or
  /// all lies in one bin. `histogram` has ``bins`` counts.
  static func otsu(_ histogram: [Int32], upper: Float) -> Float? {
    let total = histogram.reduce(0.0) { $0 + Double($1) }
    let sum = histogram.indices.reduce(0.0) { $0 + Double($1) * Double(histogram[$1]) }
    var (best, bestBin) = (0.0, -1)
    var (count, moment) = (0.0, 0.0)
    for bin in histogram.indices.dropLast() {
      count += Double(histogram[bin])
      moment += Double(bin) * Double(histogram[bin])
      guard count > 0, count < total else { continue }
      let difference = moment / count - (sum - moment) / (total - count)
      let between = count * (total - count) * difference * difference
      if between > best { (best, bestBin) = (between, bin) }
    }
    return bestBin < 0 ? nil : Float(bestBin + 1) * upper / Float(bins)
  }
}
