/// A checkpoint as the signed note that it travels as.
public struct SignedCheckpoint: Hashable, Sendable {
  /// What is said.
  public let checkpoint: Checkpoint
  /// How it is said, with its signatures.
  public let note: SignedNote

  /// Signs a checkpoint in the name of the log.
  ///
  /// - Parameter sign: the signature of a message by the private key of `key`.
  public init(_ checkpoint: Checkpoint, key: VerifierKey, sign: ([UInt8]) -> [UInt8]) {
    self.checkpoint = checkpoint
    let signature = NoteSignature(by: key, bytes: sign(Array(checkpoint.text.utf8)))
    note = SignedNote(text: checkpoint.text, signatures: [signature])
  }

  private init(_ checkpoint: Checkpoint, note: SignedNote) {
    self.checkpoint = checkpoint
    self.note = note
  }

  /// Reads one back; no signature is checked.
  ///
  /// - Throws: what ``SignedNote/init(parsing:)`` throws, `badCheckpoint`.
  public init(parsing bytes: [UInt8]) throws(NoteFailure) {
    note = try SignedNote(parsing: bytes)
    checkpoint = try Checkpoint(parsing: note.text)
  }

  /// The bytes of the note.
  public var bytes: [UInt8] { note.bytes }

  /// The same with the signature of a witness beside the log's.
  ///
  /// - Parameters:
  ///   - key: of the witness.
  ///   - time: seconds since 1970-01-01T00:00:00Z.
  ///   - sign: the signature of a message by the private key of `key`.
  public func cosigned(by key: VerifierKey, time: UInt64, sign: ([UInt8]) -> [UInt8]) -> SignedCheckpoint {
    let signature = sign(Cosignature.message(time: time, text: note.text))
    let cosignature = Cosignature(time: time, signature: signature)
    return SignedCheckpoint(checkpoint, note: note.signed(NoteSignature(by: key, bytes: cosignature.bytes)))
  }

  /// Makes sure that the log itself signed it: with `key`, in the name of the origin.
  ///
  /// - Throws: `unsigned` also where the key's name is not the origin; `badSignature`.
  public func verify(by key: VerifierKey, _ isSignature: SignatureCheck) throws(NoteDistrust) {
    guard checkpoint.origin.utf8.elementsEqual(key.name.utf8) else { throw .unsigned }
    try note.verified(by: [key], isSignature)
  }

  /// When `key` cosigned it, seconds since 1970-01-01T00:00:00Z; `nil` where it did not.
  public func cosigningTime(of key: VerifierKey, _ isSignature: SignatureCheck) -> UInt64? {
    switch key.algorithm {
    case .ed25519: nil
    case .cosignature:
      note.signatures.first { $0.isClaimed(by: key) && $0.isMade(by: key, of: note.text, isSignature) }
        .flatMap { Cosignature($0.bytes)?.time }
    }
  }
}
