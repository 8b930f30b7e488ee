import Testing

@testable import BrainFloats

/// One last place of a brain float, against the largest value of the result.
private let place: Float = 1 / 256

@Suite struct BrainFloatLoopsTests {
  @Test func `arrays of every length round as single numbers do, whatever their bits`() {
    var draw = Draw(seed: 1)
    for count in [0, 1, 7, 16, 33, 1000] {
      let x = (0..<count).map { _ in Float(bitPattern: UInt32(bitPattern: Int32(draw.next() * 0x1p30))) }
      var y = rounded([Float](repeating: 0, count: count))
      BrainFloatLoops.round(x, count: x.count, into: &y)
      #expect(y == rounded(x))
    }
  }

  @Test func `arrays round not-a-number and the ties as single numbers do`() {
    let raw: [UInt32] = [0x7f80_0001, 0xffff_ffff, 0x3f80_8000, 0x3f81_8000, 0x7f7f_ffff, 0x7f80_0000, 0x0000_8001]
    let x = (0..<40).map { Float(bitPattern: raw[$0 % raw.count]) }
    var y = rounded([Float](repeating: 0, count: x.count))
    BrainFloatLoops.round(x, count: x.count, into: &y)
    #expect(y == rounded(x))
  }

  @Test func `arrays widen exactly`() {
    let x = (0..<UInt16(0x7f81)).map(BrainFloat.init(bits:))
    var y = [Float](repeating: 0, count: x.count)
    BrainFloatLoops.widen(x, count: x.count, into: &y)
    #expect(y == singles(x))
  }

  @Test(arguments: [1, 5, 16, 96, 197]) func `layer norm is its definition, rounded`(width: Int) {
    var draw = Draw(seed: UInt64(width))
    let (x, weight, bias) = (draw.numbers(3 * width, times: 4), draw.numbers(width), draw.numbers(width))
    var y = rounded([Float](repeating: 0, count: x.count))
    BrainFloatLoops.layerNorm(x, rows: 3, width: width, weight: weight, bias: bias, epsilon: 1e-6, into: &y)
    let slow = (0..<3).flatMap { Slow.layerNorm(Array(x[$0 * width..<($0 + 1) * width]), weight, bias, 1e-6) }
    #expect(distance(singles(y), slow) <= place)
  }

  @Test(arguments: [1, 3, 16, 17, 197]) func `softmax is its definition, rounded, and bears large scores`(columns: Int)
  {
    var draw = Draw(seed: UInt64(columns))
    var s = draw.numbers(2 * columns, times: 20) + draw.numbers(columns, times: 3e4)
    let slow = (0..<3).flatMap { Slow.softmax(Array(s[$0 * columns..<($0 + 1) * columns]), scale: 0.125) }
    var p = rounded([Float](repeating: 0, count: s.count))
    BrainFloatLoops.softmax(&s, rows: 3, columns: columns, scale: 0.125, into: &p)
    #expect(distance(singles(p), slow) <= place)
  }

  @Test(arguments: [1, 8, 21, 256]) func `the gated unit is its definition, rounded`(width: Int) {
    var draw = Draw(seed: UInt64(width))
    let x = rounded(draw.numbers(4 * width, times: 12))
    var y = [BrainFloat](repeating: BrainFloat(0), count: 2 * width)
    BrainFloatLoops.swiglu(x, rows: 2, width: width, into: &y)
    let slow = (0..<2 * width).map { index in
      let gate = index / width * 2 * width + index % width
      return Slow.silu(x[gate].single) * x[gate + width].single
    }
    #expect(distance(singles(y), slow) <= place)
  }
}
