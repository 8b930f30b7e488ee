/// How well detected points agree with the true ones: each matches at most one of the other, the closest pairs first.
public struct DetectionScore: Sendable, Hashable {
  /// Detections with a true point within reach.
  public let truePositives: Int
  /// Detections that match no true point.
  public let falsePositives: Int
  /// True points that no detection was matched to.
  public let falseNegatives: Int

  /// Counts that were found otherwise or that add up several tiles.
  public init(truePositives: Int, falsePositives: Int, falseNegatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
  }

  /// Matches points of one tile; all in one unit, `distance` included (4 um is usual).
  ///
  /// Pairs within `distance` are taken from the closest on, unless one of the two is taken already; equal distances in
  /// the order of the detections, then of the truth.
  public init(detected: [SIMD2<Double>], truth: [SIMD2<Double>], within distance: Double) {
    let pairs = Self.pairs(detected, truth, within: distance)
    var detectedTaken = [Bool](repeating: false, count: detected.count)
    var truthTaken = [Bool](repeating: false, count: truth.count)
    var matches = 0
    for pair in pairs where !detectedTaken[pair.detected] && !truthTaken[pair.truth] {
      detectedTaken[pair.detected] = true
      truthTaken[pair.truth] = true
      matches += 1
    }
    self.init(
      truePositives: matches, falsePositives: detected.count - matches, falseNegatives: truth.count - matches)
  }

  private struct Pair {
    let squared: Double
    let detected: Int
    let truth: Int
  }

  private static func pairs(_ detected: [SIMD2<Double>], _ truth: [SIMD2<Double>], within distance: Double) -> [Pair] {
    // By rising y of the truth, so that each detection looks at a band of it only.
    let order = truth.indices.sorted { truth[$0].y < truth[$1].y }
    var pairs: [Pair] = []
    for (index, point) in detected.enumerated() {
      var position = order.partition(from: point.y - distance, by: { truth[$0].y })
      while position < order.count, truth[order[position]].y <= point.y + distance {
        let offset = truth[order[position]] - point
        let squared = (offset * offset).sum()
        if squared <= distance * distance {
          pairs.append(Pair(squared: squared, detected: index, truth: order[position]))
        }
        position += 1
      }
    }
    return pairs.sorted { ($0.squared, $0.detected, $0.truth) < ($1.squared, $1.detected, $1.truth) }
  }

  /// Share of the detections that are true; 1 where nothing was detected.
  public var precision: Double { Self.share(truePositives, falsePositives) }
  /// Share of the true points that were detected; 1 where there are none.
  public var recall: Double { Self.share(truePositives, falseNegatives) }
  /// Harmonic mean of precision and recall; 1 where there is nothing and nothing was detected.
  public var f1: Double { Self.share(2 * truePositives, falsePositives + falseNegatives) }

  private static func share(_ hits: Int, _ misses: Int) -> Double {
    hits + misses == 0 ? 1 : Double(hits) / Double(hits + misses)
  }

  /// The counts of both together, as over the tiles of a slide.
  public static func + (left: DetectionScore, right: DetectionScore) -> DetectionScore {
    DetectionScore(
      truePositives: left.truePositives + right.truePositives,
      falsePositives: left.falsePositives + right.falsePositives,
      falseNegatives: left.falseNegatives + right.falseNegatives)
  }
}

extension [Int] {
  /// The first position in this order, rising by `key`, whose key is at least `value`.
  fileprivate func partition(from value: Double, by key: (Int) -> Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if key(self[middle]) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
