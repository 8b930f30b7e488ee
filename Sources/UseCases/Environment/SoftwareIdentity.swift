/// The program that computes, with the libraries that its numbers depend on.
package struct SoftwareIdentity: Sendable {
  /// Name and version: `coverslip 0.1.0`.
  package let name: String
  /// Versions of libraries by their names, without what is not there.
  package let libraries: @Sendable () -> [String: String]

  package init(name: String, libraries: @escaping @Sendable () -> [String: String]) {
    self.name = name
    self.libraries = libraries
  }
}
