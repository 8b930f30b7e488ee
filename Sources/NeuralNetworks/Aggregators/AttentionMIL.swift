import Basics
import Tensors

/// Gated attention over the tiles of a case (Ilse, Tomczak, Welling, ICML 2018, eq. 8 and 9), with a linear head on the
/// log-hazard. For a bag of n tiles x_i of d features:
///
///     h_i = relu(E x_i + e)                                     [hidden]
///     a   = softmax_i( w . ( tanh(V h_i + v) * sigmoid(U h_i + u) ) )     [n], gates of `gates` units
///     score = sum_i a_i (c . h_i) - center
///
/// `center` is the mean of the first term over the training bags. Because the head is linear, each tile has a part:
/// a_i (c . h_i - center), and the parts sum to the score.
public struct AttentionMIL: Hashable, Sendable {
  /// The layers; a bias is a matrix of one row.
  public struct Weights: Hashable, Sendable {
    /// E [hidden, d] and e [1, hidden].
    var embedding, embeddingBias: Matrix
    /// V [gates, hidden] and v [1, gates].
    var value, valueBias: Matrix
    /// U [gates, hidden] and u [1, gates].
    var gate, gateBias: Matrix
    /// w [1, gates].
    var attention: Matrix
    /// c [1, hidden].
    var head: Matrix
  }

  let standardisation: Standardisation
  var weights: Weights
  var center: Float

  /// Features per tile.
  public var width: Int { weights.embedding.columns }
  /// Units of the embedding.
  public var hidden: Int { weights.embedding.rows }
  /// Units of each gate.
  public var gates: Int { weights.value.rows }

  /// The score of `bag` and where it comes from. An empty bag scores 0; traps where the bag has another width.
  public func evaluate(_ bag: Bag) -> BagScore {
    let tiles = TileBatch(features: standardisation(bag), starts: [0, bag.count])
    let pass = ForwardPass(weights, tiles)
    let contributions = zip(pass.attention, pass.risks).map { $0 * ($1 - center) }
    return BagScore(
      score: Float(contributions.reduce(0.0) { $0 + Double($1) }), attention: pass.attention,
      contributions: contributions)
  }
}

extension AttentionMIL.Weights {
  /// The layers by the names under which a bundle keeps them, in a fixed order.
  static var layers: [(name: String, path: WritableKeyPath<Self, Matrix>)] {
    [
      ("embedding.weight", \.embedding), ("embedding.bias", \.embeddingBias), ("value.weight", \.value),
      ("value.bias", \.valueBias), ("gate.weight", \.gate), ("gate.bias", \.gateBias),
      ("attention.weight", \.attention), ("head.weight", \.head),
    ]
  }

  /// All zeros.
  init(width: Int, hidden: Int, gates: Int) {
    embedding = Matrix(rows: hidden, columns: width)
    embeddingBias = Matrix(rows: 1, columns: hidden)
    value = Matrix(rows: gates, columns: hidden)
    valueBias = Matrix(rows: 1, columns: gates)
    gate = Matrix(rows: gates, columns: hidden)
    gateBias = Matrix(rows: 1, columns: gates)
    attention = Matrix(rows: 1, columns: gates)
    head = Matrix(rows: 1, columns: hidden)
  }

  /// Where training starts: uniform within sqrt(6 / (in + out)) (Glorot & Bengio 2010); biases 0. The attention starts
  /// at 0, every tile alike, so that the head first learns from the mean of the bag.
  init(width: Int, hidden: Int, gates: Int, random: inout SeededDraws) {
    self.init(width: width, hidden: hidden, gates: gates)
    for path in [\Self.embedding, \Self.value, \Self.gate, \Self.head] {
      let limit = (6 / Float(self[keyPath: path].rows + self[keyPath: path].columns)).squareRoot()
      self[keyPath: path].withElements { for i in $0.indices { $0[i] = limit * (2 * random.unitFloat() - 1) } }
    }
  }
}
