import Foundation

/// What lies under a path.
public enum FilePaths {
  /// Whether there is a folder at `path`.
  public static func isFolder(_ path: String) -> Bool {
    var folder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && folder.boolValue
  }

  /// Whether there is a file at `path` that is not a folder.
  public static func isFile(_ path: String) -> Bool {
    var folder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && !folder.boolValue
  }

  /// Whether two paths lead to the same file that is there, by whatever names and links.
  public static func areSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Where `path` leads, links being followed, and the folder at which the file system begins that it is on: where that
  /// is mounted, or `/`; `nil` where nothing is there.
  public static func mount(of path: String) -> (path: String, mount: String)? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    let place = String(cString: real)
    var (mount, status) = (place, stat())
    guard stat(place, &status) == 0 else { return nil }
    while mount != "/" {
      let above = URL(fileURLWithPath: mount).deletingLastPathComponent().path
      var other = stat()
      guard stat(above, &other) == 0, other.st_dev == status.st_dev else { break }
      mount = above
    }
    return (place, mount)
  }

  /// The path from the root, without `.` and `..`.
  ///
  /// - Parameter base: the folder that a relative path begins in; default: the working folder.
  public static func absolute(
    _ path: String, relativeTo base: String = FileManager.default.currentDirectoryPath
  ) -> String {
    let whole = path.hasPrefix("/") ? path : base + "/" + path
    return URL(fileURLWithPath: whole).standardizedFileURL.path
  }
  /// Whether `path` leads to a pipe or a device, into which bytes go one after the other.
  public static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return [S_IFCHR, S_IFIFO].contains(status.st_mode & S_IFMT)
  }

  /// The folder of a file, its name, and the name without the last ending: `/a/b.c.pdf` is in `/a`, and `b.c` without.
  public static func parted(_ path: String) -> (folder: String, name: String, stem: String) {
    let url = URL(fileURLWithPath: path)
    return (url.deletingLastPathComponent().path, url.lastPathComponent, url.deletingPathExtension().lastPathComponent)
  }
}
