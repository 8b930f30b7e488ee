/// The connected objects of a plane, as runs of pixels joined row by row.
struct MaskObjects {
  /// Which neighbours join.
  enum Connection {
    /// Edges only: for holes, so that tissue that touches by a corner encloses.
    case edges
    /// Edges and corners: for objects.
    case corners
  }

  private struct Run {
    let row: Int32
    let start: Int32
    let end: Int32
  }

  private let width: Int
  private let height: Int
  private var runs: [Run] = []
  private var parent: [Int32] = []
  /// Pixels of the object, at its root.
  private var area: [Int] = []
  private var touchesEdge: [Bool] = []

  init(_ plane: BitPlane, joinedBy connection: Connection) {
    width = plane.width
    height = plane.height
    let reach: Int32 = connection == .corners ? 1 : 0
    var above = 0..<0
    for row in 0..<plane.height {
      let first = runs.count
      for range in plane.runs(inRow: row) { append(range, row: row) }
      join(above, first..<runs.count, reach: reach)
      above = first..<runs.count
    }
  }

  private mutating func append(_ range: Range<Int>, row: Int) {
    parent.append(Int32(runs.count))
    runs.append(Run(row: Int32(row), start: Int32(range.lowerBound), end: Int32(range.upperBound)))
    area.append(range.count)
    touchesEdge.append(row == 0 || row == height - 1 || range.lowerBound == 0 || range.upperBound == width)
  }

  /// Joins the runs of two neighbouring rows, both in order of columns.
  private mutating func join(_ above: Range<Int>, _ here: Range<Int>, reach: Int32) {
    var (upper, lower) = (above.lowerBound, here.lowerBound)
    while upper < above.upperBound, lower < here.upperBound {
      if runs[upper].start < runs[lower].end + reach, runs[lower].start < runs[upper].end + reach {
        unite(upper, lower)
      }
      if runs[upper].end < runs[lower].end { upper += 1 } else { lower += 1 }
    }
  }

  private mutating func unite(_ first: Int, _ second: Int) {
    let (one, other) = (root(first), root(second))
    guard one != other else { return }
    let (kept, joined) = one < other ? (one, other) : (other, one)
    parent[joined] = Int32(kept)
    area[kept] += area[joined]
    touchesEdge[kept] = touchesEdge[kept] || touchesEdge[joined]
  }

  private mutating func root(_ run: Int) -> Int {
    var run = run
    while parent[run] != run {
      parent[run] = parent[Int(parent[run])]
      run = Int(parent[run])
    }
    return run
  }

  /// A plane with the objects for which `isKept` (area in pixels, whether it touches the plane's edge) holds.
  mutating func plane(where isKept: (Int, Bool) -> Bool) -> BitPlane {
    var plane = BitPlane(width: width, height: height)
    for index in runs.indices {
      let root = root(index)
      guard isKept(area[root], touchesEdge[root]) else { continue }
      let run = runs[index]
      plane.fill(Int(run.start)..<Int(run.end), row: Int(run.row), with: true)
    }
    return plane
  }
}

extension MaskObjects {
  /// A plane with the objects for which `isKept` (area in pixels, pixels that are set in `other` as well) holds.
  mutating func plane(counting other: BitPlane, where isKept: (Int, Int) -> Bool) -> BitPlane {
    var shared = [Int](repeating: 0, count: runs.count)
    for index in runs.indices {
      let run = runs[index]
      let (columns, row) = (Int(run.start)..<Int(run.end), Int(run.row))
      shared[root(index)] += other.count(columns: columns, rows: row..<(row + 1))
    }
    let areas = area
    return plane(ofRoots: { isKept(areas[$0], shared[$0]) })
  }

  /// The largest `count` objects, one by one, and a plane of all others.
  mutating func largest(_ count: Int) -> (each: [BitPlane], others: BitPlane) {
    let roots = runs.indices.filter { parent[$0] == $0 }.sorted { (area[$0], $1) > (area[$1], $0) }.prefix(count)
    var each: [BitPlane] = []
    for wanted in roots { each.append(plane(ofRoots: { $0 == wanted })) }
    return (each, plane(ofRoots: { !roots.contains($0) }))
  }

  private mutating func plane(ofRoots isKept: (Int) -> Bool) -> BitPlane {
    var plane = BitPlane(width: width, height: height)
    for index in runs.indices where isKept(root(index)) {
      let run = runs[index]
      plane.fill(Int(run.start)..<Int(run.end), row: Int(run.row), with: true)
    }
    return plane
  }
}

extension BitPlane {
  /// Without the objects of fewer than `pixels` pixels.
  func withoutObjects(smallerThan pixels: Int) -> BitPlane {
    var objects = MaskObjects(self, joinedBy: .corners)
    return objects.plane { area, _ in area >= pixels }
  }

  /// With the holes filled that have fewer than `pixels` pixels; what is open to the edge of the plane is not a hole.
  func withoutHoles(smallerThan pixels: Int) -> BitPlane {
    var gaps = MaskObjects(inverted(), joinedBy: .edges)
    return union(gaps.plane { area, touchesEdge in area < pixels && !touchesEdge })
  }
}
