import Basics
import Casework
import Labels

extension CaseJSON {
  /// What `label CASE --json` prints: the case, what became of its labels, and each slide's check.
  package static func labels(of file: CaseFile) -> String {
    let value: JSONValue = [
      "case": .string(file.id), "label": .string(file.labelStanding.rawValue), "labels": .array(labels(file)),
    ]
    return value.prettyText
  }

  /// One per slide.
  static func labels(_ file: CaseFile) -> [JSONValue] {
    let labels = file.labels
    return file.record.slides.enumerated().map { index, slide in
      let known = labels.indices.contains(index) ? labels[index] : SlideLabel(.notChecked)
      let members = [JSONMember("slide", .string(slide.fileName))] + members(known)
      return .object(members + [JSONMember("resolution", file.labelResolution(of: index).map(resolution) ?? .null)])
    }
  }

  /// As a signature holds it.
  static func label(_ label: SlideLabel) -> JSONValue { .object(members(label)) }

  private static func members(_ label: SlideLabel) -> [JSONMember] {
    let check = label.check
    return [
      JSONMember("standing", .string(check.standing.rawValue)), JSONMember("expected", JSONValue(check.expected?.text)),
      JSONMember("source", JSONValue(word: check.expected?.source)), JSONMember("found", JSONValue(check.found?.text)),
      JSONMember("property", JSONValue(check.found?.property)), JSONMember("resolvedBy", JSONValue(label.resolvedBy)),
    ]
  }

  private static func resolution(_ resolution: LabelResolution) -> JSONValue {
    [
      "reason": .string(resolution.reason.rawValue), "comment": .string(resolution.comment),
      "reviewer": .string(resolution.reviewer), "resolvedAt": .string(resolution.resolvedAt),
      "meaning": .string(resolution.meaning.rawValue), "statement": .string(resolution.statement),
      "slideDigest": JSONValue(resolution.slideDigest), "entryDigest": JSONValue(resolution.entryDigest),
    ]
  }
}
