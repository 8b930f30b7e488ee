import Tensors

/// A Swin transformer (Liu et al., ICCV 2021) behind a stem of convolutions, as CTransPath has it (Wang et al., Medical
/// Image Analysis 2022). X are the tokens of a grid, C wide, twice as wide and half as many a side after each stage:
///
///     X = LN(stem pixels)                                       [(side / 4)^2, C]
///     X += Proj(windowed attention(LN1 X));  X += MLP(LN2 X)    in every block, windows shifted in every second one
///     X = W_r LN(four neighbours of X, side by side)            between stages
///     feature = mean of LN X over the tokens                    [C of the last stage]
struct SwinTransformer: Sendable {
  /// Side of the tile, px.
  let side: Int
  /// 3 x 3 of stride 2, a rectifier behind each, batch norms folded in.
  let stem: [Convolution]
  /// The stem's last layer, [C, channels].
  let embedding: Linear
  let embeddingNorm: LayerNorm
  let stages: [Stage]
  let norm: LayerNorm
  /// Epsilon of every layer norm.
  let epsilon: Float
  let normalisation: ChannelNormalisation

  /// Blocks on tokens of one width.
  struct Stage: Sendable {
    let blocks: [Block]
    /// To the next stage; `nil` after the last.
    let merging: Merging?
  }

  /// Four neighbours to one token.
  struct Merging: Sendable {
    /// The layer norm of 4 C values.
    let norm: LayerNorm
    /// [2 C, 4 C], without bias.
    let reduction: Linear
  }

  /// One block.
  struct Block: Sendable {
    let norm1: LayerNorm
    /// Q over K over V, [3 C, C].
    let queryKeyValue: Linear
    /// Added to the scores, [(2 window - 1)^2, heads], by how far the key lies from the query.
    let positions: Parameter
    let projection: Linear
    let norm2: LayerNorm
    let up, down: Linear

    var heads: Int { positions.columns }
    /// Side of a window, tokens.
    var window: Int { (Int(Double(positions.rows).squareRoot().rounded()) + 1) / 2 }
  }

  /// Features per tile.
  var featureCount: Int { norm.weight.columns }
}

/// Which token stands where in the windows of a grid.
struct SwinWindows: Sendable {
  /// The token of each place, window by window.
  let tokens: [Int]
  /// For each place, which part of the grid its token came from: tokens of different parts do not look at each other.
  /// Empty where windows are not shifted.
  let parts: [Int]
  let window: Int

  /// A grid of `side` x `side` tokens, a multiple of `window`; shifted by half a window unless it is one window alone.
  init(side: Int, window: Int, isShifted: Bool) {
    let shift = isShifted && side > window ? window / 2 : 0
    let places = (0..<side / window).flatMap { top in
      (0..<side / window).flatMap { left in
        (0..<window * window).map { (y: top * window + $0 / window, x: left * window + $0 % window) }
      }
    }
    self.window = window
    tokens = places.map { ($0.y + shift) % side * side + ($0.x + shift) % side }
    parts =
      shift == 0 ? [] : places.map { 3 * Self.part($0.y, side, window, shift) + Self.part($0.x, side, window, shift) }
  }

  /// 0 before the last window, 1 within it before what was rolled over the edge, 2 there.
  private static func part(_ place: Int, _ side: Int, _ window: Int, _ shift: Int) -> Int {
    place < side - window ? 0 : place < side - shift ? 1 : 2
  }
}
