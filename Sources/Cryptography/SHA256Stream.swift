import Crypto

/// SHA-256 of bytes that come in pieces.
///
///     var stream = SHA256Stream()
///     try FileStream.read(path) { stream.update($0) }
///     let digest = stream.hexadecimal
public struct SHA256Stream: Sendable {
  private var hasher = SHA256()

  /// A stream that has seen no byte.
  public init() {}

  /// Takes in the next bytes.
  public mutating func update(_ bytes: [UInt8]) { hasher.update(data: bytes) }

  /// Takes in the next bytes where they lie.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

  /// The digest of all bytes so far: 32 bytes.
  public var bytes: [UInt8] { Array(hasher.finalize()) }

  /// The digest of all bytes so far as 64 lower-case hexadecimal digits.
  public var hexadecimal: String { SHA256Hex.text(hasher.finalize()) }
}
