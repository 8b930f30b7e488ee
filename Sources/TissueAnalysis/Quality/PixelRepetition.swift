/// Finds pictures whose pixels were repeated to make them larger, by whole numbers or not.
///
/// Between repeated pixels nothing changes, and that comes in a beat: enlarged 1.5 times, one of three columns is its
/// neighbour; enlarged 3 times, two of three. So the change from column to column, summed over the height, is taken
/// apart by its place in periods of 2 to 7 columns: where pixels were repeated some places have hardly any change and
/// the others all of it, in a picture that was scanned so all have the same. The same holds for rows. A period of 8 is
/// not asked for: it is that of JPEG's blocks.
enum PixelRepetition {
  private static let periods = 2...7
  /// Columns to each side whose mean change a column's is taken relative to.
  private static let reach = 8
  /// Change at a still place, as a share of that at the liveliest.
  private static let none = 0.3
  /// How many times the change at the least lively place is that at the liveliest still one.
  private static let separation = 2.0
  /// How much clearer a longer period must be: every period has multiples.
  private static let clearer = 1.05
  /// A change below it, in units of the mean, is none: pixels that are repeated to the last bit have exactly none.
  private static let least = 0.01

  /// How often pixels are repeated along both axes, on average; 1 where they are not.
  ///
  /// On 76 tiles of three slides, as scanned and enlarged 1.25, 1.33, 1.5, 1.75, 2, 3 and 4 times: saved as JPEG of
  /// quality 90 and 70 the factor was found in 8 to 10 of 10 tiles, of quality 50 in half of them at least but for 1.5
  /// and 1.75; of 304 tiles as scanned, of quality 90 to 30, one had any.
  static func factor(_ gray: GrayImage) -> Double {
    guard let columns = factor(gray.changes(isAcross: true)), let rows = factor(gray.changes(isAcross: false)) else {
      return 1
    }
    return min(columns, rows)
  }

  /// n / (n - s) for n places of a period of which s are still; `nil` where no period tells them apart.
  private static func factor(_ changes: [Double]) -> Double? {
    let relative = changes.indices.map { index in
      let near = changes[max(0, index - reach)...min(changes.count - 1, index + reach)]
      return changes[index] / max(near.reduce(0, +) / Double(near.count), .leastNormalMagnitude)
    }
    var best: (separation: Double, factor: Double)?
    for period in periods where relative.count >= 4 * period {
      let places = (0..<period).map { median(stride(from: $0, to: relative.count, by: period).map { relative[$0] }) }
        .sorted()
      for still in 1..<period where places[still - 1] <= none * places[period - 1] {
        let separation = places[still] / max(places[still - 1], least)
        guard separation > clearer * (best?.separation ?? 0) else { continue }
        best = (separation, Double(period) / Double(period - still))
      }
    }
    return best.flatMap { $0.separation >= separation ? $0.factor : nil }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

extension GrayImage {
  /// The mean squared difference of each column from the next, or of each row.
  fileprivate func changes(isAcross: Bool) -> [Double] {
    let (count, length) = isAcross ? (width, height) : (height, width)
    let (step, along) = isAcross ? (1, width) : (width, 1)
    return (0..<max(0, count - 1)).map { index in
      var sum = 0.0
      for place in 0..<length {
        let offset = index * step + place * along
        let difference = Double(pixels[offset + step] - pixels[offset])
        sum += difference * difference
      }
      return sum
    }
  }

  /// Each block of `factor` x `factor` px, which need not be whole, as one.
  func reduced(by factor: Double) -> GrayImage {
    guard factor > 1 else { return self }
    let across = boxes(width, factor)
    let down = boxes(height, factor)
    let means = down.flatMap { rows in
      across.map { columns -> Float in
        var sum: Float = 0
        for row in rows { for column in columns { sum += pixels[row * width + column] } }
        return sum / Float(rows.count * columns.count)
      }
    }
    return GrayImage(width: across.count, height: down.count, pixels: means)
  }

  private func boxes(_ length: Int, _ factor: Double) -> [Range<Int>] {
    (0..<max(1, Int(Double(length) / factor))).map { index in
      let first = min(length - 1, Int((Double(index) * factor).rounded()))
      return first..<min(length, max(first + 1, Int((Double(index + 1) * factor).rounded())))
    }
  }

  /// The picture drawn smoothly at `factor` times its size: Catmull and Rom's cubic, the edge repeated.
  func enlarged(by factor: Double) -> GrayImage {
    let (columns, rows) = (taps(width, factor), taps(height, factor))
    let wide = (0..<height).flatMap { row in
      columns.map { tap in
        (0..<4).reduce(Float(0)) { $0 + tap.weights[$1] * pixels[row * width + tap.places[$1]] }
      }
    }
    let tall = rows.flatMap { tap in
      columns.indices.map { column in
        (0..<4).reduce(Float(0)) { $0 + tap.weights[$1] * wide[tap.places[$1] * columns.count + column] }
      }
    }
    return GrayImage(width: columns.count, height: rows.count, pixels: tall)
  }

  private func taps(_ length: Int, _ factor: Double) -> [(places: SIMD4<Int>, weights: SIMD4<Float>)] {
    (0..<Int(Double(length) * factor)).map { index in
      let place = (Double(index) + 0.5) / factor - 0.5
      let first = Int(place.rounded(.down))
      let t = Float(place - Double(first))
      let (t2, t3) = (t * t, t * t * t)
      let weights = SIMD4(
        -0.5 * t + t2 - 0.5 * t3, 1 - 2.5 * t2 + 1.5 * t3, 0.5 * t + 2 * t2 - 1.5 * t3, -0.5 * t2 + 0.5 * t3)
      let places = SIMD4(first - 1, first, first + 1, first + 2)
      return (places.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: length - 1)), weights)
    }
  }
}
