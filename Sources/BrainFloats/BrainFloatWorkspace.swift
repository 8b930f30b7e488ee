/// What a thread needs to carry out bf16 products: oneDNN's stream, and scratch memory that grows to the most that was
/// wanted. One for each thread; the products themselves are shared.
public final class BrainFloatWorkspace {
  let stream: OneDNN.Stream
  /// Scores of some heads, [heads, tokens, tokens], and their softmax.
  private(set) var scores: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)
  private(set) var weights: UnsafeMutableBufferPointer<BrainFloat> = .allocate(capacity: 0)

  /// Throws ``BrainFloatFailure/unavailable`` where the processor does not multiply brain floats.
  public init() throws(BrainFloatFailure) { stream = try OneDNN.Stream() }

  deinit {
    scores.deallocate()
    weights.deallocate()
  }

  /// Room for `count` scores; what stood there is lost.
  func reserveScores(_ count: Int) {
    guard scores.count < count else { return }
    scores.deallocate()
    weights.deallocate()
    scores = .allocate(capacity: count)
    weights = .allocate(capacity: count)
  }
}
