import Foundation

@testable import BrainFloats

/// Numbers between -1 and 1 from a seed (Steele, Lea, Flood 2014: SplitMix64).
struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Float {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Float(Int64(bitPattern: z ^ (z >> 31)) >> 40) / Float(1 << 23)
  }

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

  /// `input` [tokens, 3 width]; the result [tokens, width].
  static func attention(_ input: [Float], tokens: Int, heads: Int, width: Int) -> [Float] {
    var result = [Float](repeating: 0, count: tokens * width)
    let depth = width / heads
    for (head, token) in (0..<heads).flatMap({ head in (0..<tokens).map { (head, $0) } }) {
      func at(_ row: Int, _ part: Int, _ column: Int) -> Float {
        input[row * 3 * width + part * width + head * depth + column]
      }
      let scores = (0..<tokens).map { key in (0..<depth).reduce(Float(0)) { $0 + at(token, 0, $1) * at(key, 1, $1) } }
      let weights = softmax(scores, scale: 1 / Float(depth).squareRoot())
      for column in 0..<depth {
        result[token * width + head * depth + column] = (0..<tokens).reduce(0) { $0 + weights[$1] * at($1, 2, column) }
      }
    }
    return result
  }
}
