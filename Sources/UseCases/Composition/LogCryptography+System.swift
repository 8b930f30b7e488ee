import Cryptography

extension LogCryptography {
  /// SHA-256 and Ed25519 of swift-crypto.
  package static let system = LogCryptography(
    digest: { bytes in
      var stream = SHA256Stream()
      stream.update(bytes)
      return stream.bytes
    }, chainDigest: SHA256Hex.digest, newSeed: { Ed25519.PrivateKey().seed },
    publicKey: { Ed25519.PrivateKey(seed: $0)?.publicKey },
    signature: { message, seed in Ed25519.PrivateKey(seed: seed)?.signature(of: message) ?? [] },
    isSignature: { Ed25519.isSignature($0, of: $1, by: $2) })
}
