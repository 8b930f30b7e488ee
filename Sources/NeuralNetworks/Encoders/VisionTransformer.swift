import Tensors

/// A linear layer y = x W' + b.
public struct Linear: Sendable {
  /// The weights W [out, in].
  public let weight: Parameter
  /// The bias b [1, out]; `nil` for none.
  public let bias: Parameter?
}

/// A layer norm's weight and bias, [1, width] each.
public struct LayerNorm: Sendable {
  /// The factor of each value.
  public let weight: Parameter
  /// What is added to each value.
  public let bias: Parameter
}

/// A vision transformer as the published encoders of pathology use it: one forward pass with options, whatever library
/// wrote the weights (Dosovitskiy et al., ICLR 2021; registers: Darcet et al., ICLR 2024; LayerScale: Touvron et al.,
/// ICCV 2021; SwiGLU: Shazeer 2020).
///
///     X = [prefix; P patches W' + b + positions]                    [1 + registers + patches, width]
///     X += s1 * Proj(Attention(LN1 X));  X += s2 * MLP(LN2 X)       depth times
///     X = LN X;  feature = X[0], or [X[0], mean of the patch rows], or what a head makes of X
public struct VisionTransformer: Sendable {
  /// What the feature of a tile is.
  public enum Feature: String, Hashable, Sendable {
    /// The class token, [width].
    case classToken
    /// The class token and the mean of the patch tokens, [2 width]; registers are left out.
    case classTokenAndMeanPatch
    /// All tokens, of which a head pools.
    case allTokens
  }

  /// The numbers that shape the network.
  public struct Architecture: Hashable, Sendable {
    /// Side of the tile, px; a multiple of `patch`.
    public var side: Int
    /// Side of a patch, px.
    public var patch: Int
    /// Width of a token.
    public var width: Int
    /// The number of attention heads, which divides `width`.
    public var heads: Int
    /// Epsilon of every layer norm.
    public var epsilon: Float
    /// How many register tokens there are.
    public var registers: Int
    /// What of the output is the feature; see ``Feature``.
    public var feature: Feature

    /// An architecture by its numbers.
    public init(
      side: Int, patch: Int, width: Int, heads: Int, epsilon: Float, registers: Int, feature: Feature
    ) {
      self.side = side
      self.patch = patch
      self.width = width
      self.heads = heads
      self.epsilon = epsilon
      self.registers = registers
      self.feature = feature
    }

    /// Patches of a tile.
    public var patches: Int { (side / patch) * (side / patch) }
    /// Tokens of a tile: class token, registers, patches.
    public var tokens: Int { 1 + registers + patches }
  }

  /// The feed-forward half of a block.
  public enum FeedForward: Sendable {
    /// down(gelu(up x)), the exact GELU x (1 + erf(x / sqrt 2)) / 2.
    case gelu(up: Linear, down: Linear)
    /// down(silu(gate x) * (up x)).
    case swiglu(gate: Linear, up: Linear, down: Linear)
  }

  /// One block. Query, key and value have weights [width, width]; where the file keeps them as one tensor they are rows
  /// of it.
  public struct Block: Sendable {
    let norm1: LayerNorm
    let query, key, value, projection: Linear
    /// LayerScale after the attention, [1, width].
    let scale1: Parameter?
    let norm2: LayerNorm
    let feedForward: FeedForward
    /// LayerScale after the feed-forward half, [1, width].
    let scale2: Parameter?
  }

  /// Sizes of the network.
  public let architecture: Architecture
  /// [width, 3 patch^2], the columns in the order of a convolution's weight: channel, row, column; bias [1, width].
  let patchEmbedding: Linear
  /// Class token and registers, with their positions where they have any: [1 + registers, width].
  let prefix: Parameter
  /// [patches, width].
  let positions: Parameter
  let blocks: [Block]
  let norm: LayerNorm
  /// What is made of the tokens that are read.
  var head = VisionHead.none
  /// Normalisation of the channels of a tile, 0...1: the patch embedding takes (value - mean) / deviation.
  let normalisation: ChannelNormalisation

  /// Features per tile.
  public var featureCount: Int {
    switch head {
    case .none: architecture.feature == .classTokenAndMeanPatch ? 2 * architecture.width : architecture.width
    case .projection(_, let down): down.weight.rows
    case .pooler(let pooler): pooler.out.weight.rows
    }
  }
}

/// How an encoder wants its pixels: (value / 255 - mean) / deviation, for red, green and blue.
public struct ChannelNormalisation: Hashable, Sendable {
  /// Mean of the channels, 0...1.
  public let mean: SIMD3<Float>
  /// Standard deviation of the channels, above 0.
  public let deviation: SIMD3<Float>

  /// A normalisation by mean and standard deviation.
  public init(mean: SIMD3<Float>, deviation: SIMD3<Float>) {
    self.mean = mean
    self.deviation = deviation
  }
}
