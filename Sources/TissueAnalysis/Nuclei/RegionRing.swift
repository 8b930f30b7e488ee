/// The ring of background around each region.
enum RegionRing {
  /// Adds haematoxylin of the background within `steps` px (city block) of each region to its sums; a pixel that two
  /// regions reach belongs to the first. Answers the mean over all background, or 0 where there is none.
  static func gather(
    _ labels: Pixels<Int32>, _ hematoxylin: Pixels<Float>, steps: Int, into sums: inout [RegionSums],
    owner: Pixels<Int32>, queue: Pixels<Int32>, _ size: PlaneSize
  ) -> Float {
    var (total, count): (Float, Int) = (0, 0)
    for index in 0..<size.count {
      owner[index] = labels[index]
      total += labels[index] == 0 ? hematoxylin[index] : 0
      count += labels[index] == 0 ? 1 : 0
    }
    var (start, end) = (0, frontier(labels, owner, queue, size))
    for _ in 1..<max(1, steps) {
      let next = grow(owner, queue, start..<end, size)
      (start, end) = (end, next)
    }
    for position in 0..<end {
      let index = Int(queue[position])
      sums[Int(owner[index])].ring += hematoxylin[index]
      sums[Int(owner[index])].ringCount += 1
    }
    return count > 0 ? total / Float(count) : 0
  }

  /// Background pixels that touch a region.
  private static func frontier(
    _ labels: Pixels<Int32>, _ owner: Pixels<Int32>, _ queue: Pixels<Int32>, _ size: PlaneSize
  ) -> Int {
    var count = 0
    for y in 0..<size.height {
      let row = labels.row(y, size.width)
      let up = labels.row(max(y - 1, 0), size.width)
      let down = labels.row(min(y + 1, size.height - 1), size.width)
      for x in 0..<size.width where row[x] == 0 {
        let (left, right) = (row[max(x &- 1, 0)], row[min(x &+ 1, size.width &- 1)])
        guard left | right | up[x] | down[x] != 0 else { continue }
        let index = y * size.width + x
        owner[index] = left != 0 ? left : right != 0 ? right : up[x] != 0 ? up[x] : down[x]
        queue[count] = Int32(index)
        count += 1
      }
    }
    return count
  }

  private static func grow(
    _ owner: Pixels<Int32>, _ queue: Pixels<Int32>, _ shell: Range<Int>, _ size: PlaneSize
  ) -> Int {
    var count = shell.upperBound
    func visit(_ index: Int, _ label: Int32) {
      guard owner[index] == 0 else { return }
      owner[index] = label
      queue[count] = Int32(index)
      count += 1
    }
    for position in shell {
      let index = Int(queue[position])
      let (x, y) = size.position(of: index)
      if x > 0 { visit(index - 1, owner[index]) }
      if x + 1 < size.width { visit(index + 1, owner[index]) }
      if y > 0 { visit(index - size.width, owner[index]) }
      if y + 1 < size.height { visit(index + size.width, owner[index]) }
    }
    return count
  }
}
