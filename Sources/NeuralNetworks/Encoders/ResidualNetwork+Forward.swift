import Basics
import Microscopy
import Tensors

/// The forward pass, one tile at a time: its planes are matrices large enough for a product to be fast.
extension ResidualNetwork {
  /// The features of `tiles`, [tiles, featureCount] row-major.
  ///
  /// Tiles must have `side` x `side` px (traps); alpha is not looked at. Many threads may share the network, each with
  /// its own workspace and BLAS at one thread (``BLAS/useOneThread()``).
  public func features(of tiles: [RGBAImage], workspace: ResidualWorkspace) -> [Float] {
    [Float](unsafeUninitializedCapacity: tiles.count * featureCount) { target, count in
      for (index, tile) in tiles.enumerated() {
        forward(tile, workspace, into: &target[index * featureCount])
      }
      count = tiles.count * featureCount
    }
  }

  private func forward(_ tile: RGBAImage, _ room: ResidualWorkspace, into feature: UnsafeMutablePointer<Float>) {
    precondition(tile.width == side && tile.height == side, "a tile of another size")
    var x = Planes(values: room.input, side: side)
    tile.pixels.withUnsafeBufferPointer {
      PlaneKernels.planes($0, gain: normalisation.affine.gain, offset: normalisation.affine.offset, into: x.values)
    }
    x = stem.apply(to: x, into: room.inner, scratch: room.columns)
    PlaneKernels.largest(x.values, channels: stem.outputs, side: x.side, into: room.input)
    x = Planes(values: room.input, side: (x.side + 1) / 2)
    for bottleneck in layers.joined() {
      x = bottleneck.apply(to: x, spare: x.values == room.input ? room.output : room.input, room)
    }
    PlaneKernels.means(x.values, channels: featureCount, places: x.places, into: feature)
  }
}

/// Channels of places, [channels, side * side].
struct Planes {
  let values: UnsafeMutablePointer<Float>
  let side: Int
  var places: Int { side * side }
}

extension ResidualNetwork.Bottleneck {
  /// relu(expand(relu(spatial(relu(reduce x)))) + shortcut x), in the memory of x where there is no shortcut.
  func apply(to x: Planes, spare: UnsafeMutablePointer<Float>, _ room: ResidualWorkspace) -> Planes {
    let reduced = reduce.apply(to: x, into: room.inner, scratch: room.columns)
    let inner = spatial.apply(to: reduced, into: room.second, scratch: room.columns)
    let sum = shortcut?.apply(to: x, into: spare, rectified: false, scratch: room.columns) ?? x
    return expand.apply(to: inner, into: sum.values, keep: 1, scratch: room.columns)
  }
}

extension Convolution {
  /// relu(W columns(x) + b + keep * y), the rectifier where `rectified`: x [inputs, side^2], y [outputs, outputSide^2].
  func apply(
    to x: Planes, into y: UnsafeMutablePointer<Float>, keep: Float = 0, rectified: Bool = true,
    scratch: UnsafeMutablePointer<Float>
  ) -> Planes {
    let result = Planes(values: y, side: outputSide(x.side))
    if !isPointwise {
      PlaneKernels.columns(
        x.values, channels: inputs, side: x.side, kernel: kernel, stride: stride, padding: padding, into: scratch)
    }
    let columns = MatrixView(isPointwise ? x.values : scratch, rows: weight.columns, columns: result.places)
    weight.withView { BLAS.multiply($0, columns, keep: keep, into: y) }
    PlaneKernels.addBias(bias, rectified: rectified, places: result.places, to: y)
    return result
  }

  /// Whether the columns are the planes themselves.
  var isPointwise: Bool { kernel == 1 && stride == 1 && padding == 0 }
}
