extension ModelBundle {
  /// Reads the bundle in the folder `path` as ``load(_:)`` does; and refuses a folder with files that the card does not
  /// list, which ``load(_:)`` leaves unread. The weights of the encoder are checked by ``loadEncoder(precision:)``.
  ///
  /// - Throws: ``BundleFailure``: `unlisted` with the files that the card does not list, and what ``load(_:)`` throws.
  public static func verify(_ path: String) throws(BundleFailure) -> ModelBundle {
    let bundle = try load(path)
    let listed = Set(bundle.card.files.map(\.file) + [cardName])
    let unlisted = files(in: path).filter { !listed.contains($0) }
    guard unlisted.isEmpty else { throw .unlisted(folder: path, files: unlisted.sorted()) }
    return bundle
  }

  /// Paths within the bundle, of its own folders too; another folder counts as a file.
  private static func files(in path: String) -> [String] {
    let folders = [ModelCard.encoderFolder, ModelCard.aggregatorFolder]
    return (names(in: path) ?? []).flatMap { name -> [String] in
      guard folders.contains(name), let inner = names(in: "\(path)/\(name)") else { return [name] }
      return inner.map { "\(name)/\($0)" }
    }
  }
}
