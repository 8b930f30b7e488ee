import Basics
import Casework
import Labels

extension CaseJSON {
  /// What became of the patient, as one entry of the ledger says.
  package static func outcome(_ outcome: RecordedOutcome) -> JSONValue {
    [
      "number": .integer(outcome.number), "event": .string(outcome.event.rawValue), "days": .integer(outcome.days),
      "source": .string(outcome.source.rawValue), "comment": .string(outcome.comment),
      "reviewer": .string(outcome.reviewer), "recordedAt": .string(outcome.recordedAt),
      "meaning": .string(outcome.meaning.rawValue), "statement": .string(outcome.statement),
      "entryDigest": JSONValue(outcome.entryDigest),
    ]
  }

  /// What a reader said when they read the case again, as one entry of the ledger says.
  package static func repeated(_ read: RepeatedRead) -> JSONValue {
    [
      "reviewer": .string(read.reviewer), "call": .string(read.call.rawValue),
      "confidence": JSONValue(word: read.confidence), "grade": read.grade.map { .integer($0) } ?? .null,
      "readAt": .string(read.readAt),
      "diagnosisRead": JSONValue(word: read.diagnosisRead), "meaning": .string(read.meaning.rawValue),
      "statement": .string(read.meaning.statement(shown: nil)), "entryDigest": JSONValue(read.entryDigest),
    ]
  }
}
