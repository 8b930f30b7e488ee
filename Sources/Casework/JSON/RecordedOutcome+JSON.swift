import Basics

extension RecordedOutcome {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    [
      "number": .integer(number), "event": .string(event.rawValue), "days": .integer(days),
      "source": .string(source.rawValue), "comment": .string(comment), "reviewer": .string(reviewer),
      "recordedAt": .string(recordedAt), "meaning": .string(meaning.rawValue),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      number: try reader.int("number"), event: try reader.word("event"), days: try reader.int("days"),
      source: try reader.word("source"), comment: try reader.string("comment"),
      reviewer: try reader.string("reviewer"), recordedAt: try reader.string("recordedAt"),
      meaning: try reader.word("meaning"))
  }
}
