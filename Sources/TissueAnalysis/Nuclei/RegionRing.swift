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
      if labels[index] == 0 { (total, count) = (total + hematoxylin[index], count + 1) }
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
      for x in 0..<size.width where labels[y * size.width + x] == 0 {
        let index = y * size.width + x
        var found = x > 0 ? labels[index - 1] : 0
        if found == 0, x + 1 < size.width { found = labels[index + 1] }
        if found == 0, y > 0 { found = labels[index - size.width] }
        if found == 0, y + 1 < size.height { found = labels[index + size.width] }
        guard found != 0 else { continue }
        owner[index] = found
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
      let (y, x) = index.quotientAndRemainder(dividingBy: size.width)
      if x > 0 { visit(index - 1, owner[index]) }
      if x + 1 < size.width { visit(index + 1, owner[index]) }
      if y > 0 { visit(index - size.width, owner[index]) }
      if y + 1 < size.height { visit(index + size.width, owner[index]) }
    }
    return count
  }
}
