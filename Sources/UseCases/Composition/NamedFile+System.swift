import Files

extension NamedFile {
  /// The file that is called `name` from the working folder.
  package init(_ name: String) { self.init(path: FilePaths.absolute(name), name: name) }
}
