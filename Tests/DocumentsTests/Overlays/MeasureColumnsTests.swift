import Microscopy
import Testing

@testable import Documents

@Suite("What was measured of tiles")
struct MeasureColumnsTests {
  private let columns: MeasureColumns

  init() throws {
    let measures = TileMeasures(
      names: ["nuclear_density", "area_q10", "area_q50", "epithelioid_area", "epithelioid_texture", "large_share"],
      values: [
        100, 18, 35, 40, 0.15, 0,
        100, 20, 36, 35, 0.15, 0,
        0, 20, 35, 35, 0.15, 0,
      ])
    columns = MeasureColumns(try #require(measures))
  }

  private func row(_ row: Int) -> [Float?] { columns.names.indices.map { columns.value($0, row: row) } }

  @Test("is told where it equals by chance what stands where nothing was measured")
  func equal() { #expect(row(0) == [100, 18, 35, 40, 0.15, 0]) }

  @Test("is not told of nuclei of a kind that the tile lacks, nor of a tile without nuclei")
  func missing() {
    #expect(row(1) == [100, 20, 36, nil, nil, 0])
    #expect(row(2) == [0, nil, nil, nil, nil, nil])
  }
}
