import FeatureFiles
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Position embeddings of another grid")
struct PositionGridTests {
  @Test(
    "every way of resampling is torch's, growing and shrinking",
    arguments: [(5, 8), (6, 4), (37, 16), (14, 16), (4, 3)],
    [
      ("bicubic", PositionGrid.Resampling.bicubic), ("antialiased", .bicubicAntialiased), ("offset", .bicubicOffset),
      ("bilinear", .bilinear),
    ])
  func torch(sides: (old: Int, new: Int), way: (name: String, resampling: PositionGrid.Resampling)) throws {
    let file = try SafetensorsFile(path: "\(fixtureFolder("encoders"))/positions.safetensors")
    let grid = Parameter(
      rows: sides.old * sides.old, columns: 2, values: try file.floats("grid.\(sides.old).\(sides.new)"))
    let made = PositionGrid.resampled(grid, from: sides.old, to: sides.new, as: way.resampling)
    let expected = try file.floats("\(way.name).\(sides.old).\(sides.new)")
    #expect(made.rows == sides.new * sides.new && made.columns == 2)
    let deviation = zip(made.elements, expected).map { abs($0 - $1) }.max() ?? .infinity
    #expect(deviation < 1e-6)
  }

  @Test(
    "a grid of one value keeps it",
    arguments: [PositionGrid.Resampling.bicubic, .bicubicAntialiased, .bicubicOffset, .bilinear])
  func constant(_ resampling: PositionGrid.Resampling) {
    let grid = Parameter(rows: 49, columns: 1, values: [Float](repeating: 3, count: 49))
    for side in [1, 2, 7, 16] {
      let made = PositionGrid.resampled(grid, from: 7, to: side, as: resampling)
      #expect(made.elements.allSatisfy { abs($0 - 3) < 1e-6 })
    }
  }
}
