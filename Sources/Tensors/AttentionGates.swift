import CVectors

/// What stands between the products of attention pooling, vectorised for the processor at hand. Each has a slow twin in
/// the tests.
public enum AttentionGates {
  /// x = x + bias in every row, then max(0, x) where `rectified`. x [rows, width] with `width` = `bias.columns`.
  /// Not-a-number stays one.
  public static func affine(
    _ x: UnsafeMutablePointer<Float>?, rows: Int, bias: Parameter, rectified: Bool
  ) {
    gates_affine(x, bias.elements.baseAddress, rectified ? 1 : 0, rows, bias.columns)
    withExtendedLifetime(bias) {}
  }

  /// The attention logits of `rows` tiles, logits [branches, rows]: w . g + w0 for every branch, with
  /// g = tanh(v) * sigmoid(u), or tanh(v) where not `gated`; absolute error of g below 5e-7. Not-a-number
  /// in v or u makes the logits of its tile not-a-number.
  ///
  /// - Parameters:
  ///   - x: v and u before their biases, side by side: [rows, 2 gates], or v alone [rows, gates]. Spent afterwards.
  ///   - bias: of v and u, as long as a row of `x`.
  ///   - weight: w [branches, gates]; `weightBias`: w0 [1, branches].
  public static func logits(
    _ x: UnsafeMutablePointer<Float>?, rows: Int, bias: Parameter, gated: Bool, weight: Parameter,
    weightBias: Parameter, into logits: UnsafeMutablePointer<Float>?
  ) {
    precondition(bias.columns == weight.columns * (gated ? 2 : 1) && weightBias.columns == weight.rows)
    gates_attention(
      x, bias.elements.baseAddress, gated ? 1 : 0, rows, weight.columns, weight.elements.baseAddress,
      weightBias.elements.baseAddress, weight.rows, logits)
    withExtendedLifetime((bias, weight, weightBias)) {}
  }
}
