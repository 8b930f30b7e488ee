import Basics

extension OpinionAct {
  /// Without digests of entries: each is that of the entry that holds it.
  var json: JSONValue {
    switch self {
    case .asked(let request):
      [
        "number": .integer(request.number), "place": TypedText.place.json(request.place.text),
        "question": .string(request.question), "asker": .string(request.asker),
        "colleague": request.colleague.map { .string($0) } ?? .null, "askedAt": .string(request.askedAt),
        "meaning": .string(request.meaning.rawValue),
      ]
    case .given(let answer):
      [
        "number": .integer(answer.number), "text": .string(answer.text),
        "call": answer.call.map { .string($0.rawValue) } ?? .null, "blinded": .bool(answer.isBlinded),
        "reviewer": .string(answer.reviewer), "answeredAt": .string(answer.answeredAt),
        "meaning": .string(answer.meaning.rawValue), "to": TypedText.sha256.json(answer.to),
        "nonce": .string(answer.nonce),
      ]
    case .withdrawn(let withdrawal):
      [
        "number": .integer(withdrawal.number), "reviewer": .string(withdrawal.reviewer),
        "withdrawnAt": .string(withdrawal.withdrawnAt), "meaning": .string(withdrawal.meaning.rawValue),
        "to": TypedText.sha256.json(withdrawal.to),
      ]
    case .read(let reading):
      [
        "number": .integer(reading.number), "reviewer": .string(reading.reviewer), "readAt": .string(reading.readAt),
      ]
    }
  }
}

extension OpinionRequest {
  init(_ reader: JSONReader) throws(JSONFailure) {
    guard let place = SlidePlace(parsing: try TypedText.place.read("place", reader)) else {
      throw reader.failure("place")
    }
    self.init(
      number: try reader.int("number"), place: place, question: try reader.string("question"),
      asker: try reader.string("asker"), colleague: try reader.optionalString("colleague"),
      askedAt: try reader.string("askedAt"), meaning: try reader.word("meaning"))
  }
}

extension OpinionAnswer {
  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      number: try reader.int("number"), text: try reader.string("text"), call: try reader.optionalWord("call"),
      isBlinded: try reader.bool("blinded"), reviewer: try reader.string("reviewer"),
      answeredAt: try reader.string("answeredAt"), meaning: try reader.word("meaning"),
      to: try TypedText.sha256.read("to", reader), nonce: try reader.string("nonce"))
  }
}

extension OpinionWithdrawal {
  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      number: try reader.int("number"), reviewer: try reader.string("reviewer"),
      withdrawnAt: try reader.string("withdrawnAt"), meaning: try reader.word("meaning"),
      to: try TypedText.sha256.read("to", reader))
  }
}

extension OpinionReading {
  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      number: try reader.int("number"), reviewer: try reader.string("reviewer"), readAt: try reader.string("readAt"))
  }
}
