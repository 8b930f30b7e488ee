import Basics

/// A private key with its name, as Go's `sumdb/note` keeps it: a secret.
///
/// One line, `PRIVATE+KEY+NAME+HASH+BASE64`; what is in base64 is the algorithm's byte and the 32 bytes of the seed.
public struct SignerKey: Sendable {
  /// What everybody may know of it.
  public let verifier: VerifierKey
  /// The 32 bytes that the key is made of.
  public let seed: [UInt8]

  private static let prefix = "PRIVATE+KEY+"

  /// - Parameter publicKey: the public key of a seed, `nil` where it is not the seed of a key.
  /// - Throws: `badKey`.
  public init(
    name: String, algorithm: SignatureAlgorithm, seed: [UInt8], publicKey: ([UInt8]) -> [UInt8]?, digest: TreeDigest
  ) throws(NoteFailure) {
    guard let key = publicKey(seed) else { throw .badKey }
    verifier = try VerifierKey(name: name, algorithm: algorithm, publicKey: key, digest: digest)
    self.seed = seed
  }

  /// Reads a key back from its ``text``; a line feed at the end may be there.
  ///
  /// - Throws: `badKey`, `unknownAlgorithm`.
  public init(
    parsing text: String, publicKey: ([UInt8]) -> [UInt8]?, digest: TreeDigest
  ) throws(NoteFailure) {
    let line = text.hasSuffix("\n") ? text.dropLast() : text[...]
    guard line.hasPrefix(Self.prefix) else { throw .badKey }
    let parts = line.dropFirst(Self.prefix.count).split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let typed = Base64.bytes(parts[2]), let code = typed.first else { throw .badKey }
    guard let algorithm = SignatureAlgorithm(rawValue: code) else { throw .unknownAlgorithm(code: Int(code)) }
    try self.init(
      name: String(parts[0]), algorithm: algorithm, seed: Array(typed.dropFirst()), publicKey: publicKey,
      digest: digest)
    guard parts[1] == VerifierKey.hexadecimal(verifier.id) else { throw .badKey }
  }

  /// The line that is kept, without a line feed.
  public var text: String {
    let typed = Base64.text([verifier.algorithm.rawValue] + seed)
    return "\(Self.prefix)\(verifier.name)+\(VerifierKey.hexadecimal(verifier.id))+\(typed)"
  }
}
