import Basics

/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
  /// In whose name.
  public let name: String
  /// ``VerifierKey/id`` of the key.
  public let id: UInt32
  /// What follows the identifier: of ``SignatureAlgorithm/ed25519`` the 64 bytes of the signature.
  public let bytes: [UInt8]

  /// The signature of a key.
  public init(by key: VerifierKey, bytes: [UInt8]) {
    name = key.name
    id = key.id
    self.bytes = bytes
  }

  /// The dash and the blank that every line begins with.
  private static let start = "\u{2014} "

  /// A line without its line feed; `nil` where it is not one.
  init?(line: Substring) {
    guard line.utf8.starts(with: Self.start.utf8) else { return nil }
    // By bytes: a name may begin with a scalar that would join the blank before it.
    let parts = line.utf8.dropFirst(Self.start.utf8.count)
      .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Substring($0) }
    guard parts.count == 2, VerifierKey.isName(parts[0]), let all = Base64.bytes(parts[1]), all.count > 4 else {
      return nil
    }
    name = String(parts[0])
    id = all.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(all.dropFirst(4))
  }

  /// The line with its line feed: a dash (U+2014), the name, the identifier and the signature in base64.
  public var line: String {
    let identifier = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> $0) }
    return "\(Self.start)\(name) \(Base64.text(identifier + bytes))\n"
  }

  /// Whether it was made in the name of `key`.
  public func isClaimed(by key: VerifierKey) -> Bool { id == key.id && name.utf8.elementsEqual(key.name.utf8) }

  /// Whether `key` made it, of `text`.
  func isMade(by key: VerifierKey, of text: String, _ isSignature: SignatureCheck) -> Bool {
    switch key.algorithm {
    case .ed25519: isSignature(bytes, Array(text.utf8), key.publicKey)
    case .cosignature: Cosignature(bytes).map { $0.isMade(by: key, of: text, isSignature) } ?? false
    }
  }
}
