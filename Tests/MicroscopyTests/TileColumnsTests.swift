import Microscopy
import Testing

@Suite("Tiles column by column")
struct TileColumnsTests {
  @Test("tiles come out of their columns as they went in")
  func there() {
    let sites = [TileSite(x: 0, y: 448, side: 448), TileSite(x: -10, y: 3, side: 512)]
    let columns = TileColumns(sites)
    #expect(columns.corners == [0, 448, -10, 3] && columns.sides == [448, 512])
    #expect((0..<columns.count).map { columns[$0] } == sites)
  }

  @Test("no tiles are empty columns")
  func none() { #expect(TileColumns([TileSite]()) == TileColumns() && TileColumns().count == 0) }
}
