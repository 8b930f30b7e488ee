import CVectors

/// What stands between the products of an encoder, vectorised for the processor at hand and free of allocation; safe on
/// many threads at once. Each has a slow, obvious twin in the tests.
///
/// Matrices are row-major and contiguous where no stride is named; a result must not overlap an input unless it is "in
/// place".
public enum Kernels {
  /// y = (x - mean) / sqrt(variance + epsilon) * weight + bias for every row of x, the variance over `columns` (Ba et
  /// al. 2016). Mean first, then the variance around it, so that large means do not cancel.
  public static func layerNorm(
    _ x: MatrixView, weight: Parameter, bias: Parameter, epsilon: Float, into y: UnsafeMutablePointer<Float>
  ) {
    precondition(weight.columns == x.columns && bias.columns == x.columns, "shapes of a layer norm disagree")
    guard let factors = weight.elements.baseAddress, let summands = bias.elements.baseAddress else { return }
    vectors_layer_norm(x.base, x.stride, factors, summands, epsilon, x.rows, x.columns, y, x.columns)
    withExtendedLifetime((weight, bias)) {}
  }

  /// x = x (1 + erf(x / sqrt 2)) / 2 in place, the exact GELU (Hendrycks and Gimpel 2016); absolute error below
  /// 1.5e-7 + 1e-7 |x|. Not-a-number stays one.
  public static func gelu(_ x: UnsafeMutablePointer<Float>, count: Int) { vectors_gelu(x, count) }

  /// gate = gate / (1 + exp(-gate)) * up in place, the gated half of SwiGLU (Shazeer 2020); relative error below 4e-6.
  /// A gate below -87 counts as -87: error below 2e-36 |up|. Not-a-number stays one.
  public static func siluProduct(
    _ gate: UnsafeMutablePointer<Float>, _ up: UnsafePointer<Float>, count: Int
  ) {
    vectors_silu_product(gate, up, count)
  }

  /// softmax(scale * x) of every row in place, `scale` above 0; shifted by the row's largest value, so that it neither
  /// overflows nor divides by 0. Absolute error below 1e-6, however long the row; what lies more than 125 ln 2 = 86.6
  /// below the largest counts as that. A row with a not-a-number, or whose largest value is infinite, becomes all
  /// not-a-number.
  public static func softmax(
    _ x: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int, scale: Float
  ) {
    vectors_softmax(x, rows, columns, stride, scale)
  }

  /// x += scale * y in place, for every row of `width`; without `scale` x += y. The residual, with LayerScale where a
  /// block has one (Touvron et al., ICCV 2021).
  public static func add(
    _ y: UnsafePointer<Float>, scaledBy scale: Parameter? = nil, rows: Int, width: Int,
    to x: UnsafeMutablePointer<Float>
  ) {
    guard let scale else { return vectors_add(x, y, rows * width) }
    precondition(scale.columns == width, "shapes of a scaled sum disagree")
    guard let factors = scale.elements.baseAddress else { return }
    vectors_add_scaled(x, y, factors, rows, width)
    withExtendedLifetime(scale) {}
  }

  /// x += y in place, element by element.
  public static func add(_ y: Parameter, to x: UnsafeMutablePointer<Float>) {
    guard let summands = y.elements.baseAddress else { return }
    vectors_add(x, summands, y.elements.count)
    withExtendedLifetime(y) {}
  }

  /// The mean of the rows of x, y [columns]; at least one row.
  public static func mean(of x: MatrixView, into y: UnsafeMutablePointer<Float>) {
    vectors_mean(x.base, x.rows, x.columns, x.stride, y)
  }

  /// Every row of y, `stride` elements apart, becomes `row`.
  public static func `repeat`(
    _ row: Parameter, rows: Int, stride: Int, into y: UnsafeMutablePointer<Float>
  ) {
    guard let values = row.elements.baseAddress else { return }
    vectors_repeat(values, rows, row.columns, y, stride)
    withExtendedLifetime(row) {}
  }

  /// The patches of a square picture, [(side / patch)^2, 3 patch^2]: patches by rows, the columns of y in the order
  /// channel, row, column as a convolution's weight has them; value * gain + offset of its channel.
  ///
  /// `rgba` holds side x side pixels of four bytes; alpha is left out. Traps where it does not.
  public static func gatherPatches(
    _ rgba: UnsafeBufferPointer<UInt8>, side: Int, patch: Int, gain: SIMD3<Float>, offset: SIMD3<Float>,
    into y: UnsafeMutablePointer<Float>
  ) {
    precondition(rgba.count == side * side * 4 && patch > 0, "four bytes a pixel")
    guard let pixels = rgba.baseAddress else { return }
    vectors_gather_patches(pixels, side, patch, channel_scales(gain, offset), y)
  }
}
