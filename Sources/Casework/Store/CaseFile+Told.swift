extension CaseFile {
  /// Goes on where `content` is told.
  ///
  /// - Throws: `withheld` where `content` is not told yet.
  public func requireTold(_ content: WithheldContent) throws(CaseStoreFailure) {
    if let withheld { throw .withheld(id: id, content, withheld) }
  }
}
