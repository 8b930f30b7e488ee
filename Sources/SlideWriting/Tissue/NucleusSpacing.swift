/// Which candidates stay where nuclei would overlap.
struct NucleusSpacing {
  private(set) var kept: [Cell] = []

  /// - Parameter area: holds all candidates.
  init(_ candidates: [Cell], area: Area) {
    let side = CellField.influence
    let columns = max(1, Int(((area.right - area.left) / side).rounded(.up)) + 1)
    let rows = max(1, Int(((area.bottom - area.top) / side).rounded(.up)) + 1)
    let bin = { (cell: Cell) in
      (Int((cell.x - area.left) / side), Int((cell.y - area.top) / side))
    }
    let (starts, order) = Self.sorted(candidates.map { bin($0).1 * columns + bin($0).0 }, bins: columns * rows)
    kept.reserveCapacity(candidates.count)
    for cell in candidates {
      let (column, row) = bin(cell)
      let yields = (max(0, row - 1)...min(rows - 1, row + 1)).contains { near in
        let first = starts[near * columns + max(0, column - 1)]
        let end = starts[near * columns + min(columns - 1, column + 1) + 1]
        return order[first..<end].contains { Self.yields(cell, to: candidates[$0]) }
      }
      if !yields { kept.append(cell) }
    }
  }

  /// Counting sort: where each bin starts in the order, and the order.
  private static func sorted(_ bins: [Int], bins count: Int) -> (starts: [Int], order: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for bin in bins { starts[bin + 1] += 1 }
    for bin in 0..<count { starts[bin + 1] += starts[bin] }
    var next = starts
    var order = [Int](repeating: 0, count: bins.count)
    for (index, bin) in bins.enumerated() {
      order[next[bin]] = index
      next[bin] += 1
    }
    return (starts, order)
  }

  private static func yields(_ cell: Cell, to other: Cell) -> Bool {
    let dx = cell.x - other.x
    let dy = cell.y - other.y
    let apart = 0.9 * (cell.radius + other.radius)
    guard dx * dx + dy * dy < apart * apart else { return false }
    return (other.rank, other.tag) < (cell.rank, cell.tag)
  }
}
