/// Where the folder of an outbox lies.
package struct OutboxPlace: Hashable, Sendable {
  /// Its path, links being followed.
  package let path: String
  /// The folder at which its file system begins: where a share is mounted, or `/`.
  package let mount: String

  /// The folder at `path` on what is mounted at `mount`.
  package init(path: String, mount: String) { (self.path, self.mount) = (path, mount) }
}
