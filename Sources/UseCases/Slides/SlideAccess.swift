import Microscopy

/// How slides are reached: the one place where a path becomes pixels or a digest.
package struct SlideAccess: Sendable {
  /// Opens slides.
  package var opener: any SlideOpener
  /// A digest of fixed ranges of the slide's files, in hexadecimal; costs the same whatever their size.
  package var quickDigest: @Sendable (_ path: String) throws -> String
  /// The SHA-256 of every byte of the slide's files, in hexadecimal. Between pieces `next` is told how many bytes were
  /// read and how many there are; where it throws, no more is read.
  package var wholeDigest:
    @Sendable (_ path: String, _ next: (_ done: Int, _ total: Int) throws -> Void) throws -> String
  /// Which files lie under a path, all that the slide consists of; `nil` where there is none.
  package var stamp: @Sendable (_ path: String) -> FileStamp?
  /// The place to which links in a path lead.
  package var resolved: @Sendable (_ path: String) -> String

  package init(
    opener: any SlideOpener,
    quickDigest: @escaping @Sendable (_ path: String) throws -> String,
    wholeDigest:
      @escaping @Sendable (_ path: String, _ next: (_ done: Int, _ total: Int) throws -> Void) throws -> String,
    stamp: @escaping @Sendable (_ path: String) -> FileStamp?,
    resolved: @escaping @Sendable (_ path: String) -> String = { $0 }
  ) {
    self.opener = opener
    self.quickDigest = quickDigest
    self.wholeDigest = wholeDigest
    self.stamp = stamp
    self.resolved = resolved
  }
}
