import Testing

@testable import TransparencyLog

@Suite("Signed notes and keys")
struct NoteTests {
  /// The example that C2SP signed-note prints.
  private static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  private static let example = """
    This is an example message.

    \u{2014} example.com/foo \
    Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

    """

  private func verifier(_ text: String) throws -> VerifierKey {
    try VerifierKey(parsing: text, digest: Functions.sha256)
  }

  @Test("the standard's example is read, verified, and written back byte for byte")
  func example() throws {
    let note = try SignedNote(parsing: Array(Self.example.utf8))
    let key = try verifier(Self.key)
    #expect(note.text == "This is an example message.\n")
    #expect(try note.verified(by: [key], Functions.isSignature) == [key])
    #expect(note.bytes == Array(Self.example.utf8))
    #expect(key.text == Self.key)
    #expect(key.id == 0x530d_903a)
  }

  @Test("no byte of the example can be altered and still be verified")
  func altered() throws {
    let key = try verifier(Self.key)
    let bytes = Array(Self.example.utf8)
    for place in bytes.indices {
      for bit in UInt8(0)..<8 {
        var altered = bytes
        altered[place] ^= 1 << bit
        let verified = try? SignedNote(parsing: altered).verified(by: [key], Functions.isSignature)
        #expect(verified == nil, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test("signatures by unknown keys are passed over, one in the name of a known key must hold")
  func trust() throws {
    let (known, other) = (try signer("log.example/a", "11"), try signer("log.example/b", "22"))
    let text = "log\n"
    func note(_ keys: [(SignerKey, [UInt8])]) -> SignedNote {
      SignedNote(text: text, signatures: keys.map { NoteSignature(by: $0.verifier, bytes: $1) })
    }
    let (mine, others) = (known.sign(Array(text.utf8)), other.sign(Array(text.utf8)))
    let both = note([(other, others), (known, mine), (known, mine)])
    #expect(try both.verified(by: [known.verifier], Functions.isSignature) == [known.verifier])
    #expect(throws: NoteDistrust.unsigned) {
      try note([(other, others)]).verified(by: [known.verifier], Functions.isSignature)
    }
    #expect(throws: NoteDistrust.badSignature(name: "log.example/a")) {
      try note([(known, mine), (known, others)]).verified(by: [known.verifier], Functions.isSignature)
    }
  }

  @Test(
    "a note that is malformed is refused with its line",
    arguments: [
      ("text\n", NoteFailure.noSignatures), ("", .noSignatures), ("\n\n", .noSignatures), ("text\n\n", .noSignatures),
      ("text\n\n\u{2014} a AAAAAAA=", .badSignature(line: 3)), ("text\n\n- a AAAAAAA=\n", .badSignature(line: 3)),
      ("text\n\n\u{2014} a AAAAAA==\n", .badSignature(line: 3)),
      ("text\n\n\u{2014} a AAAAAAA=\nmore\n", .badSignature(line: 4)),
      ("text\n\n\u{2014} a b AAAAAAA=\n", .badSignature(line: 3)),
      ("text\n\n\u{2014} a+b AAAAAAA=\n", .badSignature(line: 3)),
      ("text\n\n\u{2014}  AAAAAAA=\n", .badSignature(line: 3)),
      ("text\n\n\u{2014} a AAAAAAB=\n", .badSignature(line: 3)), ("te\u{7}xt\n\n\u{2014} a AAAAAAA=\n", .notText),
      ("text\r\n\r\n\u{2014} a AAAAAAA=\r\n", .notText),
    ])
  func malformed(text: String, failure: NoteFailure) {
    #expect(throws: failure) { try SignedNote(parsing: Array(text.utf8)) }
  }

  @Test("bytes that are not UTF-8, and far too many, are refused; a text may hold empty lines")
  func bytes() throws {
    #expect(throws: NoteFailure.notText) { try SignedNote(parsing: [0xFF] + Array(Self.example.utf8)) }
    let long = [UInt8](repeating: 10, count: SignedNote.sizeLimit + 1)
    #expect(throws: NoteFailure.tooLong(limit: SignedNote.sizeLimit)) { try SignedNote(parsing: long) }
    let note = try SignedNote(parsing: Array("a\n\nb\n\n\u{2014} a AAAAAAA=\n".utf8))
    #expect(note.text == "a\n\nb\n")
    // A mark that would join the line feed before it, seen as a character.
    let joined = Array("a\n\u{301}b\n\n\u{2014} \u{301} AAAAAAA=\n".utf8)
    #expect(try SignedNote(parsing: joined).bytes == joined)
    let many = "a\n\n" + String(repeating: "\u{2014} a AAAAAAA=\n", count: SignedNote.signatureLimit + 1)
    #expect(throws: NoteFailure.noSignatures) { try SignedNote(parsing: Array(many.utf8)) }
  }

  @Test(
    "a key that is malformed is refused",
    arguments: [
      ("", NoteFailure.badKey), ("example.com/foo", .badKey), ("example.com/foo+530d903a", .badKey),
      ("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .badKey),
      ("example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .badKey),
      ("example .com+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .badKey),
      ("example.com/foo+530d903a+Aeky", .badKey), ("example.com/foo+530d903a+", .badKey),
      ("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .unknownAlgorithm(code: 2)),
    ])
  func malformedKey(text: String, failure: NoteFailure) {
    #expect(throws: failure) { try VerifierKey(parsing: text, digest: Functions.sha256) }
  }

  @Test("a private key is read back from its line, and refused where a letter of it was altered")
  func privateKey() throws {
    let key = try signer("lab.example/casebook", "07")
    func read(_ text: String) throws -> SignerKey {
      try SignerKey(parsing: text, publicKey: Functions.publicKey, digest: Functions.sha256)
    }
    #expect(key.text.hasPrefix("PRIVATE+KEY+lab.example/casebook+"))
    let again = try read(key.text + "\n")
    #expect(again.seed == key.seed)
    #expect(again.verifier == key.verifier)
    for place in key.text.indices {
      var altered = key.text
      altered.replaceSubrange(place...place, with: altered[place] == "x" ? "y" : "x")
      #expect(throws: NoteFailure.self) { try read(altered) }
    }
    #expect(throws: NoteFailure.badKey) { try signer("a name", "07") }
    #expect(throws: NoteFailure.badKey) { try read(Self.key) }
  }

  private func signer(_ name: String, _ digits: String) throws -> SignerKey {
    try SignerKey(name, .ed25519, seed: String(repeating: digits, count: 32))
  }
}
