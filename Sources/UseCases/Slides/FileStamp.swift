/// Which file lies under a path: enough to notice that another was put there.
package struct FileStamp: Hashable, Sendable {
  /// Whatever tells one file from another, in one order.
  private let parts: [Int]

  package init(_ parts: [Int]) { self.parts = parts }
}
