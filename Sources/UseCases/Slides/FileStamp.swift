/// Which file lies under a path: enough to notice that another was put there, or that it was written.
package struct FileStamp: Hashable, Sendable {
  /// Whatever tells one file from another, in one order.
  private let parts: [Int]
  /// When the content was last written, seconds since the epoch; `nil` where that is not known.
  package let written: Int?
  /// When anything of the file last changed, by the clock of whoever keeps it; seconds since the epoch.
  private let changed: Int?

  package init(_ parts: [Int], written: Int? = nil, changed: Int? = nil) {
    self.parts = parts
    self.written = written
    self.changed = changed
  }

  /// That of several files in their order, written when the last of them was.
  package init(_ files: [FileStamp]) {
    self.init(
      files.flatMap(\.parts), written: files.compactMap(\.written).max(), changed: files.compactMap(\.changed).max())
  }

  /// Seconds since the content was last written, at `now`; negative where the clock is behind. A file whose sender's
  /// clock is ahead is as old as its last change.
  package func age(at now: Int) -> Int? {
    guard let written else { return nil }
    guard let changed, written > now else { return now - written }
    return now - changed
  }
}
