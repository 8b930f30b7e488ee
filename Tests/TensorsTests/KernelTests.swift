import Foundation
import Tensors
import Testing

@Suite("The loops of an encoder agree with their definitions")
struct KernelTests {
  /// Rounding of the mean, and of what is left of a value without it, against the deviation.
  @Test("layer norm, of rows that lie apart, tiny, large or far from 0", arguments: lengths)
  func layerNorm(width: Int) {
    var numbers = SeededNumbers(seed: width)
    let (weight, bias) = (numbers.floats(width, upTo: 2), numbers.floats(width))
    for (size, centre) in [(1, 0), (1e-20, 0), (1e-3, 0), (1e15, 0), (1, 1e4), (1, -300)] as [(Float, Float)] {
      let x = SpacedRows(numbers.floats(3 * width, upTo: size).map { $0 + centre }, width: width, rows: 3, gap: 5)
      let y = layerNorm(x, weight, bias)
      let slow = (0..<3).flatMap { SlowKernels.layerNorm(x.row($0), weight, bias, 1e-6) }
      let distances = (0..<3).map { abs(SlowKernels.mean(x.row($0))) / SlowKernels.deviation(x.row($0), 1e-6) }
      #expect(
        agree(y, slow) { 5e-7 * (1 + distances[$0 / width]) * abs(Double(weight[$0 % width])) + 5e-7 * abs(slow[$0]) })
    }
  }

  private func layerNorm(_ x: SpacedRows, _ weight: [Float], _ bias: [Float]) -> [Float]? {
    x.values.withUnsafeBufferPointer { values in
      let view = MatrixView(values.baseAddress, rows: x.rows, columns: x.width, stride: x.stride)
      return written(x.rows * x.width) {
        Kernels.layerNorm(view, weight: parameter(weight), bias: parameter(bias), epsilon: 1e-6, into: $0)
      }
    }
  }

  @Test("the bias alone is left of a row whose values are all the same, because of epsilon")
  func constantRow() {
    let x = SpacedRows([Float](repeating: 4, count: 33), width: 33, rows: 1, gap: 1)
    #expect(
      layerNorm(x, [Float](repeating: 3, count: 33), [Float](repeating: -2, count: 33))?.allSatisfy { $0 == -2 } == true
    )
  }

  @Test("GELU, within 1.5e-7 + 1e-7 |x|", arguments: lengths + [20_001])
  func gelu(count: Int) {
    var numbers = SeededNumbers(seed: count)
    for size: Float in [0x1p-133, 1e-20, 1, 10, 1e4, 3e38] {
      let x = numbers.floats(count, upTo: size)
      let fast = changed(x) { Kernels.gelu($0, count: count) }
      #expect(agree(fast, x.map(SlowKernels.gelu)) { 1.5e-7 + 1e-7 * Double(abs(x[$0])) })
    }
  }

  @Test("GELU keeps what is infinite, takes what is infinitely negative to 0 and leaves every NaN one")
  func geluAtItsEnds() throws {
    let x = [.infinity, -.infinity, -0.0, 0] + notNumbers
    let y = try #require(changed(x) { Kernels.gelu($0, count: x.count) })
    #expect(y[0] == .infinity && abs(y[1]) < 1e-13 && y[2] == 0 && y[3] == 0)
    #expect(y[4...].allSatisfy { $0.isNaN })
  }

  @Test("the gated unit, within 4e-6 of the result", arguments: lengths + [20_001])
  func siluProduct(count: Int) {
    var numbers = SeededNumbers(seed: count)
    let up = numbers.floats(count, upTo: 4).map { $0 + ($0 < 0 ? -0.25 : 0.25) }
    for size: Float in [1e-20, 1, 10, 87] {
      let gate = numbers.floats(count, upTo: size)
      let slow = zip(gate, up).map { SlowKernels.silu($0) * Double($1) }
      let fast = changed(gate) { Kernels.siluProduct($0, up, count: count) }
      #expect(agree(fast, slow) { 4e-6 * abs(slow[$0]) })
    }
  }

  @Test("a gate lets everything through far above 0, less than 2e-36 of it below -87, and no NaN away")
  func siluAtItsEnds() throws {
    let gate = [3e38, 1e9, -87.5, -1e4, -1e38, -.infinity] + notNumbers
    let up = [Float](repeating: 1, count: gate.count)
    let y = try #require(changed(gate) { Kernels.siluProduct($0, up, count: gate.count) })
    #expect(y[0] == 3e38 && y[1] == 1e9)
    #expect(y[2...5].allSatisfy { abs($0) < 2e-36 })
    #expect(y[6...].allSatisfy { $0.isNaN })
  }

  @Test("softmax, within 1e-6, of rows that lie apart and of scores of every size", arguments: lengths + [1000])
  func softmax(columns: Int) {
    var numbers = SeededNumbers(seed: columns)
    for (size, scale) in [(1e-30, 1), (1, 1), (20, 0.125), (300, 0.125), (3e4, 1), (1e37, 0.25)] as [(Float, Float)] {
      let x = SpacedRows(numbers.floats(3 * columns, upTo: size), width: columns, rows: 3, gap: 5)
      let p = softmax(x, scale: scale)
      for row in 0..<3 {
        #expect(agree(p.row(row), SlowKernels.softmax(x.row(row), scale: scale)) { _ in 1e-6 })
      }
      #expect(p.gapsAreUntouched)
    }
  }

  private func softmax(_ x: SpacedRows, scale: Float) -> SpacedRows {
    var p = x
    p.withPointer { Kernels.softmax($0, rows: x.rows, columns: x.width, stride: x.stride, scale: scale) }
    return p
  }

  @Test("softmax stays within 1e-6 where one score outweighs each of many others", arguments: [197, 1374, 100_003])
  func softmaxOfLongRow(columns: Int) {
    for place in [0, columns / 2, columns - 1] {
      var x = [Float](repeating: 0, count: columns)
      x[place] = 17
      let p = softmax(SpacedRows(x, width: columns, rows: 1, gap: 0), scale: 1).row(0)
      #expect(agree(p, SlowKernels.softmax(x, scale: 1)) { _ in 1e-6 })
    }
  }

  @Test("what lies far below the largest counts as 86.6 below, in softmax")
  func softmaxFarBelow() {
    let x = SpacedRows([0, -85, -87, -1e30, -.infinity], width: 5, rows: 1, gap: 0)
    let p = softmax(x, scale: 1).row(0)
    #expect(abs(Double(p[1]) / exp(-85) - 1) < 1e-5)
    #expect(p[2...].allSatisfy { abs(Double($0) / exp2(-125) - 1) < 1e-6 })
  }

  @Test("softmax makes NaN of a row with one, wherever it stands, and of no other row", arguments: [5, 32, 100])
  func softmaxOfNaN(columns: Int) {
    var numbers = SeededNumbers(seed: columns)
    for bad in notNumbers + [.infinity] {
      for place in 0..<columns {
        var x = numbers.floats(3 * columns)
        x[columns + place] = bad
        let p = softmax(SpacedRows(x, width: columns, rows: 3, gap: 0), scale: 1)
        #expect(p.row(1).allSatisfy { $0.isNaN })
        #expect(!(p.row(0) + p.row(2)).contains { $0.isNaN })
      }
    }
    let masked = SpacedRows([Float](repeating: -.infinity, count: columns), width: columns, rows: 1, gap: 0)
    #expect(softmax(masked, scale: 1).row(0).allSatisfy { $0.isNaN })
  }

  @Test("a sum is the sum, to the last bit", arguments: lengths)
  func add(width: Int) {
    var numbers = SeededNumbers(seed: width)
    for (size, other) in [(1, 1), (0x1p-133, 1), (3e38, 3e38), (1e-8, 1)] as [(Float, Float)] {
      let (x, y) = (numbers.floats(3 * width, upTo: size), numbers.floats(3 * width, upTo: other))
      let slow = zip(x, y).map { $0 + $1 }
      #expect(changed(x) { Kernels.add(y, rows: 3, width: width, to: $0) } == slow)
      #expect(changed(x) { Kernels.add(Parameter(rows: 3, columns: width, values: y), to: $0) } == slow)
    }
  }

  /// Once rounded where the processor adds a product in one step, else twice.
  @Test("a scaled sum takes the scale of its column", arguments: lengths)
  func addScaled(width: Int) {
    var numbers = SeededNumbers(seed: width)
    for size: Float in [1e-20, 1, 1e15] {
      let (x, y) = (numbers.floats(3 * width, upTo: size), numbers.floats(3 * width, upTo: size))
      let scale = numbers.floats(width, upTo: 1)
      let products = y.indices.map { Double(scale[$0 % width]) * Double(y[$0]) }
      let slow = zip(x, products).map { Double($0) + $1 }
      let fast = changed(x) { Kernels.add(y, scaledBy: parameter(scale), rows: 3, width: width, to: $0) }
      #expect(agree(fast, slow) { half * 1.001 * (abs(products[$0]) + abs(slow[$0])) })
    }
  }

  /// Every addition rounds once, and so does the division.
  @Test("the mean of rows that lie apart", arguments: lengths)
  func mean(columns: Int) {
    var numbers = SeededNumbers(seed: columns)
    for (rows, size) in [(1, 1), (2, 1e-30), (7, 1), (33, 1e30), (197, 100)] as [(Int, Float)] {
      let x = SpacedRows(numbers.floats(rows * columns, upTo: size), width: columns, rows: rows, gap: 3)
      let slow = (0..<columns).map { column in SlowKernels.mean((0..<rows).map { x.row($0)[column] }) }
      let fast = x.values.withUnsafeBufferPointer { values in
        let view = MatrixView(values.baseAddress, rows: rows, columns: columns, stride: x.stride)
        return written(columns) { Kernels.mean(of: view, into: $0) }
      }
      #expect(agree(fast, slow) { _ in Double(rows) * half * Double(size) })
    }
  }

  @Test("a row is repeated and what lies between the rows stays", arguments: lengths)
  func repeated(columns: Int) {
    var numbers = SeededNumbers(seed: columns)
    let row = numbers.floats(columns)
    var y = SpacedRows([Float](repeating: 9, count: 4 * columns), width: columns, rows: 4, gap: 3)
    y.withPointer { Kernels.repeat(parameter(row), rows: 3, stride: columns + 3, into: $0) }
    #expect((0..<3).allSatisfy { y.row($0) == row })
    #expect(y.row(3).allSatisfy { $0 == 9 } && y.gapsAreUntouched)
  }

  @Test(
    "patches by rows, their columns by channel, row and column; what fills no patch is left out",
    arguments: [(0, 1), (1, 1), (7, 7), (8, 4), (9, 4), (6, 7), (33, 5), (64, 16), (70, 14)])
  func patches(side: Int, patch: Int) {
    var numbers = SeededNumbers(seed: side)
    let rgba = numbers.bytes(side * side * 4)
    let (gain, offset): (SIMD3<Float>, SIMD3<Float>) = ([0.017, 0.0175, 0.0174], [-2.1, -2.0, -1.8])
    let slow = SlowKernels.patches(rgba, side: side, patch: patch, gain: gain, offset: offset)
    let fast = rgba.withUnsafeBufferPointer { pixels in
      written(slow.count) {
        Kernels.gatherPatches(pixels, side: side, patch: patch, gain: gain, offset: offset, into: $0)
      }
    }
    #expect(slow.count == (side / patch) * (side / patch) * 3 * patch * patch)
    #expect(agree(fast, slow) { half * 1.001 * (4.5 + abs(slow[$0])) })
  }

  /// Quiet and signalling, of both signs, with the bits of the fraction low, high and all set.
  private var notNumbers: [Float] {
    [0x7fc0_0000, 0xffc0_0000, 0x7f80_0001, 0xff80_0001, 0x7fc0_0001, 0x7fff_ffff, 0xffff_ffff]
      .map { Float(bitPattern: $0) }
  }
}
