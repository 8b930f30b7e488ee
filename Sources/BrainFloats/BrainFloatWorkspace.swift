/// What a thread needs to carry out bf16 products: oneDNN's stream, and scratch memory that grows to the most that was
/// wanted. One for each thread; the products themselves are shared.
public final class BrainFloatWorkspace {
  let stream: OneDNN.Stream
  private var scores: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)
  private var weights: UnsafeMutablePointer<BrainFloat> = .allocate(capacity: 0)

  /// Empty memory, which grows with what is asked of it.
  ///
  /// - Throws: ``BrainFloatFailure``: `unavailable` where the processor does not multiply brain floats, `refused` where
  ///   oneDNN cannot make a stream.
  public init() throws(BrainFloatFailure) { stream = try OneDNN.Stream() }

  deinit {
    scores.deallocate()
    weights.deallocate()
  }

  /// Room for `count` scores of an attention and for their softmax; what stood there is lost.
  func scores(_ count: Int) -> (UnsafeMutablePointer<Float>, UnsafeMutablePointer<BrainFloat>) {
    if let start = scores.baseAddress, scores.count >= count { return (start, weights) }
    scores.deallocate()
    weights.deallocate()
    let start = UnsafeMutablePointer<Float>.allocate(capacity: count)
    scores = UnsafeMutableBufferPointer(start: start, count: count)
    weights = .allocate(capacity: count)
    return (start, weights)
  }
}
