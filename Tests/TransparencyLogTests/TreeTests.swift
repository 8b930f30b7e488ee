import Testing

@testable import TransparencyLog

@Suite("The tree over the entries")
struct TreeTests {
  private let hashing = Functions.hashing

  @Test("leaves, roots, paths and proofs are those of RFC 6962's eight leaves, byte for byte")
  func vectors() throws {
    let vectors = try Vectors.read().rfc6962
    var tree = MerkleTree(hashing)
    vectors.leaves.forEach { tree.append($0) }
    #expect(vectors.leaves.map { hashing.leaf($0) } == vectors.leaf_hashes.compactMap(Hex.hash))
    #expect(try (0...8).map { try tree.root(ofFirst: $0) } == vectors.roots_by_size.compactMap(Hex.hash))
    for (name, path) in vectors.inclusion.merging(vectors.inclusion_in_7, uniquingKeysWith: { $1 }) {
      let numbers = name.split(separator: "/").compactMap { Int($0) }
      #expect(try tree.inclusionPath(of: numbers[0], inFirst: numbers[1]) == path.compactMap(Hex.hash), "\(name)")
    }
    for (name, path) in vectors.consistency {
      let numbers = name.split { "->".contains($0) }.compactMap { Int($0) }
      #expect(try tree.consistencyPath(from: numbers[0], to: numbers[1]) == path.compactMap(Hex.hash), "\(name)")
    }
    #expect(vectors.inclusion.count + vectors.inclusion_in_7.count + vectors.consistency.count == 8 + 7 + 36)
  }

  @Test("a root is the plain recursion of the RFC over the leaves, at every size up to 70")
  func recursion() throws {
    func root(_ leaves: ArraySlice<NodeHash>) -> NodeHash {
      guard leaves.count > 1, let first = leaves.indices.first else { return leaves.first ?? hashing.empty }
      var half = 1
      while half * 2 < leaves.count { half *= 2 }
      return hashing.node(root(leaves[first..<first + half]), root(leaves[(first + half)...]))
    }
    let tree = MerkleTree.numbered(70)
    let leaves = (0..<70).map { hashing.leaf(MerkleTree.content($0)) }
    for size in 0...70 { #expect(try tree.root(ofFirst: size) == root(leaves[..<size])) }
    #expect(tree.root == root(leaves[...]))
  }

  @Test("every leaf of every tree of up to 40 leaves is proved to be in it, and in no other place of it")
  func inclusion() throws {
    let tree = MerkleTree.numbered(40)
    for size in 1...40 {
      let root = try tree.root(ofFirst: size)
      for index in 0..<size {
        let path = try tree.inclusionPath(of: index, inFirst: size)
        let leaf = hashing.leaf(MerkleTree.content(index))
        let places = (-1...size).filter { hashing.root(leaf: leaf, index: $0, size: size, path: path) == root }
        #expect(places == [index], "leaf \(index) of \(size)")
      }
    }
  }

  @Test("a path with an altered byte, a hash too many or too few, or for another leaf is refused")
  func alteredInclusion() throws {
    let tree = MerkleTree.numbered(40)
    for (index, size) in [(0, 1), (0, 2), (6, 7), (20, 33), (32, 33), (39, 40)] {
      let root = try tree.root(ofFirst: size)
      let leaf = hashing.leaf(MerkleTree.content(index))
      let path = try tree.inclusionPath(of: index, inFirst: size)
      func holds(_ path: [NodeHash], _ leaf: NodeHash) -> Bool {
        hashing.root(leaf: leaf, index: index, size: size, path: path) == root
      }
      #expect(holds(path, leaf))
      #expect(!holds(path + [leaf], leaf) && !holds([leaf] + path, leaf))
      #expect(path.isEmpty || !holds(Array(path.dropLast()), leaf))
      #expect(!holds(path, hashing.leaf(MerkleTree.content(index + 1))))
      for altered in path.alteredEachByte { #expect(!holds(altered, leaf), "leaf \(index) of \(size)") }
    }
  }

  @Test("every tree of up to 40 leaves is proved to begin every larger one")
  func consistency() throws {
    let tree = MerkleTree.numbered(40)
    for new in 0...40 {
      for old in 0...new {
        let path = try tree.consistencyPath(from: old, to: new)
        let (first, second) = (try tree.root(ofFirst: old), try tree.root(ofFirst: new))
        #expect(hashing.isConsistent(old: (old, first), new: (new, second), path: path), "\(old) -> \(new)")
        guard old > 0, old < new else { continue }
        #expect(!hashing.isConsistent(old: (old, second), new: (new, second), path: path), "\(old) -> \(new)")
        #expect(!hashing.isConsistent(old: (old, first), new: (new, first), path: path), "\(old) -> \(new)")
        #expect(!hashing.isConsistent(old: (old, first), new: (new, second), path: path + [first]))
        #expect(!hashing.isConsistent(old: (old, first), new: (new, second), path: Array(path.dropLast())))
        #expect(!hashing.isConsistent(old: (new, second), new: (old, first), path: path), "\(new) -> \(old)")
      }
    }
  }

  @Test("a proof of consistency with an altered byte is refused")
  func alteredConsistency() throws {
    let tree = MerkleTree.numbered(40)
    for (old, new) in [(1, 2), (3, 7), (4, 7), (6, 8), (16, 40), (17, 40), (39, 40)] {
      let path = try tree.consistencyPath(from: old, to: new)
      let (first, second) = (try tree.root(ofFirst: old), try tree.root(ofFirst: new))
      for altered in path.alteredEachByte {
        #expect(!hashing.isConsistent(old: (old, first), new: (new, second), path: altered), "\(old) -> \(new)")
      }
    }
  }

  @Test("what a tree does not have is refused with its sizes")
  func absent() {
    let tree = MerkleTree.numbered(3)
    #expect(throws: TreeFailure.noSuchSize(size: 4, leaves: 3)) { try tree.root(ofFirst: 4) }
    #expect(throws: TreeFailure.noSuchSize(size: -1, leaves: 3)) { try tree.root(ofFirst: -1) }
    #expect(throws: TreeFailure.noSuchLeaf(index: 2, size: 2)) { try tree.inclusionPath(of: 2, inFirst: 2) }
    #expect(throws: TreeFailure.noSuchSize(size: 3, leaves: 2)) { try tree.consistencyPath(from: 3, to: 2) }
  }
}

extension [NodeHash] {
  /// The same hashes with one bit of one byte altered, for every byte.
  fileprivate var alteredEachByte: [[NodeHash]] {
    indices.flatMap { place in
      (0..<NodeHash.length).compactMap { byte in
        var bytes = self[place].bytes
        bytes[byte] ^= 1 << UInt8(byte % 8)
        guard let hash = NodeHash(bytes) else { return nil }
        var altered = self
        altered[place] = hash
        return altered
      }
    }
  }
}
