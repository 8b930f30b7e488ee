import Basics

extension RepeatedRead {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    [
      "reviewer": .string(reviewer), "call": .string(call.rawValue), "confidence": JSONValue(word: confidence),
      "grade": grade.map { .integer($0) } ?? .null, "readAt": .string(readAt), "meaning": .string(meaning.rawValue),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      reviewer: try reader.string("reviewer"), call: try reader.word("call"),
      confidence: try reader.optionalWord("confidence"), grade: try reader.optionalInt("grade"),
      readAt: try reader.string("readAt"), meaning: try reader.word("meaning"))
  }
}
