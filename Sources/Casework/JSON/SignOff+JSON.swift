import Basics
import Prognosis

extension SignOff {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    [
      "decision": .string(decision.rawValue), "finalCall": .string(finalCall.rawValue),
      "reason": JSONValue(word: reason), "comment": .string(comment), "reviewer": .string(reviewer),
      "signedAt": .string(signedAt), "meaning": .string(meaning.rawValue),
      "findingID": TypedText.finding.json(findingID),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      decision: try reader.word("decision"), finalCall: try reader.word("finalCall"),
      reason: try reader.optionalWord("reason"), comment: try reader.string("comment"),
      reviewer: try reader.string("reviewer"), signedAt: try reader.string("signedAt"),
      meaning: try reader.word("meaning"), findingID: try TypedText.finding.read("findingID", reader))
  }
}

extension SignOffDraft {
  /// The draft as JSON, for the table of drafts.
  public var canonicalBytes: [UInt8] { json.canonicalBytes }

  /// Reads what ``canonicalBytes`` wrote, or what versions of before codes stood apart from words did.
  public init(parsing bytes: [UInt8]) throws(JSONFailure) {
    let reader = try JSONReader(FirstFormat.draft(try JSONValue(parsing: bytes)), path: "draft")
    self.init(
      decision: try reader.optionalWord("decision"), finalCall: try reader.optionalWord("finalCall"),
      reason: try reader.optionalWord("reason"), comment: try reader.string("comment"))
  }

  var json: JSONValue {
    [
      "decision": JSONValue(word: decision), "finalCall": JSONValue(word: finalCall),
      "reason": JSONValue(word: reason), "comment": .string(comment),
    ]
  }
}
