import Tensors

/// The memory in which one thread runs a ``ResidualNetwork``, allocated once: what one tile needs, about 40 MB for
/// ResNet-50 at 224 px. Not to be used by two threads at once.
public final class ResidualWorkspace {
  /// Planes between the bottlenecks, in turns.
  let input, output: UnsafeMutablePointer<Float>
  /// Planes within a bottleneck.
  let inner, second: UnsafeMutablePointer<Float>
  /// What a convolution multiplies its weight with.
  let columns: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutableRawPointer

  /// Room for one tile of `network`.
  public init(for network: ResidualNetwork) {
    let size = Size(network)
    let count = 4 * size.planes + size.columns
    memory = .allocate(byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
    input = memory.bindMemory(to: Float.self, capacity: count)
    output = input + size.planes
    inner = output + size.planes
    second = inner + size.planes
    columns = second + size.planes
  }

  deinit { memory.deallocate() }

  /// Counts of floats: the most that any convolution of the network makes and takes.
  private struct Size {
    var planes: Int
    var columns = 0

    init(_ network: ResidualNetwork) {
      planes = 3 * network.side * network.side
      var side = add(network.stem, network.side)
      side = (side + 1) / 2
      for bottleneck in network.layers.joined() {
        if let shortcut = bottleneck.shortcut { _ = add(shortcut, side) }
        _ = add(bottleneck.reduce, side)
        side = add(bottleneck.spatial, side)
        _ = add(bottleneck.expand, side)
      }
    }

    /// Counts a convolution of planes with `side`; the side of its output.
    private mutating func add(_ convolution: Convolution, _ side: Int) -> Int {
      let result = convolution.outputSide(side)
      planes = max(planes, convolution.outputs * result * result)
      if !convolution.isPointwise { columns = max(columns, convolution.weight.columns * result * result) }
      return result
    }
  }
}
