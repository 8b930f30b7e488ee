import Testing

@testable import Cryptography

@Suite("A sealed secret")
struct SealedSecretTests {
  private static let cheap = Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1)
  private let secret = Array(0..<32).map { UInt8($0) }

  private func sealed(_ words: String = "seven grey herons", cost: Scrypt.Cost = cheap) throws -> SealedSecret {
    try #require(
      Array(words.utf8).withUnsafeBytes {
        SealedSecret(secret, passphrase: $0, associated: Array("Ann".utf8), cost: cost)
      })
  }

  private func opened(_ sealed: SealedSecret, _ words: String = "seven grey herons", of name: String = "Ann")
    -> [UInt8]?
  {
    Array(words.utf8).withUnsafeBytes { sealed.opened(by: $0, associated: Array(name.utf8)) }
  }

  /// RFC 7914, section 12, the second and third vector, the first 32 of their 64 bytes: a prefix, since the last step
  /// is PBKDF2, whose blocks of 32 bytes do not know of one another.
  @Test(
    "is guarded by scrypt as RFC 7914 gives it",
    arguments: [
      (
        "password", "NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
      ),
      (
        "pleaseletmein", "SodiumChloride", 16384, 8, 1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
      ),
    ])
  func vectors(password: String, salt: String, rounds: Int, blockSize: Int, parallelism: Int, expected: String) throws {
    let cost = Scrypt.Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    let key = Array(password.utf8).withUnsafeBytes { Scrypt.key(of: $0, salt: Array(salt.utf8), cost: cost) }
    #expect(try SHA256Hex.text(#require(key).withUnsafeBytes { Array($0) }) == expected)
  }

  @Test("opens with the words and the name that it was sealed with, and with nothing else")
  func opens() throws {
    let sealed = try sealed()
    #expect(opened(sealed) == secret)
    #expect(opened(sealed, "seven grey heron") == nil)
    #expect(opened(sealed, "") == nil)
    #expect(opened(sealed, of: "Bo") == nil)
    #expect(!sealed.box.indices.contains { sealed.box[$0...].starts(with: secret.prefix(8)) })
  }

  @Test("is another one each time")
  func fresh() throws {
    let (first, second) = (try sealed(), try sealed())
    #expect(first.salt != second.salt && first.box != second.box)
    #expect(first.salt.count == 32 && first.box.count == 12 + 32 + 16)
  }

  @Test("does not open where a bit of anything that is stored was changed")
  func altered() throws {
    let sealed = try sealed()
    for index in sealed.box.indices {
      var box = sealed.box
      box[index] ^= 1
      #expect(opened(SealedSecret(cost: sealed.cost, salt: sealed.salt, box: box)) == nil)
    }
    var salt = sealed.salt
    salt[31] ^= 0x80
    #expect(opened(SealedSecret(cost: sealed.cost, salt: salt, box: sealed.box)) == nil)
    let other = Scrypt.Cost(rounds: 32, blockSize: 1, parallelism: 1)
    #expect(opened(SealedSecret(cost: other, salt: sealed.salt, box: sealed.box)) == nil)
    #expect(opened(SealedSecret(cost: sealed.cost, salt: sealed.salt, box: Array(sealed.box.prefix(20)))) == nil)
  }

  @Test("asks for no memory that a tampered file might ask for")
  func cost() throws {
    let wild = [(3, 8, 1), (0, 8, 1), (1 << 40, 8, 1), (1 << 24, 64, 1), (16, 0, 1), (16, 1, 0), (-16, 1, 1)]
    for (rounds, blockSize, parallelism) in wild {
      let cost = Scrypt.Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
      #expect(!cost.isUsable)
      #expect(opened(SealedSecret(cost: cost, salt: [1], box: try sealed().box)) == nil)
    }
    #expect(Scrypt.Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1).isUsable)
  }
}
