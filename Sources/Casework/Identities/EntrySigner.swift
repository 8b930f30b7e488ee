/// Signs in one reviewer's name: a private key that a passphrase has opened.
///
/// Made for one act and thrown away after it; what it signs with never leaves it.
public struct EntrySigner: Sendable {
  /// SHA-256 of the public key, 64 hexadecimal digits.
  public let fingerprint: String
  /// The Ed25519 signature of a message, 64 bytes.
  public let sign: @Sendable (_ message: [UInt8]) -> [UInt8]

  /// The key whose public half has this fingerprint.
  public init(fingerprint: String, sign: @escaping @Sendable (_ message: [UInt8]) -> [UInt8]) {
    self.fingerprint = fingerprint
    self.sign = sign
  }
}

/// Whether a signature is that of a message by the owner of a public key (Ed25519). Passed in: this module knows no
/// library.
public typealias SignatureCheck =
  @Sendable (_ signature: [UInt8], _ message: [UInt8], _ publicKey: [UInt8]) -> Bool
