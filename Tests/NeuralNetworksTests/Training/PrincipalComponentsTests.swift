import Basics
import Foundation
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Directions in which tiles vary")
struct PrincipalComponentsTests {
  @Test("an ellipse's axes come out, the long one first, the largest element positive")
  func ellipse() throws {
    let angle = 0.5
    var tiles = Matrix(rows: 360, columns: 3)
    for i in 0..<360 {
      let t = Double(i) * .pi / 180
      let (u, v) = (4 * cos(t), sin(t))
      tiles[i, 0] = Float(u * cos(angle) - v * sin(angle))
      tiles[i, 1] = Float(u * sin(angle) + v * cos(angle))
    }
    let found = PrincipalComponents(tiles, count: 2)
    let expected = [cos(angle), sin(angle), 0, -sin(angle), cos(angle), 0]
    for (a, b) in zip(found.directions.values, expected) { #expect(abs(Double(a) - b) < 1e-4) }
    #expect(abs(found.variances[0] - 8) < 1e-3 && abs(found.variances[1] - 0.5) < 1e-3)
  }

  @Test("all components of all features only turn the tiles")
  func complete() {
    var random = SeededDraws(seed: 5)
    var tiles = Matrix(rows: 50, columns: 6)
    tiles.withElements { for i in $0.indices { $0[i] = random.unitFloat() - 0.5 } }
    let found = PrincipalComponents(tiles, count: 99)
    #expect(found.directions.rows == 6)
    let turned = BLAS.product(tiles, found.directions, transposing: .right)
    for row in 0..<50 {
      let before = tiles.row(row).reduce(0) { $0 + $1 * $1 }
      let after = turned.row(row).reduce(0) { $0 + $1 * $1 }
      #expect(abs(before - after) < 1e-5)
    }
  }

  @Test("tiles that are all alike have components all the same, and nothing is divided by zero")
  func degenerate() {
    let found = PrincipalComponents(Matrix(rows: 9, columns: 4), count: 2)
    #expect(found.projection.values.allSatisfy { $0.isFinite })
  }
}
