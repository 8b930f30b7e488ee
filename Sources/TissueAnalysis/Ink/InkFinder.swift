import Foundation

/// Finds pen marks of any colour on a scan of about 8 um/px.
///
/// Green, blue, bright red and black are told by their colour (``PixelColor``), yellow, orange and brown by the light
/// that they absorb (``EvenStain/warm``). Purple and pink have the colours of haematoxylin and eosin, so that no colour
/// tells them; there, and for whatever is pale, ink is told by being even. Where such a mark runs onto tissue, it is
/// followed: tissue under ink absorbs at least as much as the ink in every channel, also in its gaps.
struct InkFinder {
  let scan: SurveyScan
  let glass: Glass
  /// Side of a pixel, um.
  private let side: Double
  private let texture: EvenStain

  /// Smallest mark, um2: what is smaller is a dense nucleus, a fold or pigment.
  static let smallestMark = 100.0 * 100.0
  /// A part of what is stained beyond which evenness, or a warm colour, is the tissue's own: out of focus, scanned
  /// coarsely, stained with diaminobenzidine. Ink covers less.
  static let ownShare = 0.5
  /// Share of even pixels in a mark.
  private static let evenShare = 0.3
  /// Share of a mark's density that tissue under it has at least: pens streak.
  private static let floor: Float = 0.85
  /// A mark is followed where no more than this part of all that is stained is as dense. With strokes of 0.3 mm in nine
  /// colours and three strengths over seven clean slides, 0.15 found 0.46 of dark purple over tissue and lost nothing,
  /// 0.25 found 0.97 and lost at most 1 in 1,000 of the clean tissue, 0.4 as much and lost up to 12.
  private static let followedShare = 0.25
  /// How much wider than on glass a mark may be on tissue.
  private static let widening = 1.4

  init(_ scan: SurveyScan, glass: Glass) {
    self.scan = scan
    self.glass = glass
    side = scan.micronsPerPixel
    texture = EvenStain(scan, glass: glass)
  }

  /// The marks: those of `colored` that are large enough, and those that colour does not tell.
  func marks(colored: BitPlane) -> BitPlane {
    let stained = texture.stained.count
    let isOwn = { (plane: BitPlane) in Double(plane.count) > Self.ownShare * Double(stained) }
    let warm = isOwn(texture.warm) ? colored : colored.union(texture.warm)
    let told = warm.withoutObjects(smallerThan: pixels(Self.smallestMark))
    guard texture.even.count > 0, !isOwn(texture.even) else { return told }
    let (large, small) = evenMarks()
    return large.reduce(told.union(small)) { $0.union(followed($1)) }
  }

  private func pixels(_ squareMicrons: Double) -> Int { max(1, Int((squareMicrons / (side * side)).rounded())) }

  /// Marks that are told by being even: the largest one by one, and all others.
  private func evenMarks() -> (large: [BitPlane], small: BitPlane) {
    var objects = MaskObjects(texture.fairlyEven, joinedBy: .corners)
    let least = pixels(Self.smallestMark)
    let marks = objects.plane(counting: texture.even) { area, even in
      area >= least && Double(even) >= Self.evenShare * Double(area)
    }
    let even = texture.even.withoutObjects(smallerThan: least)
    var found = MaskObjects(marks.union(even), joinedBy: .corners)
    let (large, small) = found.largest(Self.most)
    return (large, small)
  }

  /// Marks that are followed onto tissue: each takes a walk over the scan.
  private static let most = 8

  // MARK: On tissue

  /// A mark with what it covers of the tissue beside it.
  private func followed(_ mark: BitPlane) -> BitPlane {
    guard let density = median(of: mark) else { return mark }
    let dense = asDense(as: density * Self.floor)
    let others = texture.stained.subtracting(mark).count
    guard others > 0, Double(dense.subtracting(mark).count) <= Self.followedShare * Double(others) else { return mark }
    let radius = Int((Self.widening * Double(mark.halfWidth)).rounded(.up)) + 1
    let all = dense.union(mark)
    let slim = all.subtracting(all.eroded(by: radius).dilated(by: radius)).union(mark)
    var parts = MaskObjects(slim, joinedBy: .corners)
    return parts.plane(counting: mark) { _, marked in marked > 0 }
  }

  /// The median density of a mark in each channel.
  private func median(of mark: BitPlane) -> SIMD3<Float>? {
    var densities: [SIMD3<Float>] = []
    let step = max(1, mark.count / 4096)
    var index = 0
    forEachDensity { column, row, density in
      guard mark[column, row] else { return }
      if index % step == 0 { densities.append(density) }
      index += 1
    }
    guard !densities.isEmpty else { return nil }
    let middle = { (channel: Int) in densities.map { $0[channel] }.sorted()[densities.count / 2] }
    return SIMD3(middle(0), middle(1), middle(2))
  }

  /// Where most of 7 x 7 pixels absorb at least `density` in every channel.
  private func asDense(as density: SIMD3<Float>) -> BitPlane {
    var plane = BitPlane(width: scan.size.width, height: scan.size.height)
    forEachDensity { column, row, here in
      if all(here .>= density) { plane[column, row] = true }
    }
    let most = MajorityFilter.apply(to: plane)
    return most.subtracting(most.subtracting(texture.stained))
  }

  /// Every stained pixel with its density.
  private func forEachDensity(_ body: (Int, Int, SIMD3<Float>) -> Void) {
    for row in 0..<scan.size.height {
      for run in texture.stained.runs(inRow: row) {
        let balance = glass.balance(in: scan, columns: run, row: row)
        for column in run {
          let seen = scan.color(x: column, y: row)
          let pixel = balance(seen.red, seen.green, seen.blue)
          let table = EvenStain.density
          body(column, row, SIMD3(table[Int(pixel.red)], table[Int(pixel.green)], table[Int(pixel.blue)]))
        }
      }
    }
  }
}

extension BitPlane {
  /// How often a plane can be shrunk by one pixel before nothing is left of it.
  var halfWidth: Int {
    var (rest, steps) = (self, 0)
    while rest.count > 0, rest.count < width * height {
      rest = rest.eroded(by: 1)
      steps += 1
    }
    return steps
  }
}
