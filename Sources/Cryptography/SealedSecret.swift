import Crypto

/// A secret that a passphrase opens: AES-256-GCM under a key that scrypt makes of the passphrase.
///
///     let sealed = SealedSecret(seed, passphrase: bytes, associated: name, cost: cost)
///     let seed = sealed?.opened(by: bytes, associated: name)
public struct SealedSecret: Hashable, Sendable {
  /// What the key was made with.
  public let cost: Scrypt.Cost
  /// 32 random bytes, new at every sealing.
  public let salt: [UInt8]
  /// Nonce (12 bytes), ciphertext, tag (16 bytes).
  public let box: [UInt8]

  /// A sealed secret as it was stored.
  public init(cost: Scrypt.Cost, salt: [UInt8], box: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.box = box
  }

  /// Seals `secret` with a new salt and a new nonce; `nil` where the cost is not usable or the memory is not there.
  ///
  /// - Parameter associated: what belongs to the secret and is no secret; opening asks for the same.
  public init?(
    _ secret: [UInt8], passphrase: UnsafeRawBufferPointer, associated: [UInt8], cost: Scrypt.Cost
  ) {
    let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    guard let key = Scrypt.key(of: passphrase, salt: salt, cost: cost),
      let box = try? AES.GCM.seal(secret, using: key, authenticating: associated).combined
    else { return nil }
    self.init(cost: cost, salt: salt, box: Array(box))
  }

  /// The secret; `nil` where the passphrase is another one, or anything that was stored is not what was sealed.
  public func opened(by passphrase: UnsafeRawBufferPointer, associated: [UInt8]) -> [UInt8]? {
    guard let key = Scrypt.key(of: passphrase, salt: salt, cost: cost),
      let sealed = try? AES.GCM.SealedBox(combined: box),
      let secret = try? AES.GCM.open(sealed, using: key, authenticating: associated)
    else { return nil }
    return Array(secret)
  }
}
