/// Finds pictures whose pixels were repeated to make them larger.
///
/// Between repeated pixels nothing changes, so that the change from column to column, summed over the height, falls to
/// nothing several times within a few columns; in a picture that was scanned so it hardly varies over as many. The same
/// holds for rows. Compression blurs the edges and adds noise, which leaves the change small beside that at an edge.
enum PixelRepetition {
  /// Columns to each side that a column is compared with: pixels repeated up to eight times are found.
  private static let reach = 8
  /// A change below this share of the largest nearby is none.
  private static let none = 0.25
  /// Share of columns without a change, from which on pixels may be repeated: one in three is a factor of 1.5.
  private static let share = 0.3
  /// Of n repeated pixels n - 1 show no change; so much of that share is asked for.
  private static let agreement = 0.8

  /// How often pixels are repeated along both axes; 1 where they are not.
  ///
  /// On 120 tiles of six slides, as scanned and after repeating 2, 3 and 4 times: every factor was found, without
  /// compression and with JPEG of quality 90 to 50, but that of blurred tissue below 90; no tile as scanned had one.
  static func factor(_ gray: GrayImage) -> Double {
    let (across, down) = (gray.changes(isAcross: true), gray.changes(isAcross: false))
    guard let columns = spacing(across), let rows = spacing(down) else { return 1 }
    return Double(min(columns, rows))
  }

  /// The median distance of the edges; `nil` where there is a change everywhere.
  private static func spacing(_ changes: [Double]) -> Int? {
    let isStill = changes.indices.map { index in
      let near = changes[max(0, index - reach)...min(changes.count - 1, index + reach)]
      return changes[index] <= none * (near.max() ?? 0)
    }
    let edges = changes.indices.filter { !isStill[$0] && ($0 == 0 || isStill[$0 - 1]) }
    guard edges.count > 2 else { return nil }
    let distances = zip(edges.dropFirst(), edges).map { $0 - $1 }.sorted()
    let distance = distances[distances.count / 2]
    let still = Double(isStill.count { $0 }) / Double(changes.count)
    let wanted = max(share, agreement * (1 - 1 / Double(distance)))
    return still >= wanted && distance <= reach ? distance : nil
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
