extension Canvas {
  /// The blur of any objective: a kernel of 1 2 1 in both directions.
  func softenSlightly() {
    for plane in [haematoxylin, eosin] {
      Self.smooth(plane, width: width, height: height)
    }
  }

  private static func smooth(_ plane: UnsafeMutableBufferPointer<Float>, width: Int, height: Int) {
    var previous = [Float](repeating: 0, count: width)
    var current = previous
    for row in 0..<height {
      let start = row * width
      for column in 0..<width { current[column] = plane[start + column] }
      for column in 1..<max(1, width - 1) {
        plane[start + column] = 0.25 * (current[column - 1] + current[column + 1]) + 0.5 * current[column]
      }
    }
    for column in 0..<width { previous[column] = plane[column] }
    for row in 1..<max(1, height - 1) {
      let start = row * width
      for column in 0..<width {
        let here = plane[start + column]
        plane[start + column] = 0.25 * (previous[column] + plane[start + width + column]) + 0.5 * here
        previous[column] = here
      }
    }
  }

  /// Out of focus: three passes of a box of `radius` px, near a Gaussian of that standard deviation, mixed in by
  /// `share` (0...1) of the level-0 px.
  func defocus(radius: Int, share: (Int, Int) -> Float) {
    for plane in [haematoxylin, eosin] {
      var soft = Array(plane)
      for _ in 0..<3 {
        soft = Self.box(soft, lines: height, length: width, step: 1, stride: width, radius: radius)
        soft = Self.box(soft, lines: width, length: height, step: width, stride: 1, radius: radius)
      }
      for row in 0..<height {
        for column in 0..<width {
          let offset = row * width + column
          plane[offset] += (soft[offset] - plane[offset]) * share(left + column, top + row)
        }
      }
    }
  }

  private static func box(
    _ source: [Float], lines: Int, length: Int, step: Int, stride: Int, radius: Int
  ) -> [Float] {
    var result = source
    let scale = 1 / Float(2 * radius + 1)
    guard length > 2 * radius else { return source }
    source.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { result in
        for line in 0..<lines {
          let start = line * stride
          // A running sum would round differently for each way to cut the slide into reads.
          for center in radius..<(length - radius) {
            var sum: Float = 0
            for index in (center - radius)...(center + radius) { sum += source[start + index * step] }
            result[start + center * step] = sum * scale
          }
        }
      }
    }
    return result
  }
}
