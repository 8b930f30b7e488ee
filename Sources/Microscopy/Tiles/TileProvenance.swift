/// What the numbers of a result file are, as far as they differ from network to network; `nil` in files of before they
/// were named.
public struct TileProvenance: Hashable, Sendable {
  /// Metadata `attention_kind`: `pooling`, `pooling of class 1`, `rollout`, `classToken`, or `contribution size` of
  /// networks without attention.
  public var attentionKind: String?
  /// Metadata `contribution_method`: `linear`, `integratedGradients` or `leaveOneOut`.
  public var contributionMethod: String?
  /// Metadata `contribution_baseline`: the score of nothing, from which the contributions lead to the slide score;
  /// `nil` where they sum to nothing.
  public var contributionBaseline: Double?

  /// A provenance of what is known; default: nothing.
  public init(attentionKind: String? = nil, contributionMethod: String? = nil, contributionBaseline: Double? = nil) {
    self.attentionKind = attentionKind
    self.contributionMethod = contributionMethod
    self.contributionBaseline = contributionBaseline
  }
}
