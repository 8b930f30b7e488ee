/// The outlines of connected areas of one label, along the edges of the 8 um squares.
struct RegionOutlines {
  private let labels: TissueLabels
  /// Areas of fewer squares are noise at a border: left out.
  private static let fewest = 6

  init(_ labels: TissueLabels) { self.labels = labels }

  /// All areas but glass and the background stroma, in reading order of their first square.
  func regions() -> [TruthRegion] {
    var visited = [Bool](repeating: false, count: labels.labels.count)
    var regions: [TruthRegion] = []
    for start in labels.labels.indices where !visited[start] {
      let squares = flood(from: start, &visited)
      let label = labels.labels[start]
      guard label != .glass, label != .stroma, squares.count >= Self.fewest else { continue }
      let side = Double(TissueLabels.side) * SlideRecipe.micronsPerPixel
      let outline = Outline(squares: squares, columns: labels.columns)
      regions.append(
        TruthRegion(label: label, rings: outline.rings(), area: Double(squares.count) * side * side))
    }
    return regions
  }

  /// The squares joined to `start` by their edges.
  private func flood(from start: Int, _ visited: inout [Bool]) -> [Int] {
    let label = labels.labels[start]
    var squares = [start]
    var next = 0
    visited[start] = true
    while next < squares.count {
      let square = squares[next]
      next += 1
      for neighbour in neighbours(of: square) where !visited[neighbour] && labels.labels[neighbour] == label {
        visited[neighbour] = true
        squares.append(neighbour)
      }
    }
    return squares
  }

  private func neighbours(of square: Int) -> [Int] {
    let (row, column) = square.quotientAndRemainder(dividingBy: labels.columns)
    var result: [Int] = []
    if column > 0 { result.append(square - 1) }
    if column + 1 < labels.columns { result.append(square + 1) }
    if row > 0 { result.append(square - labels.columns) }
    if row + 1 < labels.rows { result.append(square + labels.columns) }
    return result
  }
}

/// Joins the border edges of a set of squares to closed rings.
private struct Outline {
  /// Corner to the corners that follow it, inside to the right: a corner that two squares touch has two.
  private let following: [Int: [Int]]
  private let starts: [Int]
  private let stride: Int

  init(squares: [Int], columns: Int) {
    let stride = columns + 1
    let inside = Set(squares)
    var following: [Int: [Int]] = [:]
    var starts: [Int] = []
    let join = { (from: Int, to: Int) in
      following[from, default: []].append(to)
      starts.append(from)
    }
    for square in squares.sorted() {
      let (row, column) = square.quotientAndRemainder(dividingBy: columns)
      let corner = row * stride + column
      let has = { (dx: Int, dy: Int) in
        column + dx >= 0 && column + dx < columns && inside.contains(square + dx + dy * columns)
      }
      if !has(0, -1) { join(corner, corner + 1) }
      if !has(1, 0) { join(corner + 1, corner + 1 + stride) }
      if !has(0, 1) { join(corner + 1 + stride, corner + stride) }
      if !has(-1, 0) { join(corner + stride, corner) }
    }
    self.stride = stride
    self.starts = starts
    self.following = following
  }

  /// The rings in level-0 px: the first square's is the outer one, which therefore comes first.
  func rings() -> [[SIMD2<Double>]] {
    var following = following
    var rings: [[SIMD2<Double>]] = []
    for start in starts where !(following[start] ?? []).isEmpty {
      var corners = [start]
      var direction = 0
      var corner = start
      repeat {
        guard let step = Self.turn(from: corner, direction, &following) else { break }
        direction = step - corner
        corner = step
        corners.append(corner)
      } while corner != start
      rings.append(smoothed(corners))
    }
    return rings
  }

  /// Takes the left one of two ways on, so that squares that touch at a corner only stay apart from the outside.
  private static func turn(from corner: Int, _ direction: Int, _ following: inout [Int: [Int]]) -> Int? {
    guard var ways = following[corner], !ways.isEmpty else { return nil }
    let index = ways.count == 2 && ways[0] - corner == direction ? 1 : 0
    let step = ways.remove(at: index)
    following[corner] = ways
    return step
  }

  /// The middles of the edges: a stair becomes a slope. Closed.
  private func smoothed(_ corners: [Int]) -> [SIMD2<Double>] {
    var points: [SIMD2<Double>] = []
    for index in 1..<max(1, corners.count) {
      let middle = (place(corners[index - 1]) + place(corners[index])) / 2
      if points.count > 1, Self.isStraight(points[points.count - 2], points[points.count - 1], middle) {
        points[points.count - 1] = middle
      } else {
        points.append(middle)
      }
    }
    if let first = points.first { points.append(first) }
    return points
  }

  private func place(_ corner: Int) -> SIMD2<Double> {
    let side = Double(TissueLabels.side)
    return SIMD2(Double(corner % stride) * side, Double(corner / stride) * side)
  }

  private static func isStraight(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Bool {
    let first = b - a
    let second = c - b
    return first.x * second.y == first.y * second.x
  }
}
