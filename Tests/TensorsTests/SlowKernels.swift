import Basics
import Foundation
import Tensors

/// The definitions of what the module does fast, in Double, one element after the other.
enum SlowKernels {
  static func layerNorm(_ x: [Float], _ weight: [Float], _ bias: [Float], _ epsilon: Float) -> [Double] {
    let (mean, deviation) = (mean(x), deviation(x, epsilon))
    return x.indices.map { (Double(x[$0]) - mean) / deviation * Double(weight[$0]) + Double(bias[$0]) }
  }

  static func deviation(_ x: [Float], _ epsilon: Float) -> Double {
    let mean = mean(x)
    let squares = x.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares / Double(x.count) + Double(epsilon)).squareRoot()
  }

  static func mean(_ x: [Float]) -> Double { x.reduce(0.0) { $0 + Double($1) } / Double(x.count) }

  /// By erfc, which unlike 1 + erf keeps its digits far below 0.
  static func gelu(_ x: Float) -> Double { Double(x) * erfc(-Double(x) / 2.0.squareRoot()) / 2 }

  static func silu(_ x: Float) -> Double { Double(x) / (1 + exp(-Double(x))) }

  static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  static func softmax(_ x: [Float], scale: Float) -> [Double] {
    let peak = Double(x.max() ?? 0)
    let powers = x.map { exp((Double($0) - peak) * Double(scale)) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// The patches in the order [row of patches, column of patches, channel, row, column].
  static func patches(
    _ rgba: [UInt8], side: Int, patch: Int, gain: SIMD3<Float>, offset: SIMD3<Float>
  ) -> [Double] {
    let (across, area) = (side / patch, patch * patch)
    return (0..<across * across * 3 * area).map { index in
      let (place, channel) = (index / (3 * area), index / area % 3)
      let row = place / across * patch + index % area / patch
      let column = place % across * patch + index % patch
      return Double(rgba[(row * side + column) * 4 + channel]) * Double(gain[channel]) + Double(offset[channel])
    }
  }

  /// The columns of a convolution: [channel, row and column of the kernel, row and column of the output].
  static func columns(
    _ x: [Float], channels: Int, side: Int, kernel: Int, stride: Int, padding: Int
  ) -> [Float] {
    let (taps, outputs) = (kernel * kernel, (side + 2 * padding - kernel) / stride + 1)
    return (0..<channels * taps * outputs * outputs).map { index in
      let (tap, place) = (index / (outputs * outputs), index % (outputs * outputs))
      let row = place / outputs * stride + tap % taps / kernel - padding
      let column = place % outputs * stride + tap % kernel - padding
      guard 0..<side ~= row, 0..<side ~= column else { return 0 }
      return x[(tap / taps * side + row) * side + column]
    }
  }

  /// The largest of the places inside each window of 3 x 3, two places apart.
  static func largest(_ x: [Float], channels: Int, side: Int) -> [Float] {
    let outputs = (side + 1) / 2
    return (0..<channels * outputs * outputs).map { index in
      let (channel, place) = (index / (outputs * outputs), index % (outputs * outputs))
      let rows = window(around: 2 * (place / outputs), side)
      let columns = window(around: 2 * (place % outputs), side)
      return rows.flatMap { row in columns.map { x[(channel * side + row) * side + $0] } }.max() ?? .nan
    }
  }

  private static func window(around middle: Int, _ side: Int) -> Range<Int> {
    max(0, middle - 1)..<min(side, middle + 2)
  }
}

/// Lengths around what a processor does at once, and what is left over.
let lengths = [0, 1, 7, 31, 32, 33, 64, 100, 197]

/// Half a last place: the relative rounding error of one operation in single precision.
let half = 0x1p-24

/// One row of values.
func parameter(_ values: [Float]) -> Parameter { Parameter(rows: 1, columns: values.count, values: values) }

/// Rows of `width` values in an array where each is followed by `gap` values that nobody may read, because they are
/// not-a-number, nor write.
struct SpacedRows {
  private(set) var values: [Float]
  let rows: Int
  let width: Int
  let stride: Int

  init(_ values: [Float], width: Int, rows: Int, gap: Int) {
    (self.rows, self.width, stride) = (rows, width, width + gap)
    self.values = (0..<rows).flatMap { row in
      values[row * width..<(row + 1) * width] + [Float](repeating: .nan, count: gap)
    }
  }

  func row(_ index: Int) -> [Float] { Array(values[index * stride..<index * stride + width]) }

  /// Whether the gaps hold what they held at first.
  var gapsAreUntouched: Bool {
    let rest = values.indices.filter { $0 % stride >= width }
    return rest.allSatisfy { values[$0].bitPattern == Float.nan.bitPattern }
  }

  mutating func withPointer(_ body: (UnsafeMutablePointer<Float>) -> Void) { write(into: &values, body) }
}

/// What `body` writes into an array of `count` elements, or `nil` where it leaves one of them unwritten or writes past
/// it.
func written(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) -> [Float]? {
  let mark = Float(bitPattern: 0x7fc1_2345)
  var values = [Float](repeating: mark, count: count + 64)
  write(into: &values, body)
  guard values[count...].allSatisfy({ $0.bitPattern == mark.bitPattern }) else { return nil }
  return values[..<count].contains { $0.bitPattern == mark.bitPattern } ? nil : Array(values[..<count])
}

/// `values` after `body`, or `nil` where it writes past them.
func changed(_ values: [Float], _ body: (UnsafeMutablePointer<Float>) -> Void) -> [Float]? {
  written(values.count) { target in
    for i in values.indices { target[i] = values[i] }
    body(target)
  }
}

private func write(into values: inout [Float], _ body: (UnsafeMutablePointer<Float>) -> Void) {
  values.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { body(base) } }
}

/// Whether every element of `fast` lies as near to that of `slow` as `bound` says for its index.
func agree(_ fast: [Float]?, _ slow: [Double], within bound: (Int) -> Double) -> Bool {
  guard let fast, fast.count == slow.count else { return false }
  return fast.indices.allSatisfy { abs(Double(fast[$0]) - slow[$0]) <= bound($0) }
}

/// Random numbers from a seed.
struct SeededNumbers: RandomNumberGenerator {
  private var draws: SeededDraws

  init(seed: Int) { draws = SeededDraws(seed: UInt64(bitPattern: Int64(seed))) }

  mutating func next() -> UInt64 { draws.next() }

  /// Between -`size` and `size`.
  mutating func floats(_ count: Int, upTo size: Float = 1) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) * size }
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}
