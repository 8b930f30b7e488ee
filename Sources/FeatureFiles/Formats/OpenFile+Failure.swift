import Files

extension OpenFile {
  /// Opens the file at `path`, and fails as everything in this module does.
  static func opening(_ path: String) throws(FeatureFileFailure) -> OpenFile {
    do { return try OpenFile(path) } catch { throw .file(error) }
  }

  /// The bytes of `range`; fails as everything in this module does.
  func bytes(_ range: Range<Int>) throws(FeatureFileFailure) -> [UInt8] {
    do { return try read(range) } catch { throw .file(error) }
  }
}

extension MappedFile {
  /// Maps the file at `path`, and fails as everything in this module does.
  static func mapping(_ path: String) throws(FeatureFileFailure) -> MappedFile {
    do { return try MappedFile(path) } catch { throw .file(error) }
  }
}
