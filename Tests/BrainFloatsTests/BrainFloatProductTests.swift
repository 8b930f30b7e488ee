import Testing

@testable import BrainFloats

/// Factors rounded to 2^-9 each and a result rounded to 2^-9: below 2^-8 of the largest entry, since the errors of a
/// sum's terms cancel and the largest entry is larger than most.
private let tolerance: Float = 1 / 256

@Suite(.enabled(if: BrainFloat.isAvailable, "the processor does not multiply brain floats"))
struct BrainFloatProductTests {
  private struct Layer {
    let rows, inputs, outputs: Int
    let x, weight, bias: [Float]

    init(rows: Int, inputs: Int, outputs: Int) {
      (self.rows, self.inputs, self.outputs) = (rows, inputs, outputs)
      var draw = Draw(seed: UInt64(rows * 131 + inputs * 17 + outputs))
      (x, weight, bias) = (draw.numbers(rows * inputs), draw.numbers(outputs * inputs), draw.numbers(outputs))
    }

    func product() throws -> BrainFloatProduct {
      try BrainFloatProduct(weight: weight, bias: bias)
    }

    func brainFloats(then activation: BrainFloatProduct.Activation = .none) throws -> [Float] {
      let (product, workspace) = (try product(), try BrainFloatWorkspace())
      var y = [BrainFloat](repeating: BrainFloat(.nan), count: rows * outputs)
      try product.multiply(rounded(x), rows: rows, then: activation, into: &y, workspace)
      return singles(y)
    }

    func singles(addingTo start: [Float]? = nil) throws -> [Float] {
      let (product, workspace) = (try product(), try BrainFloatWorkspace())
      var y = start ?? [Float](repeating: .nan, count: rows * outputs)
      if start == nil {
        try product.multiply(rounded(x), rows: rows, into: &y, workspace)
      } else {
        try product.multiply(rounded(x), rows: rows, addingTo: &y, workspace)
      }
      return y
    }

    private func singles(_ x: [BrainFloat]) -> [Float] { x.map(\.single) }
  }

  private static let shapes = [(1, 1, 1), (1, 96, 96), (5, 31, 17), (197, 96, 288), (64, 384, 96), (3, 588, 130)]

  @Test(arguments: shapes) func `is the product of single precision within the rounding`(shape: (Int, Int, Int)) throws
  {
    let layer = Layer(rows: shape.0, inputs: shape.1, outputs: shape.2)
    let slow = Slow.product(layer.x, layer.weight, layer.bias)
    #expect(distance(try layer.singles(), slow) <= tolerance)
    #expect(distance(try layer.brainFloats(), slow) <= tolerance)
  }

  @Test(arguments: shapes) func `of rounded factors the sums are those of single precision`(shape: (Int, Int, Int))
    throws
  {
    let layer = Layer(rows: shape.0, inputs: shape.1, outputs: shape.2)
    let slow = Slow.product(rounded(layer.x).map(\.single), rounded(layer.weight).map(\.single), layer.bias)
    #expect(distance(try layer.singles(), slow) <= 1e-5)
  }

  @Test func `the exact GELU follows the product`() throws {
    let layer = Layer(rows: 9, inputs: 40, outputs: 48)
    let slow = Slow.product(layer.x, layer.weight, layer.bias).map(Slow.gelu)
    #expect(distance(try layer.brainFloats(then: .gelu), slow) <= tolerance)
  }

  @Test func `the product is added to what stands there`() throws {
    let layer = Layer(rows: 9, inputs: 40, outputs: 48)
    var draw = Draw(seed: 3)
    let start = draw.numbers(9 * 48, times: 10)
    let (sum, product) = (try layer.singles(addingTo: start), try layer.singles())
    #expect(distance(sum, zip(start, product).map { $0 + $1 }) <= 1e-6)
  }

  @Test func `no rows give nothing`() throws {
    let layer = Layer(rows: 0, inputs: 8, outputs: 8)
    #expect(try layer.brainFloats().isEmpty)
  }

  @Test func `threads that share a product get what one gets`() async throws {
    let layer = Layer(rows: 50, inputs: 64, outputs: 80)
    let (product, x, expected) = (try layer.product(), rounded(layer.x), try layer.singles())
    let all = try await withThrowingTaskGroup(of: [Float].self) { group in
      for _ in 0..<8 {
        group.addTask {
          var y = [Float](repeating: .nan, count: 50 * 80)
          let workspace = try BrainFloatWorkspace()
          try product.multiply(x, rows: 50, into: &y, workspace)
          return y
        }
      }
      return try await group.reduce(into: [[Float]]()) { $0.append($1) }
    }
    #expect(all.count == 8)
    #expect(all.allSatisfy { $0 == expected })
  }

  @Test func `a product's rows do not depend on the rows beside them`() throws {
    let layer = Layer(rows: 6, inputs: 64, outputs: 80)
    let (product, workspace, x) = (try layer.product(), try BrainFloatWorkspace(), rounded(layer.x))
    var first = [Float](repeating: .nan, count: 80)
    try product.multiply(x, rows: 1, into: &first, workspace)
    #expect(distance(first, Array(try layer.singles()[0..<80])) <= 1e-6)
  }
}
