/// All that the weights of an encoder cannot tell: with these, the same weights always give the same features.
public struct EncoderSettings: Hashable, Sendable {
  /// Name of the encoder, as feature files keep it.
  public var name: String
  /// Mean and standard deviation of the channels.
  public var normalisation: ChannelNormalisation
  /// What the layer norms, or the batch norms, add to the variance.
  public var epsilon: Float
  /// What the feature is.
  public var feature: EncoderFeature
  /// Attention heads; `nil` for a residual network.
  public var heads: Int?
  /// Side of a tile, px.
  public var tilePixels: Int
  /// Micrometres per px of the tiles.
  public var mpp: Double

  /// Settings of which everything is told.
  public init(
    name: String, normalisation: ChannelNormalisation, epsilon: Float, feature: EncoderFeature, heads: Int?,
    tilePixels: Int = 224, mpp: Double = 0.5
  ) {
    self.name = name
    self.normalisation = normalisation
    self.epsilon = epsilon
    self.feature = feature
    self.heads = heads
    self.tilePixels = tilePixels
    self.mpp = mpp
  }
}

/// Something that nothing told and that was taken by convention: to be said to whoever uses the encoder.
public enum EncoderAssumption: Hashable, Sendable {
  /// The number of attention heads of a network of this width, which the weights do not show.
  case heads(Int, width: Int)
  /// Entries of the configuration that are not understood, and that may change the features.
  case unread([String])
  /// The function in the gate of a SwiGLU, where `mlp_layer` is named and `act_layer` is not.
  case gate(String)
}

/// What the caller decides of an encoder.
public struct EncoderOptions: Hashable, Sendable {
  /// Name of a preset, which then overrules the folder's configuration.
  public var preset: String?
  /// The number of attention heads; overrules everything.
  public var heads: Int?
  /// Name of the encoder; else the preset's, the configuration's or the folder's.
  public var name: String?

  /// Options of an encoder; default: nothing is decided.
  public init(preset: String? = nil, heads: Int? = nil, name: String? = nil) {
    self.preset = preset
    self.heads = heads
    self.name = name
  }
}
