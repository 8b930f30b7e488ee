/// What was asked of a tree that it does not have.
public enum TreeFailure: Error, Hashable, Sendable {
  /// A leaf of a tree of `size` leaves.
  case noSuchLeaf(index: Int, size: Int)
  /// A tree of `size` leaves, of which there are `leaves`.
  case noSuchSize(size: Int, leaves: Int)
}

/// The tree of RFC 6962 over leaves that come one after the other, and every tree that it was before.
///
///     var tree = MerkleTree(hashing)
///     for entry in entries { tree.append(entry) }
///     let root = tree.root
///     let path = try tree.inclusionPath(of: 5)
///
/// It keeps all hashes, about 64 bytes per leaf: roots and proofs then cost some dozens of hashes.
public struct MerkleTree: Sendable {
  /// How nodes are hashed.
  public let hashing: TreeHashing
  /// By height: the hashes of all whole subtrees of 2^height leaves, from the left.
  private var whole: [[NodeHash]] = [[]]

  /// A tree without leaves.
  public init(_ hashing: TreeHashing) { self.hashing = hashing }

  /// Leaves.
  public var size: Int { whole[0].count }

  /// The hash over all leaves.
  public var root: NodeHash { size == 0 ? hashing.empty : hash(of: 0..<size) }

  /// Adds a leaf with `content`.
  public mutating func append(_ content: [UInt8]) {
    var (hash, height) = (hashing.leaf(content), 0)
    whole[0].append(hash)
    while whole[height].count.isMultiple(of: 2) {
      hash = hashing.node(whole[height][whole[height].count - 2], hash)
      height += 1
      if height == whole.count { whole.append([]) }
      whole[height].append(hash)
    }
  }

  /// The root of the tree of the first `size` leaves.
  ///
  /// - Throws: `noSuchSize`.
  public func root(ofFirst size: Int) throws(TreeFailure) -> NodeHash {
    try require(size)
    return size == 0 ? hashing.empty : hash(of: 0..<size)
  }

  /// The hashes that lead from leaf `index` to the root of the first `size` leaves: PATH(m, D[n]) of RFC 6962, 2.1.1.
  ///
  /// - Throws: `noSuchSize`, `noSuchLeaf`.
  public func inclusionPath(of index: Int, inFirst size: Int) throws(TreeFailure) -> [NodeHash] {
    try require(size)
    guard (0..<size).contains(index) else { throw .noSuchLeaf(index: index, size: size) }
    return path(index, 0..<size)
  }

  /// The hashes that prove that the first `old` leaves begin the first `new` ones: PROOF(m, D[n]) of RFC 6962, 2.1.2.
  /// None where `old` is 0 or `new`.
  ///
  /// - Throws: `noSuchSize`.
  public func consistencyPath(from old: Int, to new: Int) throws(TreeFailure) -> [NodeHash] {
    try require(new)
    guard (0...new).contains(old) else { throw .noSuchSize(size: old, leaves: new) }
    return old == 0 ? [] : subproof(old, 0..<new, isOldRoot: true)
  }

  /// Hashes of the whole subtrees of 2^`height` leaves, those of `range` from the left.
  func hashes(height: Int, _ range: Range<Int>) -> [NodeHash] { Array(whole[height][range]) }

  private func require(_ size: Int) throws(TreeFailure) {
    guard (0...self.size).contains(size) else { throw .noSuchSize(size: size, leaves: self.size) }
  }
}

// MARK: - The recursions of RFC 6962

extension MerkleTree {
  /// MTH(D[leaves]). Each range of the recursion begins at a multiple of every power of two that is not greater than
  /// its count, so that its left parts are whole subtrees, and known.
  private func hash(of leaves: Range<Int>) -> NodeHash {
    let height = leaves.count.trailingZeroBitCount
    if leaves.count == 1 << height { return whole[height][leaves.lowerBound >> height] }
    let middle = Self.middle(of: leaves)
    return hashing.node(hash(of: leaves.lowerBound..<middle), hash(of: middle..<leaves.upperBound))
  }

  private func path(_ index: Int, _ leaves: Range<Int>) -> [NodeHash] {
    guard leaves.count > 1 else { return [] }
    let middle = Self.middle(of: leaves)
    let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
    return index < middle ? path(index, left) + [hash(of: right)] : path(index, right) + [hash(of: left)]
  }

  /// SUBPROOF(m, D[n], b): `isOldRoot` is b, whether the hash of the old leaves is known to who asks.
  private func subproof(_ old: Int, _ leaves: Range<Int>, isOldRoot: Bool) -> [NodeHash] {
    guard old < leaves.upperBound else { return isOldRoot ? [] : [hash(of: leaves)] }
    let middle = Self.middle(of: leaves)
    let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
    return old <= middle
      ? subproof(old, left, isOldRoot: isOldRoot) + [hash(of: right)]
      : subproof(old, right, isOldRoot: false) + [hash(of: left)]
  }

  /// Where RFC 6962 divides at least two leaves: after the largest power of two that is smaller than their count.
  private static func middle(of leaves: Range<Int>) -> Int {
    leaves.lowerBound + 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
  }
}
