import Tensors

/// Integrated gradients of the slide score with respect to what is pooled, z, from zeros in a straight line
/// (Sundararajan, Taly, Yan, ICML 2017, eq. 1):
///
///     direction_j = integral over t in 0...1 of d score / d z_j at t z
///
/// Each step takes the slopes of chords in place of gradients, so that direction . z is the difference of the scores
/// whatever the number of steps; the steps only share it out. Where head and score are linear, one step is exact.
struct PathIntegral {
  /// Each takes its own part of what is pooled; their outputs together are the logits.
  let heads: [Perceptron]
  let rule: SlideScoreRule

  private static let steps = 256

  /// Whether the directions are the same for whatever is pooled.
  var isLinear: Bool { rule.isLinear && heads.allSatisfy(\.isLinear) }

  /// [heads, inputs of a head] like `pooled`.
  func directions(_ pooled: Matrix) -> Matrix {
    let count = isLinear ? 1 : Self.steps
    let points = (0..<pooled.rows).map { path(to: pooled.row($0), count) }
    let outputs = zip(heads, points).map { head, points in points.withView { head($0) } }
    let logits = (0...count).map { step in outputs.flatMap { $0.row(step).map { Double($0) } } }
    let worth = (0..<count).map { rule.worth(from: logits[$0], to: logits[$0 + 1]) }
    var (first, result) = (0, Matrix(rows: pooled.rows, columns: pooled.columns))
    for (index, head) in heads.enumerated() {
      let range = first..<first + head.outputs
      let direction = direction(head, points[index], worth.map { $0[range].map { Float($0) } })
      for (column, value) in direction.enumerated() { result[index, column] = value }
      first = range.upperBound
    }
    return result
  }

  /// The score where nothing but zeros is pooled.
  var baseline: Double {
    rule(heads.flatMap { head in Matrix(rows: 1, columns: head.inputs).withView { head($0).values } }) ?? 0
  }

  /// 0, z / count, 2 z / count, ..., z below one another.
  private func path(to pooled: ArraySlice<Float>, _ count: Int) -> Matrix {
    var result = Matrix(rows: count + 1, columns: pooled.count)
    for step in 0...count {
      let share = Float(step) / Float(count)
      for (column, value) in pooled.enumerated() { result[step, column] = share * value }
    }
    return result
  }

  private func direction(_ head: Perceptron, _ points: Matrix, _ worth: [[Float]]) -> [Float] {
    guard let outputs = Matrix(rows: worth.count, columns: head.outputs, values: worth.flatMap { $0 }) else {
      return []
    }
    let slopes = points.withView { head.worth(of: $0, outputs: outputs) }
    return (0..<slopes.columns).map { column in
      Float((0..<slopes.rows).reduce(0.0) { $0 + Double(slopes[$1, column]) } / Double(slopes.rows))
    }
  }
}
