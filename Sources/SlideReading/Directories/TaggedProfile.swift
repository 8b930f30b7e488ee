import Microscopy

/// The ICC profile that stands in a TIFF itself, for a library that does not hand it on: tag 34675, read only when it
/// is asked for.
struct TaggedProfile: Equatable {
  private let path: String
  /// Bytes of the whole file.
  private let fileSize: UInt64
  private let piece: TIFFPiece

  /// That of the directory of level 0, else of the first tiled one that has one; `nil` where there is none.
  init?(_ file: FileInspection, _ directories: TIFFDirectories?, _ level0: PyramidLevel) {
    guard let directories, !directories.all.contains(where: \.isNDPI) else { return nil }
    let own = directories.directory(size: level0.size, tile: level0.tile)?.profile
    guard let piece = own ?? directories.all.first(where: { $0.tile != nil && $0.profile != nil })?.profile else {
      return nil
    }
    (path, fileSize, self.piece) = (file.path, file.size, piece)
  }

  /// The bytes of the profile.
  ///
  /// - Throws: ``SlideReadFailure/damaged(_:detail:)`` where it claims more than 16 MiB, or more than the file holds.
  func bytes() throws(SlideReadFailure) -> [UInt8] {
    guard piece.count <= UInt64(OpenSlideHandle.largestProfile) else {
      throw .damaged(.profile, detail: "its ICC profile claims \(piece.count) bytes")
    }
    guard let file = TIFFBytes(path: path, size: fileSize),
      let bytes = file.bytes(at: piece.offset, count: Int(piece.count))
    else { throw .damaged(.profile, detail: "its ICC profile reaches beyond the end of the file") }
    return bytes
  }
}
