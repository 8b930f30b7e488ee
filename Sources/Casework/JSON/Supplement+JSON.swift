import Basics

extension Addendum {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    [
      "number": .integer(number), "text": .string(text), "reviewer": .string(reviewer),
      "signedAt": .string(signedAt), "meaning": .string(meaning.rawValue), "to": TypedText.sha256.json(to),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      number: try reader.int("number"), text: try reader.string("text"), reviewer: try reader.string("reviewer"),
      signedAt: try reader.string("signedAt"), meaning: try reader.word("meaning"),
      to: try TypedText.sha256.read("to", reader))
  }
}

extension Amendment {
  var json: JSONValue {
    [
      "number": .integer(number), "class": .string(kind.rawValue), "reading": reading.json,
      "told": told?.json ?? .null, "meaning": .string(meaning.rawValue), "amends": TypedText.sha256.json(amends),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      number: try reader.int("number"), kind: try reader.word("class"),
      reading: try SignOff(try reader.object("reading")), told: try AmendmentNotice.read(reader),
      meaning: try reader.word("meaning"), amends: try TypedText.sha256.read("amends", reader))
  }
}

extension AmendmentNotice {
  var json: JSONValue { ["person": .string(person), "at": .string(at)] }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> AmendmentNotice? {
    guard let told = try reader.optionalObject("told") else { return nil }
    return AmendmentNotice(person: try told.string("person"), at: try told.string("at"))
  }
}
