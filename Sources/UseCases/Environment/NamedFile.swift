/// A file as somebody named it, and where it is.
package struct NamedFile: Hashable, Sendable {
  package let path: String
  package let name: String

  /// - Parameter path: absolute.
  package init(path: String, name: String) {
    self.path = path
    self.name = name
  }
}
