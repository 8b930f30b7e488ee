import Foundation
import Tensors
import Testing

@Suite("The loops of attention pooling agree with their definitions")
struct AttentionGateTests {
  @Test("a bias goes to every row, to the last bit; the rectifier then takes what is below 0", arguments: lengths)
  func affine(width: Int) {
    var numbers = SeededNumbers(seed: width)
    for size: Float in [0x1p-133, 1, 1e30] {
      let (x, bias) = (numbers.floats(3 * width, upTo: size), numbers.floats(width, upTo: size))
      let sums = x.indices.map { x[$0] + bias[$0 % width] }
      #expect(affine(x, bias, rectified: false) == sums)
      #expect(affine(x, bias, rectified: true) == sums.map { max(0, $0) })
    }
  }

  @Test("not-a-number stays one, rectified or not")
  func affineOfNaN() throws {
    for rectified in [false, true] {
      let x = try #require(affine([.nan, -2, 0, 1], [1, .nan], rectified: rectified))
      #expect(x.map(\.isNaN) == [true, true, false, true] && x[2] == 1)
    }
  }

  private func affine(_ x: [Float], _ bias: [Float], rectified: Bool) -> [Float]? {
    changed(x) {
      AttentionGates.affine($0, rows: x.count / max(1, bias.count), bias: parameter(bias), rectified: rectified)
    }
  }

  /// As many branches as gates, each with the weight 1 for its gate: the logits are the gates.
  @Test("a gate is within 5e-7 of its definition", arguments: lengths, [false, true])
  func gates(count: Int, gated: Bool) {
    var numbers = SeededNumbers(seed: count)
    for size: Float in [1e-30, 0.1, 2, 10, 1e4, 3e38] {
      let layer = Layer(
        bias: numbers.floats(gated ? 2 * count : count, upTo: min(size, 1e30)), gated: gated,
        weight: (0..<count * count).map { $0 / count == $0 % count ? 1 : 0 },
        weightBias: [Float](repeating: 0, count: count))
      let x = numbers.floats(3 * layer.bias.count, upTo: size)
      let slow = layer.gates(x, rows: 3)
      let expected = (0..<count).flatMap { gate in (0..<3).map { slow[$0][gate] } }
      #expect(agree(layer.logits(x, rows: 3), expected) { _ in 5e-7 })
    }
  }

  /// The error of the gates, and each product and sum rounded once.
  @Test("the logits of every branch are w . g + w0", arguments: lengths, [false, true])
  func logits(rows: Int, gated: Bool) {
    var numbers = SeededNumbers(seed: rows)
    for gates in lengths {
      let layer = Layer(
        bias: numbers.floats(gated ? 2 * gates : gates), gated: gated, weight: numbers.floats(2 * gates, upTo: 3),
        weightBias: [0.5, -2])
      let x = numbers.floats(rows * layer.bias.count, upTo: 4)
      let slow = layer.gates(x, rows: rows)
      let expected = (0..<2).flatMap { branch in slow.map { layer.logit($0, branch) } }
      #expect(
        agree(layer.logits(x, rows: rows), expected) { _ in (5e-7 + Double(gates) * half) * 3 * Double(gates) + 1e-6 })
    }
  }

  @Test("a NaN before the gate makes the logits of its tile NaN and no other's", arguments: [false, true])
  func notANumber(gated: Bool) throws {
    var numbers = SeededNumbers(seed: 3)
    let layer = Layer(
      bias: numbers.floats(gated ? 14 : 7), gated: gated, weight: numbers.floats(14), weightBias: [0, 0])
    for bad in layer.bias.indices {
      var x = numbers.floats(3 * layer.bias.count)
      x[layer.bias.count + bad] = .nan
      let logits = try #require(layer.logits(x, rows: 3))
      #expect(logits.map(\.isNaN) == [false, true, false, false, true, false])
    }
  }
}

/// What the logits are made with, and their definition.
private struct Layer {
  let bias: [Float]
  let gated: Bool
  let weight: [Float]
  let weightBias: [Float]
  private var count: Int { gated ? bias.count / 2 : bias.count }

  func logits(_ x: [Float], rows: Int) -> [Float]? {
    var spent = x + [0]
    return written(weightBias.count * rows) { logits in
      spent.withUnsafeMutableBufferPointer {
        AttentionGates.logits(
          $0.baseAddress, rows: rows, bias: parameter(bias), gated: gated,
          weight: Parameter(rows: weightBias.count, columns: count, values: weight),
          weightBias: parameter(weightBias), into: logits)
      }
    }
  }

  /// [rows][gates]
  func gates(_ x: [Float], rows: Int) -> [[Double]] {
    (0..<rows).map { row in
      let sums = bias.indices.map { Double(x[row * bias.count + $0]) + Double(bias[$0]) }
      return (0..<count).map { tanh(sums[$0]) * (gated ? SlowKernels.sigmoid(sums[count + $0]) : 1) }
    }
  }

  func logit(_ gates: [Double], _ branch: Int) -> Double {
    gates.indices.reduce(Double(weightBias[branch])) { $0 + gates[$1] * Double(weight[branch * count + $1]) }
  }
}
