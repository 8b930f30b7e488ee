/// A text with signatures under it: C2SP signed-note.
///
///     let note = try SignedNote(parsing: bytes)
///     try note.verified(by: [logKey], isSignature)
public struct SignedNote: Hashable, Sendable {
  /// What is signed: lines, each with its line feed.
  public let text: String
  /// In their order.
  public private(set) var signatures: [NoteSignature]

  /// Bytes that a note that is read may have.
  public static let sizeLimit = 1_000_000
  /// Signatures that are read; the standard asks for 16 at least.
  public static let signatureLimit = 100

  /// A note of a text that ends in a line feed.
  public init(text: String, signatures: [NoteSignature]) {
    self.text = text
    self.signatures = signatures
  }

  /// Reads a note back, so that ``bytes`` are those that were read.
  ///
  /// - Throws: `tooLong`, `notText`, `noSignatures`, `badSignature`.
  public init(parsing bytes: [UInt8]) throws(NoteFailure) {
    let all = try Self.plainText(bytes)
    // The signatures stand after the last empty line: the text itself may have some.
    guard let gap = all.utf8.lastGap else { throw .noSignatures }
    let text = String(all.utf8[..<all.utf8.index(after: gap)]) ?? ""
    let lines = Self.lines(of: all.utf8[all.utf8.index(gap, offsetBy: 2)...])
    guard !lines.isEmpty, lines.count <= Self.signatureLimit, text.utf8.count > 1 else { throw .noSignatures }
    let before = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    var signatures: [NoteSignature] = []
    for (place, line) in lines.enumerated() {
      guard let line, let signature = NoteSignature(line: line) else {
        throw .badSignature(line: before + place + 1)
      }
      signatures.append(signature)
    }
    self.init(text: text, signatures: signatures)
  }

  /// The text, an empty line, a line per signature.
  public var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

  /// The same with a signature more, which takes the place of an older one by the same key.
  public func signed(_ signature: NoteSignature) -> SignedNote {
    let others = signatures.filter { $0.id != signature.id || !$0.name.utf8.elementsEqual(signature.name.utf8) }
    return SignedNote(text: text, signatures: others + [signature])
  }

  /// Those of `keys` that signed it. Signatures by other keys are passed over.
  ///
  /// - Throws: `unsigned` where there are none, `badSignature` where one of them is said to have signed and did not.
  @discardableResult
  public func verified(
    by keys: [VerifierKey], _ isSignature: SignatureCheck
  ) throws(NoteDistrust) -> [VerifierKey] {
    var found: [VerifierKey] = []
    for signature in signatures {
      guard let key = keys.first(where: signature.isClaimed) else { continue }
      guard signature.isMade(by: key, of: text, isSignature) else { throw .badSignature(name: key.name) }
      if !found.contains(key) { found.append(key) }
    }
    guard !found.isEmpty else { throw .unsigned }
    return found
  }
}

extension SignedNote {
  /// Bytes as text of lines.
  ///
  /// - Throws: `tooLong`, `notText`.
  static func plainText(_ bytes: [UInt8]) throws(NoteFailure) -> String {
    guard bytes.count <= sizeLimit else { throw .tooLong(limit: sizeLimit) }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\n") }),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw .notText }
    return text
  }

  /// Lines without their line feeds; a last line that has none is `nil`. By bytes, not by characters: a line feed may
  /// be followed by a scalar that would join it.
  static func lines(of text: Substring.UTF8View) -> [Substring?] {
    guard !text.isEmpty else { return [] }
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      Optional(Substring($0))
    }
    if text.last == UInt8(ascii: "\n") { lines.removeLast() } else { lines[lines.count - 1] = nil }
    return lines
  }
}

extension String.UTF8View {
  /// The place of the first of the last two line feeds that follow one another.
  fileprivate var lastGap: Index? {
    var place = endIndex
    var following: UInt8?
    while place > startIndex {
      place = index(before: place)
      if self[place] == UInt8(ascii: "\n"), following == UInt8(ascii: "\n") { return place }
      following = self[place]
    }
    return nil
  }
}
