/// How tiles are cut into batches: by their index alone.
///
/// What a product of matrices gives of one row depends in its last bits on how many rows stand beside it. Were batches
/// cut by the number of workers, the same slide would have other features on another machine.
public enum TileBatches {
  /// Tiles of a full batch: neighbours, so that each of the file's tiles is decoded once.
  public static let size = 8
  /// Batches into which what is left is cut at least, so that towards the end no worker is left with what several could
  /// share: eight tiles of a large network take half a minute.
  private static let sharers = 16

  /// The batch that starts at `start` of `count` tiles; `nil` where there are none left.
  public static func next(from start: Int, of count: Int) -> Range<Int>? {
    guard start < count else { return nil }
    let share = (count - start + sharers - 1) / sharers
    return start..<start + min(size, share)
  }
}
