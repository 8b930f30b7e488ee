import Basics
import Microscopy

/// White spaces of a tile, told apart by what lines them; px, each space weighted between 0 and 1.
struct WhiteSpaces {
  /// In spaces of any size.
  private(set) var white = 0.0
  /// In spaces lined by nuclei.
  private(set) var lumen = 0.0
  /// In large spaces with a rim poor in nuclei.
  private(set) var fat = 0.0

  /// Width of the rim that is looked at, um.
  static let rimUM = 6.0
  /// The darkest 8-bit value that a channel of a white pixel may have.
  static let leastWhite: UInt8 = 195

  /// Measures the white spaces of `tile`, whose nuclei are in the label plane of `work`; uses up that plane's copy, the
  /// masks and the height.
  init(_ tile: RGBAImage, _ work: TileWorkspace, mpp: Double) {
    Self.findWhite(tile, seen: work.bytes.values, labels: work.scratchLabels.values)
    let (nuclear, nuclei) = (work.height.values, work.labels.values)
    for index in 0..<work.size.count { nuclear[index] = nuclei[index] > 0 ? 1 : 0 }
    let spaces = Self.label(work)
    guard spaces > 0 else { return }
    _ = RegionRing.gather(
      work.scratchLabels.values, nuclear, steps: max(1, Int((Self.rimUM / mpp).rounded())), into: &work.sums,
      owner: work.owners.values, queue: work.order.values, work.size)
    for space in work.sums[1...] { add(space, mpp: mpp) }
  }

  private mutating func add(_ space: RegionSums, mpp: Double) {
    let pixels = Double(space.count)
    let um2 = pixels * mpp * mpp
    let lined = Ramp.up(Double(space.ring) / Double(max(1, space.ringCount)), from: 0.1, to: 0.25)
    white += pixels
    lumen += pixels * lined * Ramp.up(um2, from: 20, to: 60)
    fat += pixels * (1 - lined) * Ramp.up(um2, from: 200, to: 400)
  }

  /// `seen` is 0 where the tile is white.
  private static func findWhite(_ tile: RGBAImage, seen: Pixels<UInt8>, labels: Pixels<Int32>) {
    tile.pixels.withUnsafeBufferPointer { pixels in
      for index in 0..<(tile.width * tile.height) {
        let darkest = min(pixels[index * 4], pixels[index * 4 + 1], pixels[index * 4 + 2])
        seen[index] = darkest >= leastWhite ? 0 : 1
        labels[index] = 0
      }
    }
  }

  /// Numbers the spaces 1... in `scratchLabels` and puts their sizes into the sums; answers how many.
  private static func label(_ work: TileWorkspace) -> Int {
    work.sums.removeAll(keepingCapacity: true)
    work.sums.append(RegionSums())
    let (seen, stack, labels) = (work.bytes.values, work.order.values, work.scratchLabels.values)
    for start in 0..<work.size.count where seen[start] == 0 {
      let count = Morphology.flood(from: start, seen: seen, stack: stack, work.size).count
      let label = Int32(work.sums.count)
      for position in 0..<count { labels[Int(stack[position])] = label }
      var space = RegionSums()
      space.count = Int32(count)
      work.sums.append(space)
    }
    return work.sums.count - 1
  }
}

/// Straight transitions between 0 and 1.
enum Ramp {
  /// 0 up to `low`, 1 from `high` on, straight between.
  static func up(_ value: Double, from low: Double, to high: Double) -> Double {
    min(1, max(0, (value - low) / (high - low)))
  }
}
