/// The hash of a leaf or of a node of a tree: 32 bytes of SHA-256.
public struct NodeHash: Hashable, Sendable {
  /// Bytes of a hash.
  public static let length = 32

  /// Held in place: a tree of a million leaves has two million of them.
  private let lanes: SIMD32<UInt8>

  /// The hash of these bytes; `nil` where they are not ``length``.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    self.init(digest: bytes)
  }

  /// The first 32 bytes of what a digest function answered.
  init(digest bytes: some Collection<UInt8>) {
    var lanes = SIMD32<UInt8>()
    for (place, byte) in bytes.prefix(Self.length).enumerated() { lanes[place] = byte }
    self.lanes = lanes
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { lanes.indices.map { lanes[$0] } }
}
