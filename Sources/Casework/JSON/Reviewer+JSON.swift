import Basics

extension ReviewerAdmission {
  var json: JSONValue {
    [
      "name": .string(name), "role": .string(role.rawValue),
      "publicKey": TypedText.ed25519.json(Hexadecimal.text(publicKey)),
      "fingerprint": TypedText.sha256.json(fingerprint), "admittedBy": TypedText.sha256.json(admittedBy),
      "replaces": TypedText.sha256.json(replaces), "sealedKey": TypedText.sha256.json(sealedDigest),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    let digits = try TypedText.ed25519.read("publicKey", reader)
    guard let publicKey = Hexadecimal.bytes(digits) else { throw reader.failure("publicKey") }
    self.init(
      name: try reader.string("name"), role: try reader.word("role"), publicKey: publicKey,
      fingerprint: try TypedText.sha256.read("fingerprint", reader),
      admittedBy: try TypedText.sha256.read("admittedBy", reader),
      replaces: try TypedText.sha256.optional("replaces", reader),
      sealedDigest: try TypedText.sha256.read("sealedKey", reader))
  }
}

extension ReviewerKeyNote {
  var json: JSONValue {
    ["name": .string(name), "fingerprint": TypedText.sha256.json(fingerprint)]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(name: try reader.string("name"), fingerprint: try TypedText.sha256.read("fingerprint", reader))
  }
}

extension KeyResealing {
  var json: JSONValue {
    [
      "name": .string(key.name), "fingerprint": TypedText.sha256.json(key.fingerprint),
      "sealedKey": TypedText.sha256.json(sealedDigest),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(key: try ReviewerKeyNote(reader), sealedDigest: try TypedText.sha256.read("sealedKey", reader))
  }
}

extension SealedKey {
  /// All of the sealed key, in canonical JSON: what the ledger's digest of it is taken of.
  public var storedBytes: [UInt8] {
    let json: JSONValue = [
      "algorithm": "scrypt, aes-256-gcm", "fingerprint": TypedText.sha256.json(fingerprint), "rounds": .integer(rounds),
      "blockSize": .integer(blockSize), "parallelism": .integer(parallelism), "salt": .string(Hexadecimal.text(salt)),
      "box": .string(Hexadecimal.text(box)),
    ]
    return json.canonicalBytes
  }
}
