import Basics
import Microscopy
import Tensors

@testable import NeuralNetworks

/// The forward pass by its formulas, in Double, one place after the other: the twin of the fast one.
struct SlowResidualNetwork {
  /// [channel][row][column]
  typealias Volume = [[[Double]]]
  let network: ResidualNetwork

  func feature(of tile: RGBAImage) -> [Double] {
    var x = pool(rectify(convolve(network.stem, pixels(tile))))
    for bottleneck in network.layers.joined() {
      let inner = rectify(convolve(bottleneck.spatial, rectify(convolve(bottleneck.reduce, x))))
      let shortcut = bottleneck.shortcut.map { convolve($0, x) } ?? x
      x = rectify(zip(convolve(bottleneck.expand, inner), shortcut).map { zip($0, $1).map { zip($0, $1).map(+) } })
    }
    return x.map { plane in plane.joined().reduce(0, +) / Double(plane.count * plane.count) }
  }

  private func pixels(_ tile: RGBAImage) -> Volume {
    (0..<3).map { channel in
      let (mean, deviation) = (network.normalisation.mean[channel], network.normalisation.deviation[channel])
      return volume(tile.width) { row, column in
        let value = Double(tile.pixels[(row * tile.width + column) * 4 + channel]) / 255
        return (value - Double(mean)) / Double(deviation)
      }
    }
  }

  private func convolve(_ layer: Convolution, _ x: Volume) -> Volume {
    let side = x[0].count
    let taps = (0..<layer.weight.columns).map { tap in
      (tap / (layer.kernel * layer.kernel), tap / layer.kernel % layer.kernel, tap % layer.kernel)
    }
    return (0..<layer.outputs).map { output in
      volume(layer.outputSide(side)) { row, column in
        var sum = Double(layer.bias.elements[output])
        for (index, tap) in taps.enumerated() {
          let (y, x0) = (row * layer.stride + tap.1 - layer.padding, column * layer.stride + tap.2 - layer.padding)
          guard 0..<side ~= y, 0..<side ~= x0 else { continue }
          sum += Double(layer.weight.elements[output * layer.weight.columns + index]) * x[tap.0][y][x0]
        }
        return sum
      }
    }
  }

  private func pool(_ x: Volume) -> Volume {
    x.map { plane in
      volume((plane.count + 1) / 2) { row, column in
        let rows = (2 * row - 1...2 * row + 1).filter(plane.indices.contains)
        let columns = (2 * column - 1...2 * column + 1).filter(plane.indices.contains)
        return rows.flatMap { row in columns.map { plane[row][$0] } }.max() ?? 0
      }
    }
  }

  private func rectify(_ x: Volume) -> Volume { x.map { $0.map { $0.map { max(0, $0) } } } }

  private func volume(_ side: Int, _ value: (Int, Int) -> Double) -> [[Double]] {
    (0..<side).map { row in (0..<side).map { value(row, $0) } }
  }
}
