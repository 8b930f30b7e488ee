import Tensors

/// Nystroem attention as TransMIL uses it (Xiong et al., AAAI 2021; the package nystrom-attention), for tokens x [n,
/// width]:
///
///     [Q K V] = x T';  zeros before the first token up to a multiple of m;  landmarks Q~ K~ = means of m segments
///     out = softmax(s Q K~') pinv(softmax(s Q~ K~')) softmax(s Q~ K') V + conv(V),  s = 1 / sqrt(width of a head)
///     y = out O' + o
///
/// with m = width / 2 landmarks, and a convolution of each head over 33 tokens. The zero tokens take part in every
/// softmax.
struct NystromAttention: Sendable {
  /// Q over K over V, [3 * heads * size, width].
  private let projection: Linear
  /// [heads, 33].
  private let convolution: Parameter
  private let output: Linear
  private let heads, size, landmarks: Int

  init(_ weights: inout WeightFile, _ key: String, _ width: Int) throws(WeightsFailure) {
    convolution = try weights.parameter("\(key).res_conv.weight", shape: [-1, 1, -1, 1])
    output = try weights.linear("\(key).to_out.0", outputs: width)
    let inner = output.weight.columns
    (heads, size) = (convolution.rows, inner / max(1, convolution.rows))
    guard size > 0, size * heads == inner, convolution.columns % 2 == 1 else {
      throw .shape(
        file: weights.name, tensor: "\(key).res_conv.weight", expected: [8, 1, 33, 1],
        found: weights.shape("\(key).res_conv.weight") ?? [])
    }
    let qkv = try weights.parameter("\(key).to_qkv.weight", shape: [3 * inner, width])
    projection = Linear(weight: qkv, bias: nil)
    landmarks = max(1, width / 2)
  }

  /// y of the first `queries` tokens, [queries, width], and the first token's attention to all tokens, [n], mean of the
  /// heads.
  func callAsFunction(_ tokens: Matrix, queries: Int) -> (output: Matrix, firstRow: [Float]) {
    let padding = (landmarks - tokens.rows % landmarks) % landmarks
    let all = projected(tokens, padding: padding)
    let kernels = RowBlocks.map(heads, size: 1, scratch: {}) { head, _ in
      NystromHead(all, head.lowerBound, of: heads, size: size, landmarks: landmarks)
    }
    let norm = PseudoInverse.norm(kernels.map(\.kernel))
    let results = RowBlocks.map(heads, size: 1, scratch: {}) { head, _ in
      kernels[head.lowerBound].attend(
        all, padding..<padding + queries, norm: norm, taps: convolution.row(head.lowerBound))
    }
    let row = (0..<tokens.rows).map { token in
      results.reduce(0) { $0 + $1.firstRow[padding + token] } / Float(heads)
    }
    return (Matrix(besides: results.map(\.values), rows: queries).through(output), row)
  }

  /// Q, K and V side by side, [padding + n, 3 * heads * size].
  private func projected(_ tokens: Matrix, padding: Int) -> Matrix {
    let columns = projection.weight.rows
    let zeros = [Float](repeating: 0, count: padding * columns)
    let values = zeros + tokens.through(projection).values
    return Matrix(rows: padding + tokens.rows, columns: columns, values: values) ?? tokens
  }
}

extension Parameter {
  fileprivate func row(_ index: Int) -> [Float] { Array(elements[index * columns..<(index + 1) * columns]) }
}
