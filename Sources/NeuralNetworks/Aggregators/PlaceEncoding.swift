import Tensors

/// PPEG, the pyramid position encoding of TransMIL: x + dw7(x) + dw5(x) + dw3(x) over the square of tokens, each
/// convolution by channel, zeros outside. All four are one convolution of 7 x 7, with the smaller kernels in its
/// middle.
struct PlaceEncoding: Sendable {
  private static let reach = 3
  private static let size = 2 * reach + 1

  /// [7 * 7, channels], and the sum of the biases [channels].
  private let taps: Matrix
  private let bias: [Float]

  init(_ weights: inout WeightFile, _ key: String, _ channels: Int) throws(WeightsFailure) {
    var taps = Matrix(rows: Self.size * Self.size, columns: channels)
    var bias = [Float](repeating: 0, count: channels)
    for (name, size) in [("proj", 7), ("proj1", 5), ("proj2", 3)] {
      let kernel = try weights.parameter("\(key).\(name).weight", shape: [channels, 1, size, size])
      Self.add(kernel, size: size, to: &taps)
      let summand = try weights.parameter("\(key).\(name).bias", shape: [channels])
      for channel in 0..<channels { bias[channel] += summand.elements[channel] }
    }
    for channel in 0..<channels { taps[Self.size * Self.reach + Self.reach, channel] += 1 }
    (self.taps, self.bias) = (taps, bias)
  }

  private static func add(_ kernel: Parameter, size: Int, to taps: inout Matrix) {
    let margin = (Self.size - size) / 2
    for channel in 0..<kernel.rows {
      for row in 0..<size {
        for column in 0..<size {
          let tap = (row + margin) * Self.size + column + margin
          taps[tap, channel] += kernel.elements[channel * size * size + row * size + column]
        }
      }
    }
  }

  /// Encodes the tokens after the first one, a square of `side` rows; the first, the class token, stays.
  func apply(to tokens: inout Matrix, side: Int) {
    let (source, width) = (tokens, tokens.columns)
    let encoded = RowBlocks.matrix(rows: side * side, columns: width) { range, target in
      source.values.withUnsafeBufferPointer { source in
        for (row, place) in range.enumerated() {
          let target = UnsafeMutableBufferPointer(start: target + row * width, count: width)
          write(place, side, UnsafeBufferPointer(rebasing: source[width...]), to: target)
        }
      }
    }
    tokens.withElements { _ = UnsafeMutableBufferPointer(rebasing: $0[width...]).update(from: encoded.values) }
  }

  private func write(
    _ place: Int, _ side: Int, _ source: UnsafeBufferPointer<Float>, to target: UnsafeMutableBufferPointer<Float>
  ) {
    let (row, column, width) = (place / side, place % side, target.count)
    _ = target.update(from: bias)
    for y in max(0, row - Self.reach)...min(side - 1, row + Self.reach) {
      for x in max(0, column - Self.reach)...min(side - 1, column + Self.reach) {
        let tap = (y - row + Self.reach) * Self.size + x - column + Self.reach
        let token = UnsafeBufferPointer(rebasing: source[(y * side + x) * width..<(y * side + x + 1) * width])
        taps.values.withUnsafeBufferPointer { taps in
          for channel in 0..<width { target[channel] += taps[tap * width + channel] * token[channel] }
        }
      }
    }
  }
}
