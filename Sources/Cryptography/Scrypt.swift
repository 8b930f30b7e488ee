import Crypto
import CryptoExtras

/// scrypt (RFC 7914), through swift-crypto: a key from a passphrase that takes time and memory to find by trying.
public enum Scrypt {
  /// What one try costs: `128 * rounds * blockSize` bytes of memory, and the time to go through them twice.
  public struct Cost: Hashable, Sendable {
    /// N: a power of two.
    public let rounds: Int
    /// r.
    public let blockSize: Int
    /// p.
    public let parallelism: Int

    /// N = `rounds`, r = `blockSize`, p = `parallelism`.
    public init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// The most that a stored key may ask for: 1 GiB. A file that was tampered with must not use up the machine.
    private static let mostBytes = 1 << 30

    /// Whether the function is defined for it, and a machine has room for it.
    public var isUsable: Bool {
      guard rounds > 1, rounds & (rounds - 1) == 0, rounds <= 1 << 24, (1...64).contains(blockSize) else {
        return false
      }
      return (1...16).contains(parallelism) && 128 * rounds * blockSize <= Self.mostBytes
    }
  }

  /// A key of 32 bytes; `nil` where the cost is not usable or the memory is not there.
  static func key(of passphrase: UnsafeRawBufferPointer, salt: [UInt8], cost: Cost) -> SymmetricKey? {
    guard cost.isUsable, !salt.isEmpty, passphrase.baseAddress != nil else { return nil }
    return try? KDF.Scrypt.deriveKey(
      from: passphrase, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
      parallelism: cost.parallelism)
  }
}
