/// The signature of a witness under a checkpoint, with its time: C2SP tlog-cosignature, version 1.
///
/// It says: at that time this was the largest consistent tree that the witness had seen of this log.
public struct Cosignature: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let time: UInt64
  /// The 64 bytes of the Ed25519 signature of ``message(time:text:)``.
  public let signature: [UInt8]

  private static let timeLength = 8
  private static let signatureLength = 64

  /// A signature that was made.
  public init(time: UInt64, signature: [UInt8]) {
    self.time = time
    self.signature = signature
  }

  /// Reads ``bytes`` back; `nil` where there are not 72 of them.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.timeLength + Self.signatureLength else { return nil }
    time = bytes.prefix(Self.timeLength).reduce(0) { $0 << 8 | UInt64($1) }
    signature = Array(bytes.dropFirst(Self.timeLength))
  }

  /// The time in eight bytes, most significant first, and the signature.
  public var bytes: [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: time >> UInt64($0)) } + signature
  }

  /// What is signed: the line `cosignature/v1`, the line `time N`, and the text of the checkpoint.
  public static func message(time: UInt64, text: String) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
  }

  func isMade(by key: VerifierKey, of text: String, _ isSignature: SignatureCheck) -> Bool {
    isSignature(signature, Self.message(time: time, text: text), key.publicKey)
  }
}
