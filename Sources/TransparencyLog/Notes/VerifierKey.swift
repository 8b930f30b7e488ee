import Basics

/// Whether a signature of a message is by a public key: `(signature, message, key)`. Passed in.
public typealias SignatureCheck = @Sendable (_ signature: [UInt8], _ message: [UInt8], _ publicKey: [UInt8]) -> Bool

/// What a key signs, by the byte that C2SP signed-note gives it.
public enum SignatureAlgorithm: UInt8, Sendable, CaseIterable {
  /// Ed25519 of the note's text: a log's own signature.
  case ed25519 = 1
  /// Ed25519 of the text of a checkpoint with a time: a witness's ``Cosignature``.
  case cosignature = 4
}

/// A public key with the name that it signs in: C2SP signed-note's *vkey*.
///
///     let key = try VerifierKey(parsing: "lab.example/casebook+539f6a06+Ae5W...", digest: sha256)
public struct VerifierKey: Hashable, Sendable {
  /// Like a URL without its scheme: no white space, no `+`.
  public let name: String
  /// What the key signs.
  public let algorithm: SignatureAlgorithm
  /// 32 bytes of Ed25519.
  public let publicKey: [UInt8]
  /// The first four bytes of SHA-256(name || LF || algorithm || key): tells keys of one name apart.
  public let id: UInt32

  /// The bytes of an Ed25519 key.
  static let keyLength = 32

  /// The key of a name.
  ///
  /// - Throws: `badKey` where the name or the key cannot be one.
  public init(
    name: String, algorithm: SignatureAlgorithm, publicKey: [UInt8], digest: TreeDigest
  ) throws(NoteFailure) {
    guard Self.isName(name), publicKey.count == Self.keyLength else { throw .badKey }
    self.name = name
    self.algorithm = algorithm
    self.publicKey = publicKey
    let hash = digest(Array(name.utf8) + [UInt8(ascii: "\n"), algorithm.rawValue] + publicKey)
    id = hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads a key back from its ``text``.
  ///
  /// - Throws: `badKey`, `unknownAlgorithm`.
  public init(parsing text: some StringProtocol, digest: TreeDigest) throws(NoteFailure) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .badKey }
    try self.init(name: String(parts[0]), typedKey: Base64.bytes(parts[2]), digest: digest)
    guard parts[1] == Self.hexadecimal(id) else { throw .badKey }
  }

  private init(name: String, typedKey: [UInt8]?, digest: TreeDigest) throws(NoteFailure) {
    guard let typedKey, let code = typedKey.first else { throw .badKey }
    guard let algorithm = SignatureAlgorithm(rawValue: code) else { throw .unknownAlgorithm(code: Int(code)) }
    try self.init(name: name, algorithm: algorithm, publicKey: Array(typedKey.dropFirst()), digest: digest)
  }

  /// `NAME+HASH+BASE64`: the hash is ``id`` in eight hexadecimal digits, what follows the algorithm and the key.
  public var text: String {
    "\(name)+\(Self.hexadecimal(id))+\(Base64.text([algorithm.rawValue] + publicKey))"
  }

  /// Whether `name` can be the name of a key: not empty, no white space, no control character, no `+`.
  public static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.properties.generalCategory != .control
      }
  }

  static func hexadecimal(_ id: UInt32) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
