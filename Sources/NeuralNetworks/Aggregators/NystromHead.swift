import Tensors

/// One head of Nystroem attention over padded tokens; m landmarks, heads of `size` values.
struct NystromHead: Sendable {
  /// Columns of Q, K and V in the tokens' projection.
  private let queryColumns, keyColumns, valueColumns: Range<Int>
  /// Q~ and K~, [m, size].
  private let queries, keys: Matrix
  /// softmax(s Q~ K~'), [m, m].
  let kernel: Matrix
  private let scale: Float

  /// Landmarks of whose softmax over all tokens is in memory at a time.
  private static let rowsAtOnce = 16

  init(_ all: Matrix, _ head: Int, of heads: Int, size: Int, landmarks: Int) {
    let columns = { (part: Int) in (part * heads + head) * size..<(part * heads + head + 1) * size }
    (queryColumns, keyColumns, valueColumns) = (columns(0), columns(1), columns(2))
    let scale = 1 / Float(size).squareRoot()
    let queries = all.withColumns(queryColumns) { Self.means($0, segments: landmarks) }
    let keys = all.withColumns(keyColumns) { Self.means($0, segments: landmarks) }
    kernel = queries.withView { queries in keys.withView { queries.attending(to: $0, scale: scale) } }
    (self.queries, self.keys, self.scale) = (queries, keys, scale)
  }

  /// What the tokens of `range` get, [range.count, size], and the first one's attention to all tokens.
  ///
  /// The product is taken from the right, so that nothing of tokens x tokens is ever there.
  func attend(
    _ all: Matrix, _ range: Range<Int>, norm: Float, taps: [Float]
  ) -> (values: Matrix, firstRow: [Float]) {
    let inverse = PseudoInverse.of(kernel, norm: norm)
    let first = shares(all, range.lowerBound..<range.lowerBound + 1)
    let worth = first.withView { first in inverse.withView { first.times($0) } }
    let (summary, firstRow) = summary(all, worth: worth.values)
    let core = inverse.withView { inverse in summary.withView { inverse.times($0) } }
    var values = Matrix(rows: range.count, columns: core.columns)
    for start in stride(from: 0, to: range.count, by: RowBlocks.size) {
      let rows = start..<min(range.count, start + RowBlocks.size)
      let block = shares(all, range.lowerBound + rows.lowerBound..<range.lowerBound + rows.upperBound)
      values.withElements { target in
        block.withView { block in
          core.withView { BLAS.multiply(block, $0, into: target.baseAddress.map { $0 + start * core.columns }) }
        }
      }
    }
    convolve(all, range, taps, into: &values)
    return (values, firstRow)
  }

  /// softmax(s Q K~') of some tokens.
  private func shares(_ all: Matrix, _ range: Range<Int>) -> Matrix {
    all.withColumns(queryColumns) { tokens in keys.withView { tokens[range].attending(to: $0, scale: scale) } }
  }

  /// softmax(s Q~ K') V, [m, size], and worth . softmax(s Q~ K') with a worth a landmark, [tokens].
  private func summary(_ all: Matrix, worth: [Float]) -> (summary: Matrix, row: [Float]) {
    var (values, row) = ([Float](), Matrix(rows: 1, columns: all.rows))
    for start in stride(from: 0, to: queries.rows, by: Self.rowsAtOnce) {
      let range = start..<min(queries.rows, start + Self.rowsAtOnce)
      let block = queries.withView { queries in
        all.withColumns(keyColumns) { queries[range].attending(to: $0, scale: scale) }
      }
      values += all.withColumns(valueColumns) { tokens in block.withView { $0.times(tokens).values } }
      let part = Array(worth[range])
      row.withElements { row in
        part.withUnsafeBufferPointer { part in
          let factors = MatrixView(part.baseAddress, rows: 1, columns: part.count)
          block.withView { BLAS.multiply(factors, $0, keep: 1, into: row.baseAddress) }
        }
      }
    }
    let columns = valueColumns.count
    return (Matrix(rows: queries.rows, columns: columns, values: values) ?? queries, row.values)
  }

  /// Adds the convolution of V along the tokens, zeros outside, to `values` of the tokens of `range`.
  private func convolve(_ all: Matrix, _ range: Range<Int>, _ taps: [Float], into values: inout Matrix) {
    let reach = taps.count / 2
    all.withColumns(valueColumns) { tokens in
      values.withElements { values in
        guard let base = tokens.base else { return }
        for (row, token) in range.enumerated() {
          for source in max(0, token - reach)...min(tokens.rows - 1, token + reach) {
            let (factor, from) = (taps[source - token + reach], base + source * tokens.stride)
            for column in 0..<tokens.columns { values[row * tokens.columns + column] += factor * from[column] }
          }
        }
      }
    }
  }

  /// The means of segments of as many rows each.
  private static func means(_ x: MatrixView, segments: Int) -> Matrix {
    let length = x.rows / segments
    var result = Matrix(rows: segments, columns: x.columns)
    result.withElements { target in
      guard let base = target.baseAddress else { return }
      for segment in 0..<segments {
        Kernels.mean(of: x[segment * length..<(segment + 1) * length], into: base + segment * x.columns)
      }
    }
    return result
  }
}
