import Basics
import Microscopy

extension LabelCheck {
  /// The two texts, and what came of comparing them then.
  var members: [JSONMember] {
    [
      JSONMember("standing", .string(standing.rawValue)),
      JSONMember("expected", expected.map { .array($0.parts.map(\.json)) } ?? .null),
      JSONMember("source", expected.map { .string($0.source.rawValue) } ?? .null),
      JSONMember("found", JSONValue(found?.text)), JSONMember("property", JSONValue(found?.property)),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      expected: try Self.expected(reader), found: try Self.found(reader), standing: try reader.word("standing"))
  }

  private static func expected(_ reader: JSONReader) throws(JSONFailure) -> LabelExpectation? {
    guard let source: LabelSource = try reader.optionalWord("source") else { return nil }
    var parts: [LabelExpectation.Part] = []
    for value in try reader.array("expected") {
      guard let part = LabelExpectation.Part(value) else { throw reader.failure("expected") }
      parts.append(part)
    }
    return LabelExpectation(parts, from: source)
  }

  private static func found(_ reader: JSONReader) throws(JSONFailure) -> LabelText? {
    guard let text = try reader.optionalString("found") else { return nil }
    guard let label = LabelText(text, property: try reader.string("property")), label.text == text else {
      throw reader.failure("found")
    }
    return label
  }
}

extension LabelExpectation.Part {
  /// A text, or `null` for any run of characters.
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .any: .null
    }
  }

  fileprivate init?(_ value: JSONValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .null: self = .any
    case .bool, .integer, .number, .array, .object: return nil
    }
  }
}

extension SlideLabel {
  /// `labels`, one object per slide, where any was checked.
  static func members(_ labels: [SlideLabel]) -> [JSONMember] {
    guard !labels.isEmpty else { return [] }
    let values = labels.map { label -> JSONValue in
      .object(label.check.members + [JSONMember("resolvedBy", TypedText.sha256.json(label.resolvedBy))])
    }
    return [JSONMember("labels", .array(values))]
  }

  static func readAll(_ reader: JSONReader) throws(JSONFailure) -> [SlideLabel] {
    var labels: [SlideLabel] = []
    for label in try reader.optionalObjects("labels") {
      labels.append(
        SlideLabel(try LabelCheck(label), resolvedBy: try TypedText.sha256.optional("resolvedBy", label)))
    }
    return labels
  }
}

extension LabelResolution {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    .object(
      check.members + [
        JSONMember("slide", .integer(slide)), JSONMember("slideDigest", TypedText.sha256.json(slideDigest)),
        JSONMember("reason", .string(reason.rawValue)), JSONMember("comment", .string(comment)),
        JSONMember("reviewer", .string(reviewer)), JSONMember("resolvedAt", .string(resolvedAt)),
        JSONMember("meaning", .string(meaning.rawValue)),
      ])
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      slide: try reader.int("slide"), slideDigest: try TypedText.sha256.optional("slideDigest", reader),
      check: try LabelCheck(reader), reason: try reader.word("reason"), comment: try reader.string("comment"),
      reviewer: try reader.string("reviewer"), resolvedAt: try reader.string("resolvedAt"),
      meaning: try reader.word("meaning"))
  }
}
