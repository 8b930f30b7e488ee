/// A file that leaves: its name in whatever folder it is put, and its bytes.
package struct ExportedFile: Hashable, Sendable {
  /// A name without separators; two cases never share one.
  package let name: String
  /// All of it.
  package let bytes: [UInt8]
  /// What is missing in it, in words for whoever asked for it.
  package let remarks: [String]

  /// A file of that name.
  package init(name: String, bytes: [UInt8], remarks: [String] = []) {
    self.name = name
    self.bytes = bytes
    self.remarks = remarks
  }
}
