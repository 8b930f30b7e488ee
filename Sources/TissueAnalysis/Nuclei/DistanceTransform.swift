/// The Euclidean distance of every object pixel to the nearest background pixel, exact.
enum DistanceTransform {
  /// What a pixel gets that has no background in reach: objects so large are no nuclei.
  static let limit: Float = 255

  /// Squared distance along the column: a recurrence down and back up.
  private static func squaredColumns(_ mask: Pixels<UInt8>, into squared: Pixels<Float>, _ size: PlaneSize) {
    let width = size.width
    let first = (squared.row(0, width), mask.row(0, width))
    for x in 0..<width { first.0[x] = first.1[x] == 0 ? 0 : limit }
    for y in stride(from: 1, to: size.height, by: 1) {
      let (row, above, object) = (squared.row(y, width), squared.row(y - 1, width), mask.row(y, width))
      for x in 0..<width { row[x] = object[x] == 0 ? 0 : min(limit, above[x] + 1) }
    }
    for y in stride(from: size.height - 2, through: 0, by: -1) {
      let (row, below) = (squared.row(y, width), squared.row(y + 1, width))
      for x in 0..<width { row[x] = min(row[x], below[x] + 1) }
    }
    for index in 0..<size.count { squared[index] *= squared[index] }
  }

  /// Distances in px into `distance`; background is 0.
  ///
  /// Along each row the minimum of `column^2 + dx^2` is searched outwards and stops where `dx` alone exceeds the best:
  /// for objects as small as nuclei that is less work than the parabola envelope of Felzenszwalb and Huttenlocher 2012.
  ///
  /// - Parameters:
  ///   - mask: 1 object, 0 background. What lies outside the image is unknown and limits no distance.
  ///   - squared: scratch of the image's size.
  static func euclidean(
    _ mask: Pixels<UInt8>, into distance: Pixels<Float>, squared: Pixels<Float>, _ size: PlaneSize
  ) {
    squaredColumns(mask, into: squared, size)
    for row in 0..<size.height {
      let offset = row * size.width
      for x in 0..<size.width {
        distance[offset + x] = mask[offset + x] == 0 ? 0 : nearest(squared, offset, x, size.width).squareRoot()
      }
    }
  }

  @inline(__always)
  private static func nearest(_ squared: Pixels<Float>, _ offset: Int, _ x: Int, _ width: Int) -> Float {
    var best = squared[offset + x]
    var reach = 1
    while Float(reach * reach) < best {
      let across = Float(reach * reach)
      if x >= reach { best = min(best, squared[offset + x - reach] + across) }
      if x + reach < width { best = min(best, squared[offset + x + reach] + across) }
      if x < reach, x + reach >= width { break }
      reach += 1
    }
    return best
  }
}
