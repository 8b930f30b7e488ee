import Casework

/// How keys are made, sealed and opened.
package struct KeyCraft: Sendable {
  /// A new pair of keys.
  package var make: @Sendable () -> NewKey
  /// Seals the seed of a private key; `nil` where the machine has no room for it.
  package var seal: @Sendable (_ seed: [UInt8], _ owner: ReviewerKeyNote, _ passphrase: Passphrase) -> SealedKey?
  /// The seed that was sealed; `nil` where the passphrase is another one, or anything that was stored was changed.
  package var open: @Sendable (_ sealed: SealedKey, _ name: String, _ passphrase: Passphrase) -> [UInt8]?
  /// What signs with a private key.
  package var signer: @Sendable (_ seed: [UInt8], _ fingerprint: String) -> EntrySigner?
  /// 256 random bits as 64 hexadecimal digits.
  package var nonce: @Sendable () -> String
  /// What takes as long as opening a key, where there is none: whoever waits is not told by the time.
  package var decoy: @Sendable (_ passphrase: Passphrase) -> Void

  package init(
    make: @escaping @Sendable () -> NewKey,
    seal: @escaping @Sendable (_ seed: [UInt8], _ owner: ReviewerKeyNote, _ passphrase: Passphrase) -> SealedKey?,
    open: @escaping @Sendable (_ sealed: SealedKey, _ name: String, _ passphrase: Passphrase) -> [UInt8]?,
    signer: @escaping @Sendable (_ seed: [UInt8], _ fingerprint: String) -> EntrySigner?,
    nonce: @escaping @Sendable () -> String, decoy: @escaping @Sendable (_ passphrase: Passphrase) -> Void
  ) {
    self.make = make
    self.seal = seal
    self.open = open
    self.signer = signer
    self.nonce = nonce
    self.decoy = decoy
  }
}

/// A pair of keys that was just made.
package struct NewKey: Sendable {
  /// The 32 bytes that the private key is made of: a secret.
  package let seed: [UInt8]
  /// 32 bytes.
  package let publicKey: [UInt8]
  /// SHA-256 of the public key, 64 hexadecimal digits.
  package let fingerprint: String

  package init(seed: [UInt8], publicKey: [UInt8], fingerprint: String) {
    self.seed = seed
    self.publicKey = publicKey
    self.fingerprint = fingerprint
  }
}
