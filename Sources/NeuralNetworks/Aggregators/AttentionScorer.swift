import Tensors

/// What gives each tile its attention logits.
protocol AttentionScorer: Sendable {
  /// Rows of logits: 1, or one per class.
  var branches: Int { get }
  /// Values of scratch that a tile needs.
  var units: Int { get }
  /// Writes the logits [branches, tiles.rows]; `units` has room for ``units`` values a tile.
  func score(
    _ tiles: MatrixView, units: UnsafeMutablePointer<Float>, logits: UnsafeMutableBufferPointer<Float>)
}

/// w . (tanh(V h + v) * sigmoid(U h + u)) + w0, or w . tanh(V h + v) + w0 (Ilse, Tomczak, Welling, ICML 2018, eq. 8,
/// 9). One kernel for Ilse, CLAM, Owkin's ABMIL, MCAT and MIL-Lab.
struct GatedAttention: AttentionScorer {
  /// V over U [2 gates, hidden], or V alone, so that one product serves both; the biases alike, [1, 2 gates].
  private let weights: Parameter
  private let bias: Parameter
  private let isGated: Bool
  /// w [branches, gates] and w0.
  private let attention: BiasedLinear

  /// `value` and `gate` are of the same shape; no gate for plain attention.
  init(value: BiasedLinear, gate: BiasedLinear?, attention: BiasedLinear) {
    weights = Self.stacked(value.weight, gate?.weight)
    let biases = Array(value.bias.elements) + (gate.map { Array($0.bias.elements) } ?? [])
    bias = Parameter(rows: 1, columns: biases.count, values: biases)
    isGated = gate != nil
    self.attention = attention
  }

  var branches: Int { attention.weight.rows }
  var units: Int { weights.rows }

  func score(
    _ tiles: MatrixView, units: UnsafeMutablePointer<Float>, logits: UnsafeMutableBufferPointer<Float>
  ) {
    BLAS.multiply(tiles, weights, into: units)
    AttentionGates.logits(
      units, rows: tiles.rows, bias: bias, gated: isGated, weight: attention.weight,
      weightBias: attention.bias, into: logits.baseAddress)
  }

  private static func stacked(_ first: Parameter, _ second: Parameter?) -> Parameter {
    guard let second else { return first }
    let values = Array(first.elements) + Array(second.elements)
    return Parameter(rows: first.rows + second.rows, columns: first.columns, values: values)
  }
}

/// Every tile alike: mean pooling.
struct EvenAttention: AttentionScorer {
  let branches = 1
  let units = 0

  func score(
    _ tiles: MatrixView, units: UnsafeMutablePointer<Float>, logits: UnsafeMutableBufferPointer<Float>
  ) {
    logits.update(repeating: 0)
  }
}

/// A linear layer y = x W' + b that has a bias.
struct BiasedLinear: Sendable {
  /// W [out, in].
  let weight: Parameter
  /// b [1, out].
  let bias: Parameter

  /// The same.
  var linear: Linear { Linear(weight: weight, bias: bias) }
}
