import Microscopy
import FeatureFiles
import Foundation
import Testing

@Suite("What the tiles of a file cover")
struct TileCoverageTests {
  /// A grid of 20 x 20 tiles of 448 px from (x, y).
  private static func grid(_ x: Double, _ y: Double, stride: Double = 448) -> [Double] {
    (0..<400).flatMap { (index: Int) -> [Double] in
      let (column, row) = (Double(index % 20), Double(index / 20))
      return [x + column * stride, y + row * stride]
    }
  }

  private func times(_ corners: [Double], side: Double = 448) -> Double {
    TileCoverage(corners: corners, sides: [Double](repeating: side, count: corners.count / 2)).times
  }

  @Test("a grid covers each place once, wherever it begins")
  func grid() {
    #expect(times(Self.grid(0, 0)) == 1 && times(Self.grid(13, -7)) == 1)
    #expect(
      TileCoverage(corners: Self.grid(0, 0), sides: [Double](repeating: 448, count: 400)).covered == 400 * 448 * 448)
    #expect(TileCoverage(corners: [], sides: []).times == 1)
  }

  @Test("a grid and the same grid a few pixels on cover each place nearly twice")
  func nearDuplicates() {
    let times = times(Self.grid(0, 0) + Self.grid(9, 5))
    #expect(times > 1.85 && times <= 2)
  }

  @Test("a stride of half a tile covers the middle four times; a margin of 16 of 256 px is no overlap that is said")
  func strides() {
    #expect(times(Self.grid(0, 0, stride: 224)) > 3.5)
    let margin = TileCoverage(
      corners: Self.grid(0, 0, stride: 240), sides: [Double](repeating: 256, count: 400))
    #expect(!margin.overlaps && margin.times < 1.2)
  }

  @Test("files of every layout with places are measured, their features unread", arguments: ExportLayout.allCases)
  func files(layout: ExportLayout) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let corners = (Self.grid(0, 0) + Self.grid(5, 5)).map { Int64($0) }
    let tiles = TileFeatures(
      features: [Float](repeating: 1, count: 800), width: 1,
      columns: TileColumns(corners: corners, sides: [Int64](repeating: 448, count: 800)), encoder: "e", slide: "s",
      mpp: 0.5, tilePixels: 224,
      frame: SlideFrame(mpp: 0.25))
    try tiles.write(to: folder + "/a.file", as: layout)
    let coverage = try #require(try TileCoverage(path: folder + "/a.file"))
    #expect(coverage.tiles == 800 && coverage.overlaps)
    #expect(try FeatureOrigin(path: folder + "/a.file").tiles == 800)
  }
}
