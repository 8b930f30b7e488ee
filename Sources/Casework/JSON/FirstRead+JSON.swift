import Basics

extension ProtocolSetting {
  var json: JSONValue { ["protocol": .string(readingProtocol.rawValue), "reviewer": .string(reviewer)] }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(readingProtocol: try reader.word("protocol"), reviewer: try reader.string("reviewer"))
  }
}

extension FirstRead {
  var json: JSONValue {
    [
      "reviewer": .string(reviewer), "call": .string(call.rawValue), "confidence": .string(confidence.rawValue),
      "grade": grade.map { .integer($0) } ?? .null, "readAt": .string(readAt),
      "nonce": .string(nonce),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      reviewer: try reader.string("reviewer"), call: try reader.word("call"),
      confidence: try reader.word("confidence"), grade: try reader.optionalInt("grade"),
      readAt: try reader.string("readAt"), nonce: try reader.string("nonce"))
  }

  /// `protocol`, a code, and `firstRead`, an object, where there are any: sign-offs of before have neither.
  static func members(_ readingProtocol: ReadingProtocol?, _ read: FirstRead?) -> [JSONMember] {
    let code = readingProtocol.map { JSONMember("protocol", .string($0.rawValue)) }
    let read = read.map { JSONMember("firstRead", $0.json) }
    return [code, read].compactMap { $0 }
  }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> FirstRead? {
    guard let object = try reader.optionalObject("firstRead") else { return nil }
    return try FirstRead(object)
  }
}
