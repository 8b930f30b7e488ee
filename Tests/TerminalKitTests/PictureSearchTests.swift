import Basics
import Testing

@testable import TerminalKit

@Suite("The search for the best partition")
struct PictureSearchTests {
  /// The slow and obvious one: for every glyph the two means and the squared error around them, pixel by pixel.
  private func leastError(_ picture: RGBAImage, _ partitions: [Partition]) -> (glyphs: Set<Character>, error: Double) {
    var least = (glyphs: Set<Character>(), error: Double.infinity)
    for partition in partitions {
      let error = error(picture, partition)
      if error < least.error - 1e-3 {
        least = ([partition.glyph], error)
      } else if error < least.error + 1e-3 {
        least.glyphs.insert(partition.glyph)
      }
    }
    return least
  }

  private func isInk(_ partition: Partition, _ x: Int, _ y: Int) -> Bool {
    let band = Partition.bandEnds.firstIndex { $0 > y } ?? 0
    let half = partition.atoms >> UInt32(x < 4 ? band : Partition.bands + band) & 1 == 1
    return half || partition.atoms >> UInt32(20 + x) & 1 == 1
  }

  private func error(_ picture: RGBAImage, _ partition: Partition) -> Double {
    var error = 0.0
    for side in [true, false] {
      let pixels = (0..<192).map { ($0 % 8, $0 / 8) }.filter { isInk(partition, $0.0, $0.1) == side }
        .map { picture[color: $0.0, $0.1] }
      for channel in [\RGB.red, \RGB.green, \RGB.blue] {
        let values = pixels.map { Double($0[keyPath: channel]) }
        let mean = values.reduce(0, +) / Double(values.count)
        error += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      }
    }
    return error
  }

  @Test("finds the glyph of least squared error, as trying every pixel of every glyph does", arguments: 1...40)
  func exhaustive(seed: UInt64) {
    var noise = Noise(seed: seed &* 7919)
    let bytes = (0..<192).flatMap { _ in [noise.byte(), noise.byte(), noise.byte()] }
    let picture = RGBAImage(width: 8, height: 24, rgb: bytes)
    let cells = BlockRenderer.render(picture, size: TerminalSize(columns: 1, rows: 1), symbols: .all)
    #expect(leastError(picture, Partition.all(of: .all)).glyphs.contains(cells[0].glyph))
  }

  @Test("knows 7 quadrants, 12 more eighths and 30 more sextants, each split once")
  func families() {
    #expect(Partition.all(of: .half).count == 1)
    #expect(Partition.all(of: [.half, .quadrant]).count == 7)
    #expect(Partition.all(of: .blockElements).count == 19)
    #expect(Partition.all(of: .all).count == 49)
    #expect(Set(Partition.all(of: .all).map(\.glyph)).count == 49)
  }

  @Test("has the area of every partition from its atoms")
  func areas() {
    for partition in Partition.all(of: .all) {
      let ink = (0..<192).filter { isInk(partition, $0 % 8, $0 / 8) }.count
      #expect(partition.area == Float(ink) / 192, "\(partition.glyph)")
    }
  }

  @Test("gives rows that reach across a third to both sides by their share", arguments: 1...3)
  func rowShares(pixelsPerEighth: Int) {
    let shares = CellSums.shares(pixelsPerEighth: pixelsPerEighth)
    var bands = [Float](repeating: 0, count: Partition.bands + 1)
    for share in shares {
      bands[share.band] += share.weight
      bands[share.band + 1] += share.nextWeight
    }
    let heights: [Float] = [3, 3, 2, 1, 3, 3, 1, 2, 3, 3, 0]
    #expect(zip(bands, heights).allSatisfy { abs($0 - $1) < 1e-5 })
  }
}
