import Crypto

/// Ed25519 signatures (RFC 8032), through swift-crypto's `Curve25519.Signing`.
///
///     let key = Ed25519.PrivateKey()
///     let signature = key.signature(of: message)
///     Ed25519.isSignature(signature, of: message, by: key.publicKey)   // true
public enum Ed25519 {
  /// Bytes of a private key's seed and of a public key.
  public static let keyLength = 32
  /// Bytes of a signature.
  public static let signatureLength = 64

  /// A key that signs. Whoever holds its ``seed`` can sign in its name.
  public struct PrivateKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A new key of the operating system's random bytes.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// The key of a seed that was kept; `nil` where it is not ``keyLength`` bytes long.
    public init?(seed: [UInt8]) {
      guard seed.count == keyLength, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
        return nil
      }
      self.key = key
    }

    /// The 32 bytes that the key is made of: a secret.
    public var seed: [UInt8] { Array(key.rawRepresentation) }

    /// The 32 bytes that anybody may know.
    public var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// The 64 bytes of the signature of `message`; empty, which no verifier takes, where the library refuses to sign.
    public func signature(of message: [UInt8]) -> [UInt8] { (try? key.signature(for: message)).map(Array.init) ?? [] }
  }

  /// Whether `signature` is the signature of `message` by the owner of `publicKey`; `false` also where one of them has
  /// a length that it cannot have.
  @Sendable public static func isSignature(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    guard publicKey.count == keyLength, signature.count == signatureLength,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    else { return false }
    return key.isValidSignature(signature, for: message)
  }
}
