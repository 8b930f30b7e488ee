import Casework

/// Where the columns and the lists of whoever reads are kept.
package struct ListShelf: Sendable {
  /// What was kept.
  package var load: @Sendable () throws -> ListSettings
  /// Keeps them.
  package var save: @Sendable (ListSettings) throws -> Void

  package init(
    load: @escaping @Sendable () throws -> ListSettings, save: @escaping @Sendable (ListSettings) throws -> Void
  ) {
    self.load = load
    self.save = save
  }

  /// Keeps nothing beyond the session.
  package static let session = ListShelf(load: { ListSettings() }, save: { _ in })
}
