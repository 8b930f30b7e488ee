/// Which file lies under a path: enough to notice that another was put there, or that it was written.
package struct FileStamp: Hashable, Sendable {
  /// Whatever tells one file from another, in one order.
  private let parts: [Int]
  /// When the content was last written, seconds since the epoch; `nil` where that is not known.
  package let written: Int?

  package init(_ parts: [Int], written: Int? = nil) {
    self.parts = parts
    self.written = written
  }

  /// That of several files in their order, written when the last of them was.
  package init(_ files: [FileStamp]) {
    self.init(files.flatMap(\.parts), written: files.compactMap(\.written).max())
  }
}
