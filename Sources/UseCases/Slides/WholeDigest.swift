/// The digest of every byte of a slide, and which files lay there while it was taken.
package struct WholeDigest: Hashable, Sendable {
  /// SHA-256, hexadecimal.
  package let digest: String
  /// Which files.
  package let stamp: FileStamp
}

extension SlideAccess {
  /// Reads the slide at `path` to its end; `nil` where it is not there, or was written meanwhile.
  ///
  /// - Parameter next: as of ``wholeDigest``.
  /// - Throws: ``SlideFailure`` where a file cannot be read, and what `next` throws.
  package func readWhole(
    _ path: String, _ next: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> WholeDigest? {
    guard let before = stamp(path) else { return nil }
    let digest = try wholeDigest(path, next)
    return stamp(path) == before ? WholeDigest(digest: digest, stamp: before) : nil
  }
}

/// What is known of whole files when something is signed upon them.
package struct WholeFiles: Sendable {
  /// The digest of the slide at a path; `nil` where it is not known.
  package var digest: @Sendable (_ path: String) throws -> WholeDigest?

  package init(_ digest: @escaping @Sendable (_ path: String) throws -> WholeDigest?) { self.digest = digest }

  /// Files are read when something is signed, however long that takes.
  package static func read(through slides: SlideAccess) -> WholeFiles { WholeFiles { try slides.readWhole($0) } }
}
