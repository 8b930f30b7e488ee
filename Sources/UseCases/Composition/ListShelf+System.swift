import Settings

extension ListShelf {
  /// Those of this machine's user, in their `config.toml`.
  package static var system: ListShelf {
    let file = ListFile(.current)
    return ListShelf(load: file.load, save: file.save)
  }
}
