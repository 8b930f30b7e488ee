import Testing

@testable import TransparencyLog

@Suite("Tiles")
struct TileTests {
  @Test("tiles are laid out level by level, the last of each as wide as it is")
  func layout() {
    #expect(HashTile.all(ofSize: 0).isEmpty)
    #expect(HashTile.all(ofSize: 1).map(\.path) == ["tile/0/000.p/1"])
    #expect(HashTile.all(ofSize: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
    #expect(
      HashTile.all(ofSize: 70_000).suffix(4).map(\.path)
        == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"])
    #expect(HashTile(level: 0, index: 1_234_067, width: 256).path == "tile/0/x001/x234/067")
    #expect(HashTile(level: 3, index: 1000, width: 3).path == "tile/3/x001/000.p/3")
    #expect(EntryBundle(index: 5, entries: [[]]).path == "tile/entries/005.p/1")
  }

  @Test("a tile holds the hashes of its leaves, and one above it the roots of whole tiles")
  func content() throws {
    let tree = MerkleTree.numbered(600)
    let leaves = (0..<600).map { Functions.hashing.leaf(MerkleTree.content($0)) }
    let last = HashTile(level: 0, index: 2, width: 88)
    #expect(HashTile.all(ofSize: 600).contains(last))
    #expect(try last.bytes(in: tree) == leaves[512...].flatMap(\.bytes))
    let roots = [0, 256].map { start in
      var tile = MerkleTree(Functions.hashing)
      (start..<start + 256).forEach { tile.append(MerkleTree.content($0)) }
      return tile.root
    }
    #expect(try HashTile(level: 1, index: 0, width: 2).bytes(in: tree) == roots.flatMap(\.bytes))
    #expect(throws: TreeFailure.noSuchSize(size: 768, leaves: 600)) {
      try HashTile(level: 1, index: 0, width: 3).bytes(in: tree)
    }
  }

  @Test("an entry stands after its length in two bytes; one that is too long for that has no bundle")
  func bundle() {
    let long = [UInt8](repeating: 7, count: 65_535)
    #expect(EntryBundle(index: 0, entries: [[], [9], long]).bytes == [0, 0, 0, 1, 9, 255, 255] + long)
    #expect(EntryBundle(index: 0, entries: [long + [7]]).bytes == nil)
  }
}
