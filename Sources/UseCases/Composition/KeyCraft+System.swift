import Casework
import Cryptography

extension KeyCraft {
  /// Keys as they are kept: N = 2^17, r = 8, p = 1 take 128 MiB and about half a second.
  package static let system = keys(cost: Scrypt.Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1))

  /// Ed25519 keys sealed at a cost; a low one is for tests.
  package static func keys(cost: Scrypt.Cost) -> KeyCraft {
    KeyCraft(
      make: {
        let key = Ed25519.PrivateKey()
        return NewKey(seed: key.seed, publicKey: key.publicKey, fingerprint: SHA256Hex.digest(key.publicKey))
      }, seal: { seal($0, $1, $2, cost) }, open: open,
      signer: { seed, fingerprint in
        guard let key = Ed25519.PrivateKey(seed: seed), SHA256Hex.digest(key.publicKey) == fingerprint else {
          return nil
        }
        return EntrySigner(fingerprint: fingerprint) { key.signature(of: $0) }
      },
      nonce: { SHA256Hex.digest(Ed25519.PrivateKey().publicKey) },
      decoy: { passphrase in
        _ = seal([0], ReviewerKeyNote(name: "", fingerprint: ""), passphrase, cost)
      })
  }

  private static func seal(
    _ seed: [UInt8], _ owner: ReviewerKeyNote, _ passphrase: Passphrase, _ cost: Scrypt.Cost
  ) -> SealedKey? {
    let associated = SealedKey.associated(fingerprint: owner.fingerprint, name: owner.name)
    let sealed = passphrase.withBytes {
      SealedSecret(seed, passphrase: $0, associated: associated, cost: cost)
    }
    return sealed.map {
      SealedKey(
        fingerprint: owner.fingerprint, rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism,
        salt: $0.salt, box: $0.box)
    }
  }

  private static func open(_ sealed: SealedKey, _ name: String, _ passphrase: Passphrase) -> [UInt8]? {
    let cost = Scrypt.Cost(
      rounds: sealed.rounds, blockSize: sealed.blockSize, parallelism: sealed.parallelism)
    let secret = SealedSecret(cost: cost, salt: sealed.salt, box: sealed.box)
    let associated = SealedKey.associated(fingerprint: sealed.fingerprint, name: name)
    return passphrase.withBytes { secret.opened(by: $0, associated: associated) }
  }
}
