import Glibc

/// What stands where a file is to be written.
enum FileDestination: Equatable {
  /// Nothing, or a regular file: a new one takes its place.
  case file(String)
  /// A pipe or a device of characters, such as `/dev/null`: bytes go into it, and it stays what it is.
  case stream(String)

  /// Looks at what `path` leads to.
  ///
  /// - Parameter followsLinks: whether a symbolic link means what it points to; else it is itself replaced. A link that
  ///   points to nothing is replaced in any case.
  /// - Throws: `notAFile`, where a folder, a disk or a socket stands there.
  init(_ path: String, followsLinks: Bool) throws(FileFailure) {
    var status = stat()
    // What cannot be looked at cannot be written either, and that says more.
    guard lstat(path, &status) == 0 else {
      self = .file(path)
      return
    }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    guard !isLink || followsLinks && stat(path, &status) == 0 else {
      self = .file(path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(isLink ? Self.target(of: path) : path)
    case S_IFCHR, S_IFIFO: self = .stream(path)
    default: throw .notAFile(file: path)
    }
  }

  private static func target(of link: String) -> String {
    guard let found = realpath(link, nil) else { return link }
    defer { free(found) }
    return String(cString: found)
  }
}
