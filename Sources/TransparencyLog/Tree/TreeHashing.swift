/// SHA-256 of bytes, 32 bytes. Passed in: this module knows no library.
public typealias TreeDigest = @Sendable ([UInt8]) -> [UInt8]

/// The hashes of RFC 6962, section 2.1: a leaf and a node are told apart by the first byte that is hashed, so that no
/// node can be passed off as a leaf.
public struct TreeHashing: Sendable {
  private let digest: TreeDigest

  /// - Parameter digest: SHA-256.
  public init(digest: @escaping TreeDigest) { self.digest = digest }

  /// The root of the tree without leaves: SHA-256 of no bytes.
  public var empty: NodeHash { NodeHash(digest: digest([])) }

  /// SHA-256(0x00 || content).
  public func leaf(_ content: [UInt8]) -> NodeHash { NodeHash(digest: digest([0] + content)) }

  /// SHA-256(0x01 || left || right).
  public func node(_ left: NodeHash, _ right: NodeHash) -> NodeHash {
    NodeHash(digest: digest([1] + left.bytes + right.bytes))
  }
}
