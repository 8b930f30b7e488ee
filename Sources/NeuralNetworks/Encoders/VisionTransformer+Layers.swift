import Tensors

extension Linear {
  /// y = x W' + b: x [rows, in], y [rows, out]. The one door to the products of the layers.
  ///
  /// The bias is laid into y and the product added to it: OpenBLAS clears the result of a product that is not added, at
  /// the same price, so that the bias costs nothing.
  func apply(to x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>) {
    if let bias { Kernels.repeat(bias, rows: rows, stride: bias.columns, into: y) }
    let view = MatrixView(x, rows: rows, columns: weight.columns)
    BLAS.multiply(view, weight, keep: bias == nil ? 0 : 1, into: y)
  }
}

extension LayerNorm {
  /// y = LN x: both [rows, width].
  func apply(to x: UnsafePointer<Float>, rows: Int, epsilon: Float, into y: UnsafeMutablePointer<Float>) {
    let view = MatrixView(x, rows: rows, columns: weight.columns)
    Kernels.layerNorm(view, weight: weight, bias: bias, epsilon: epsilon, into: y)
  }
}

extension VisionTransformer.FeedForward {
  /// x [rows, width] becomes the half's output; `scratch` [rows, ``scratchWidth``].
  func apply(to x: UnsafeMutablePointer<Float>, rows: Int, scratch: UnsafeMutablePointer<Float>) {
    switch self {
    case .gelu(let up, let down):
      up.apply(to: x, rows: rows, into: scratch)
      Kernels.gelu(scratch, count: rows * up.weight.rows)
      down.apply(to: scratch, rows: rows, into: x)
    case .swiglu(let gate, let up, let down):
      let other = scratch + rows * gate.weight.rows
      gate.apply(to: x, rows: rows, into: scratch)
      up.apply(to: x, rows: rows, into: other)
      Kernels.siluProduct(scratch, other, count: rows * gate.weight.rows)
      down.apply(to: scratch, rows: rows, into: x)
    }
  }

  /// Elements of its weights.
  var weights: Int {
    switch self {
    case .gelu(let up, let down): up.weight.elements.count + down.weight.elements.count
    case .swiglu(let gate, let up, let down):
      gate.weight.elements.count + up.weight.elements.count + down.weight.elements.count
    }
  }

  /// Values a token between the products.
  var scratchWidth: Int {
    switch self {
    case .gelu(let up, _): up.weight.rows
    case .swiglu(let gate, let up, _): gate.weight.rows + up.weight.rows
    }
  }
}

extension ChannelNormalisation {
  /// Factor and summand that take a byte to its normalised value.
  var affine: (gain: SIMD3<Float>, offset: SIMD3<Float>) {
    (1 / (255 * deviation), -mean / deviation)
  }
}
