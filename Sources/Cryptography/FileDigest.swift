import Files

/// SHA-256 of files, as findings, cards and ledgers record it.
public enum FileDigest {
  /// 64 hexadecimal digits, or `nil` where the file cannot be read. Read in pieces: a result file may be large.
  @Sendable public static func sha256(_ path: String) -> String? { try? of(path) }

  /// 64 hexadecimal digits of a file of any size, read in pieces.
  ///
  /// - Throws: as ``FileStream/read(_:_:)``.
  public static func of(_ path: String) throws(FileFailure) -> String {
    var stream = SHA256Stream()
    try FileStream.read(path) { stream.update($0) }
    return stream.hexadecimal
  }

  /// The same, for whoever wants to know how far it is, or to stop it.
  ///
  /// - Parameter next: called after each piece with the bytes in it; where it throws, no more is read.
  /// - Throws: ``FileFailure``, and what `next` throws.
  public static func of(_ path: String, next: (_ bytes: Int) throws -> Void) throws -> String {
    var stream = SHA256Stream()
    let file = try OpenFile(path)
    for range in FileStream.pieces(of: file) {
      let piece = try file.read(range)
      stream.update(piece)
      try next(piece.count)
    }
    return stream.hexadecimal
  }

  /// The digest of a file that is copied to `path` on the way: of what was written.
  ///
  /// - Throws: as ``FileStream/copy(_:to:_:)``.
  public static func copying(_ source: String, to path: String) throws(FileFailure) -> String {
    var stream = SHA256Stream()
    try FileStream.copy(source, to: path) { stream.update($0) }
    return stream.hexadecimal
  }
}
