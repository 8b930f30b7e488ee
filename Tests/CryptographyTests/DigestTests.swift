import Cryptography
import Files
import Foundation
import Testing

@Suite("Digests")
struct DigestTests {
  /// FIPS 180-2, appendix B.
  private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test("SHA-256 of abc is the published one, whole and in pieces")
  func published() {
    #expect(SHA256Hex.digest(Array("abc".utf8)) == Self.abc)
    var stream = SHA256Stream()
    stream.update(Array("a".utf8))
    stream.update([])
    Array("bc".utf8).withUnsafeBytes { stream.update($0) }
    #expect(stream.hexadecimal == Self.abc)
    #expect(SHA256Hex.text(stream.bytes) == Self.abc)
  }

  @Test("a stream goes on after its digest was asked for")
  func goesOn() {
    var stream = SHA256Stream()
    stream.update(Array("a".utf8))
    _ = stream.hexadecimal
    stream.update(Array("bc".utf8))
    #expect(stream.hexadecimal == Self.abc)
  }

  @Test("bytes are written with two digits each, small ones too")
  func digits() { #expect(SHA256Hex.text([0, 9, 16, 255]) == "000910ff") }

  @Test("a file's digest is that of its bytes, and a copy's that of what was written")
  func files() throws {
    let folder = NSTemporaryDirectory() + "digests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write(Array("abc".utf8), to: "\(folder)/abc")
    #expect(FileDigest.sha256("\(folder)/abc") == Self.abc)
    #expect(try FileDigest.copying("\(folder)/abc", to: "\(folder)/copy") == Self.abc)
    #expect(try WholeFile.read("\(folder)/copy", limit: 3) == Array("abc".utf8))
    #expect(FileDigest.sha256("\(folder)/absent") == nil)
    #expect(throws: FileFailure.notAFile(file: folder)) { try FileDigest.of(folder) }
  }

  @Test("PBKDF2 with HMAC-SHA-256 gives the published vectors")
  func derivation() {
    // RFC 7914, section 11; the first half of 64 bytes.
    let once = KeyDerivation.pbkdf2(Array("passwd".utf8), salt: Array("salt".utf8), rounds: 1)
    #expect(SHA256Hex.text(once) == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc")
    let slow = KeyDerivation.pbkdf2(Array("Password".utf8), salt: Array("NaCl".utf8), rounds: 80_000)
    #expect(SHA256Hex.text(slow) == "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56")
  }
}
