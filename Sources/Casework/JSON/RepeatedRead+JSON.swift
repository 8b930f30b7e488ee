import Basics

extension RepeatedRead {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    .object(
      [
        JSONMember("reviewer", .string(reviewer)), JSONMember("call", .string(call.rawValue)),
        JSONMember("confidence", JSONValue(word: confidence)),
        JSONMember("grade", grade.map { .integer($0) } ?? .null), JSONMember("readAt", .string(readAt)),
        JSONMember("meaning", .string(meaning.rawValue)),
      ] + DiagnosisSource.members(diagnosisRead))
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      reviewer: try reader.string("reviewer"), call: try reader.word("call"),
      confidence: try reader.optionalWord("confidence"), grade: try reader.optionalInt("grade"),
      readAt: try reader.string("readAt"), diagnosisRead: try reader.optionalWord("diagnosisRead"),
      meaning: try reader.word("meaning"))
  }
}
