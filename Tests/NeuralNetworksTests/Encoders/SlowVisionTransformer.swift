import Basics
import Foundation
import Microscopy
import Tensors

@testable import NeuralNetworks

/// The forward pass by its formulas, in Double, one token after the other: the twin of the fast one.
struct SlowVisionTransformer {
  typealias Rows = [[Double]]
  let network: VisionTransformer
  private var architecture: VisionTransformer.Architecture { network.architecture }

  func feature(of tile: RGBAImage) -> [Double] {
    let embedded = zip(linear(network.patchEmbedding, patches(of: tile)), rows(network.positions)).map(sum)
    var x = rows(network.prefix) + embedded
    for block in network.blocks {
      x = residual(x, linear(block.projection, attention(block, norm(block.norm1, x))), block.scale1)
      x = residual(x, feedForward(block.feedForward, norm(block.norm2, x)), block.scale2)
    }
    x = norm(network.norm, x)
    guard architecture.feature == .classTokenAndMeanPatch else { return x[0] }
    let patches = x.dropFirst(1 + architecture.registers)
    return x[0] + x[0].indices.map { column in patches.reduce(0) { $0 + $1[column] } / Double(patches.count) }
  }

  private func patches(of tile: RGBAImage) -> Rows {
    let (patch, count) = (architecture.patch, architecture.side / architecture.patch)
    return (0..<count * count).map { index in
      let (top, left) = (index / count * patch, index % count * patch)
      return (0..<3 * patch * patch).map { column in
        let (channel, place) = (column / (patch * patch), column % (patch * patch))
        let (x, y) = (left + place % patch, top + place / patch)
        let value = Double(tile.pixels[(y * tile.width + x) * 4 + channel]) / 255
        return (value - Double(network.normalisation.mean[channel]))
          / Double(network.normalisation.deviation[channel])
      }
    }
  }

  private func attention(_ block: VisionTransformer.Block, _ x: Rows) -> Rows {
    let (q, k, v) = (linear(block.query, x), linear(block.key, x), linear(block.value, x))
    let depth = architecture.width / architecture.heads
    var result = q
    for head in 0..<architecture.heads {
      let columns = head * depth..<(head + 1) * depth
      for (row, query) in q.enumerated() {
        let powers = k.map { key in exp(dot(query[columns], key[columns]) / Double(depth).squareRoot()) }
        let total = powers.reduce(0, +)
        for column in columns { result[row][column] = zip(powers, v).reduce(0) { $0 + $1.0 / total * $1.1[column] } }
      }
    }
    return result
  }

  private func feedForward(_ part: VisionTransformer.FeedForward, _ x: Rows) -> Rows {
    switch part {
    case .gelu(let up, let down):
      return linear(down, linear(up, x).map { $0.map { $0 * erfc(-$0 / 2.0.squareRoot()) / 2 } })
    case .swiglu(let gate, let up, let down):
      let gates = linear(gate, x).map { $0.map { $0 / (1 + exp(-$0)) } }
      return linear(down, zip(gates, linear(up, x)).map { zip($0, $1).map(*) })
    }
  }

  private func norm(_ norm: LayerNorm, _ x: Rows) -> Rows {
    x.map { row in
      let mean = row.reduce(0, +) / Double(row.count)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
      let deviation = (variance + Double(architecture.epsilon)).squareRoot()
      return row.indices.map {
        (row[$0] - mean) / deviation * Double(norm.weight.elements[$0]) + Double(norm.bias.elements[$0])
      }
    }
  }

  private func linear(_ layer: Linear, _ x: Rows) -> Rows {
    let weights = rows(layer.weight)
    let biases = layer.bias.map { rows($0)[0] } ?? [Double](repeating: 0, count: weights.count)
    return x.map { row in zip(weights, biases).map { dot($0[...], row[...]) + $1 } }
  }

  private func residual(_ x: Rows, _ y: Rows, _ scale: Parameter?) -> Rows {
    let scales = scale.map { rows($0)[0] } ?? [Double](repeating: 1, count: architecture.width)
    return zip(x, y).map { sum($0, zip($1, scales).map(*)) }
  }

  private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(+) }

  private func dot(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func rows(_ parameter: Parameter) -> Rows {
    (0..<parameter.rows).map { parameter[$0..<$0 + 1].elements.map(Double.init) }
  }
}
