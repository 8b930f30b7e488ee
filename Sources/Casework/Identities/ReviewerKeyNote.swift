/// Whose key an entry speaks of.
public struct ReviewerKeyNote: Hashable, Sendable {
  /// Printed name of its owner.
  public var name: String
  /// SHA-256 of the public key, 64 hexadecimal digits.
  public var fingerprint: String

  /// The key of `name`.
  public init(name: String, fingerprint: String) {
    self.name = name
    self.fingerprint = fingerprint
  }

  /// The key of a reviewer.
  public init(_ reviewer: Reviewer) { self.init(name: reviewer.name, fingerprint: reviewer.fingerprint) }
}

/// A key that was sealed with another passphrase; it is the same key.
public struct KeyResealing: Hashable, Sendable {
  /// Whose key it is.
  public var key: ReviewerKeyNote
  /// SHA-256 of the newly sealed private key, 64 hexadecimal digits.
  public var sealedDigest: String

  /// A key with the digest of what is kept of it now.
  public init(key: ReviewerKeyNote, sealedDigest: String) {
    self.key = key
    self.sealedDigest = sealedDigest
  }
}
