extension TreeHashing {
  /// The root that `path` leads to from a leaf: RFC 9162, 2.1.3.2.
  ///
  /// - Returns: `nil` where there is no leaf `index` among `size`, or where the path is longer or shorter than the
  ///   place of the leaf asks for. A leaf is in a tree where this is the tree's root.
  public func root(leaf: NodeHash, index: Int, size: Int, path: [NodeHash]) -> NodeHash? {
    guard index >= 0, index < size else { return nil }
    var (place, last, hash) = (index, size - 1, leaf)
    for sibling in path {
      guard last > 0 else { return nil }
      if place & 1 == 1 || place == last {
        hash = node(sibling, hash)
        Self.climb(&place, &last)
      } else {
        hash = node(hash, sibling)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 ? hash : nil
  }

  /// Whether `path` proves that the tree of `old` leaves begins the tree of `new` leaves: RFC 9162, 2.1.4.2.
  ///
  /// The tree without leaves begins every tree; a tree begins one of the same size only where both are the same.
  public func isConsistent(
    old: (size: Int, root: NodeHash), new: (size: Int, root: NodeHash), path: [NodeHash]
  ) -> Bool {
    guard old.size >= 0, old.size <= new.size else { return false }
    if old.size == new.size { return path.isEmpty && old.root == new.root }
    if old.size == 0 { return path.isEmpty && old.root == empty }
    // A whole old tree is a node of the new one, and its hash is not sent.
    let isWhole = old.size & (old.size - 1) == 0
    guard let first = isWhole ? old.root : path.first, !path.isEmpty else { return false }
    var (place, last) = (old.size - 1, new.size - 1)
    while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
    var (oldHash, newHash) = (first, first)
    for sibling in path.dropFirst(isWhole ? 0 : 1) {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        oldHash = node(sibling, oldHash)
        newHash = node(sibling, newHash)
        Self.climb(&place, &last)
      } else {
        newHash = node(newHash, sibling)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && oldHash == old.root && newHash == new.root
  }

  /// Goes up to where `place` is a right child, or the only one.
  private static func climb(_ place: inout Int, _ last: inout Int) {
    while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
  }
}
