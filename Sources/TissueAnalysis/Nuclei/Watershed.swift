/// Splits an object mask at the saddles of a height, in one sweep from the highest pixel down.
///
/// Every summit opens a region; a pixel joins the region of its highest neighbour. Where two regions meet, the lower
/// summit's prominence decides: below the rule they become one, so that a rough summit does not break a nucleus (the
/// dynamics of Grimaud 1992, decided on the way down rather than after). Each object pixel ends in exactly one region.
struct Watershed {
  /// When two regions that meet stay apart.
  struct Rule {
    /// Least height of the lower summit over the saddle.
    var prominence: Float
    /// Largest share that the saddle may have of the lower summit.
    var saddleShare: Float
    /// A region that has fewer pixels when it meets another is part of it.
    var pixels: Int32

    func keepsApart(lowerSummit: Float, saddle: Float, pixels count: Int32) -> Bool {
      count >= pixels && lowerSummit - saddle >= prominence && saddle <= saddleShare * lowerSummit
    }
  }

  /// Steps of the height by which pixels are ordered; higher ones count as the highest.
  private static let steps = 2048
  /// Steps a unit of height: heights are told apart to 1/64 px.
  private static let resolution: Float = 64

  private var parents: [Int32] = []
  private var summits: [Float] = []
  private var counts: [Int32] = []
  private var starts = [Int32](repeating: 0, count: Watershed.steps + 1)

  /// Labels the mask: 0 background, 1... regions in the order of their summits; answers how many.
  ///
  /// - Parameters:
  ///   - height: of the object pixels, at least 0.
  ///   - order: scratch of the image's size.
  mutating func label(
    _ mask: Pixels<UInt8>, height: Pixels<Float>, into labels: Pixels<Int32>, order: Pixels<Int32>, _ size: PlaneSize,
    rule: Rule
  ) -> Int {
    let pixels = sort(mask, height, into: order, size)
    labels.update(repeating: 0)
    parents = [0]
    summits = [0]
    counts = [0]
    for position in 0..<pixels { place(Int(order[position]), height, labels, size, rule) }
    return compact(labels, order, pixels)
  }

  /// Object pixels by falling height (counting sort, raster order among equals).
  private mutating func sort(
    _ mask: Pixels<UInt8>, _ height: Pixels<Float>, into order: Pixels<Int32>, _ size: PlaneSize
  ) -> Int {
    let step = { (index: Int) in Self.steps - 1 - min(Self.steps - 1, Int(height[index] * Self.resolution)) }
    for index in starts.indices { starts[index] = 0 }
    return starts.withUnsafeMutableBufferPointer { starts in
      for index in 0..<size.count where mask[index] != 0 { starts[step(index) + 1] += 1 }
      for index in 1...Self.steps { starts[index] += starts[index - 1] }
      let total = Int(starts[Self.steps])
      for index in 0..<size.count where mask[index] != 0 {
        let slot = step(index)
        order[Int(starts[slot])] = Int32(index)
        starts[slot] += 1
      }
      return total
    }
  }

  private mutating func place(
    _ index: Int, _ height: Pixels<Float>, _ labels: Pixels<Int32>, _ size: PlaneSize, _ rule: Rule
  ) {
    let (x, y) = size.position(of: index)
    let isInner = x > 0 && y > 0 && x < size.width - 1 && y < size.height - 1
    let region: Int32
    if isInner, let only = onlyLabel(around: index, labels, size.width) {
      region = only == 0 ? open(summit: height[index]) : find(only)
    } else {
      region = settle(x, y, height, labels, size, rule)
    }
    counts[Int(region)] += 1
    labels[index] = region
  }

  /// The one label among the eight neighbours, 0 where they have none, `nil` where they have several: nearly every
  /// pixel is settled by this.
  @inline(__always)
  private func onlyLabel(around index: Int, _ labels: Pixels<Int32>, _ width: Int) -> Int32? {
    let (up, down) = (index &- width, index &+ width)
    let above = (labels[up &- 1], labels[up], labels[up &+ 1])
    let beside = (labels[index &- 1], labels[index &+ 1])
    let below = (labels[down &- 1], labels[down], labels[down &+ 1])
    let label = max(
      max(max(above.0, above.1), max(above.2, beside.0)), max(max(beside.1, below.0), max(below.1, below.2)))
    let differs = { (other: Int32) in other != 0 && other != label }
    if differs(above.0) || differs(above.1) || differs(above.2) || differs(beside.0) { return nil }
    return differs(beside.1) || differs(below.0) || differs(below.1) || differs(below.2) ? nil : label
  }

  /// The region of a pixel between several: that of its highest neighbour, after all that meet here have met.
  private mutating func settle(
    _ x: Int, _ y: Int, _ height: Pixels<Float>, _ labels: Pixels<Int32>, _ size: PlaneSize, _ rule: Rule
  ) -> Int32 {
    let level = height[y * size.width + x]
    var (home, homeHeight): (Int32, Float) = (0, -1)
    for row in max(0, y - 1)...min(size.height - 1, y + 1) {
      for column in max(0, x - 1)...min(size.width - 1, x + 1) {
        let neighbour = row * size.width + column
        guard labels[neighbour] != 0 else { continue }
        let root = find(labels[neighbour])
        if home != 0, root != find(home) { meet(root, find(home), saddle: level, rule) }
        if height[neighbour] > homeHeight { (home, homeHeight) = (root, height[neighbour]) }
      }
    }
    return home == 0 ? open(summit: level) : find(home)
  }

  private mutating func open(summit: Float) -> Int32 {
    parents.append(Int32(parents.count))
    summits.append(summit)
    counts.append(0)
    return Int32(parents.count - 1)
  }

  private mutating func find(_ label: Int32) -> Int32 {
    var root = label
    while parents[Int(root)] != root {
      parents[Int(root)] = parents[Int(parents[Int(root)])]
      root = parents[Int(root)]
    }
    return root
  }

  /// Joins two roots unless the rule keeps them apart; the older one (the higher summit) stays.
  private mutating func meet(_ one: Int32, _ other: Int32, saddle: Float, _ rule: Rule) {
    let (older, younger) = (min(one, other), max(one, other))
    let pixels = min(counts[Int(older)], counts[Int(younger)])
    guard !rule.keepsApart(lowerSummit: summits[Int(younger)], saddle: saddle, pixels: pixels) else { return }
    parents[Int(younger)] = older
    counts[Int(older)] += counts[Int(younger)]
  }

  /// Numbers the roots 1... without gaps.
  private mutating func compact(_ labels: Pixels<Int32>, _ order: Pixels<Int32>, _ pixels: Int) -> Int {
    var numbers = [Int32](repeating: 0, count: parents.count)
    var next: Int32 = 0
    for label in parents.indices.dropFirst() where parents[label] == label {
      next += 1
      numbers[label] = next
    }
    for label in parents.indices.dropFirst() { numbers[label] = numbers[Int(find(Int32(label)))] }
    for position in 0..<pixels {
      let index = Int(order[position])
      labels[index] = numbers[Int(labels[index])]
    }
    return Int(next)
  }
}
