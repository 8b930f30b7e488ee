import Basics
import Casework
import Labels

extension CaseJSON {
  /// A question about a place, and what became of it.
  static func opinion(_ opinion: SecondOpinion, of file: CaseFile) -> JSONValue {
    let request = opinion.request
    return [
      "number": .integer(request.number), "place": .string(request.place.text),
      "question": .string(request.question), "asker": .string(request.asker),
      "colleague": JSONValue(request.colleague), "askedAt": .string(request.askedAt),
      "meaning": .string(request.meaning.rawValue), "statement": .string(request.statement),
      "entryDigest": JSONValue(request.entryDigest), "standing": .string(file.standing(of: opinion).rawValue),
      "answer": opinion.answer.map(answer) ?? .null, "withdrawnAt": JSONValue(opinion.withdrawal?.withdrawnAt),
      "readAt": JSONValue(opinion.reading?.readAt),
    ]
  }

  private static func answer(_ answer: OpinionAnswer) -> JSONValue {
    [
      "text": .string(answer.text), "call": JSONValue(word: answer.call), "blinded": .bool(answer.isBlinded),
      "reviewer": .string(answer.reviewer), "answeredAt": .string(answer.answeredAt),
      "meaning": .string(answer.meaning.rawValue), "statement": .string(answer.statement),
      "entryDigest": JSONValue(answer.entryDigest),
    ]
  }
}
