import Basics
import Foundation

@testable import BrainFloats

/// Numbers between -1 and 1 from a seed.
struct Draw {
  private var draws: SeededDraws

  init(seed: UInt64) { draws = SeededDraws(seed: seed) }

  mutating func next() -> Float { Float(Int64(bitPattern: draws.next()) >> 40) / Float(1 << 23) }

  mutating func numbers(_ count: Int, times factor: Float = 1) -> [Float] { (0..<count).map { _ in next() * factor } }
}

func rounded(_ x: [Float]) -> [BrainFloat] { x.map(BrainFloat.init) }

func singles(_ x: [BrainFloat]) -> [Float] { x.map(\.single) }

/// Largest difference over the largest value.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  let scale = b.reduce(0) { max($0, abs($1)) }
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } / max(scale, .leastNormalMagnitude)
}

/// The obvious forms of what the module does fast, in Double.
enum Slow {
  static func product(_ x: [Float], _ weight: [Float], _ bias: [Float]) -> [Float] {
    let (outputs, inputs) = (bias.count, weight.count / bias.count)
    return (0..<x.count / inputs).flatMap { row in
      (0..<outputs).map { column in
        let terms = (0..<inputs).map { Double(x[row * inputs + $0]) * Double(weight[column * inputs + $0]) }
        return Float(terms.reduce(Double(bias[column]), +))
      }
    }
  }

  static func gelu(_ x: Float) -> Float { Float(Double(x) * (1 + erf(Double(x) / 2.0.squareRoot())) / 2) }

  static func silu(_ x: Float) -> Float { Float(Double(x) / (1 + exp(-Double(x)))) }

  static func layerNorm(_ x: [Float], _ weight: [Float], _ bias: [Float], _ epsilon: Float) -> [Float] {
    let mean = x.reduce(0) { $0 + Double($1) } / Double(x.count)
    let variance = x.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(x.count)
    let deviation = (variance + Double(epsilon)).squareRoot()
    return x.indices.map { Float((Double(x[$0]) - mean) / deviation * Double(weight[$0]) + Double(bias[$0])) }
  }

  static func softmax(_ x: [Float], scale: Float) -> [Float] {
    let peak = Double(x.max() ?? 0)
    let powers = x.map { exp((Double($0) - peak) * Double(scale)) }
    let sum = powers.reduce(0, +)
    return powers.map { Float($0 / sum) }
  }

  /// `query` [queries, width], `keyValue` [tokens, 2 width]; the result [queries, width].
  static func attention(_ query: [Float], _ keyValue: [Float], heads: Int, width: Int) -> [Float] {
    let (queries, tokens, depth) = (query.count / width, keyValue.count / (2 * width), width / heads)
    return (0..<queries).flatMap { row in
      (0..<width).map { column in
        let head = column / depth * depth..<(column / depth + 1) * depth
        let scores = (0..<tokens).map { key in
          head.reduce(Float(0)) { $0 + query[row * width + $1] * keyValue[key * 2 * width + $1] }
        }
        let weights = softmax(scores, scale: 1 / Float(depth).squareRoot())
        return (0..<tokens).reduce(0) { $0 + weights[$1] * keyValue[($1 * 2 + 1) * width + column] }
      }
    }
  }
}
