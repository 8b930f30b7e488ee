import Cryptography
import Testing

@Suite("Ed25519")
struct Ed25519Tests {
  /// RFC 8032, 7.1, TEST 2: the message is the one byte 0x72.
  private static let seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
  private static let publicKey = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
  private static let signature = bytes(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")

  private static func bytes(_ digits: String) -> [UInt8] {
    let digits = Array(digits)
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
  }

  @Test("a published seed gives the published key and signature")
  func published() throws {
    let key = try #require(Ed25519.PrivateKey(seed: Self.seed))
    #expect(key.publicKey == Self.publicKey)
    #expect(key.seed == Self.seed)
    #expect(key.signature(of: [0x72]) == Self.signature)
    #expect(Ed25519.isSignature(Self.signature, of: [0x72], by: Self.publicKey))
  }

  @Test("a signature of another message, by another key, or with an altered byte is refused")
  func refused() {
    #expect(!Ed25519.isSignature(Self.signature, of: [0x73], by: Self.publicKey))
    #expect(!Ed25519.isSignature(Self.signature, of: [0x72], by: Ed25519.PrivateKey().publicKey))
    for i in Self.signature.indices {
      var altered = Self.signature
      altered[i] ^= 1
      #expect(!Ed25519.isSignature(altered, of: [0x72], by: Self.publicKey), "byte \(i)")
    }
  }

  @Test("bytes of a length that a key or signature cannot have are refused")
  func lengths() {
    #expect(Ed25519.PrivateKey(seed: Array(Self.seed.dropLast())) == nil)
    #expect(!Ed25519.isSignature(Self.signature, of: [0x72], by: Array(Self.publicKey.dropLast())))
    #expect(!Ed25519.isSignature(Array(Self.signature.dropLast()), of: [0x72], by: Self.publicKey))
    #expect(!Ed25519.isSignature([], of: [0x72], by: []))
  }

  @Test("two new keys differ")
  func fresh() { #expect(Ed25519.PrivateKey().seed != Ed25519.PrivateKey().seed) }
}
