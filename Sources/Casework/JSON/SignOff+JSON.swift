import Basics
import Prognosis

extension SignOff {
  /// Without ``entryDigest``, which is the digest of the entry that holds this.
  var json: JSONValue {
    .object(
      [
        JSONMember("decision", .string(decision.rawValue)), JSONMember("finalCall", JSONValue(word: finalCall)),
        JSONMember("comment", .string(comment)), JSONMember("reviewer", .string(reviewer)),
        JSONMember("signedAt", .string(signedAt)), JSONMember("meaning", .string(meaning.rawValue)),
        JSONMember("findingID", TypedText.finding.json(findingID)),
      ] + SignOffReason.members(of: reason) + SlidesShown.members(of: shown)
        + FirstRead.members(readingProtocol, firstRead) + adjudicationMembers + ReadingKept.members(reading)
        + DiagnosisSource.members(diagnosisRead) + GradeReading.members(grade)
        + JudgedTile.members(judgedTiles) + SlideFileCheck.members(files) + SlideLabel.members(labels))
  }

  /// `adjudicates`, the digests, where there are any: only a signature that decides between readings has it.
  private var adjudicationMembers: [JSONMember] {
    adjudicates.isEmpty ? [] : [JSONMember("adjudicates", .array(adjudicates.map { TypedText.sha256.json($0) }))]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    let decision: Decision = try reader.word("decision")
    self.init(
      decision: decision, finalCall: try reader.optionalWord("finalCall"),
      reason: try SignOffReason.read(reader, of: decision), comment: try reader.string("comment"),
      reviewer: try reader.string("reviewer"), signedAt: try reader.string("signedAt"),
      meaning: try reader.word("meaning"), shown: try SlidesShown.read(reader),
      readingProtocol: try reader.optionalWord("protocol"), firstRead: try FirstRead.read(reader),
      findingID: try TypedText.finding.read("findingID", reader))
    adjudicates = try TypedText.sha256.readAll("adjudicates", reader)
    reading = try ReadingKept.read(reader)
    diagnosisRead = try reader.optionalWord("diagnosisRead")
    grade = try GradeReading.read(reader)
    judgedTiles = try JudgedTile.readAll(reader)
    files = try SlideFileCheck.read(reader)
    labels = try SlideLabel.readAll(reader)
  }
}

extension SignOffDraft {
  /// The draft as JSON, for the table of drafts.
  public var canonicalBytes: [UInt8] { json.canonicalBytes }

  /// Reads what ``canonicalBytes`` wrote, or what versions of before codes stood apart from words did.
  ///
  /// - Throws: where the bytes are no JSON, a field is missing or of another type, or a code is not known.
  public init(parsing bytes: [UInt8]) throws(JSONFailure) {
    let reader = try JSONReader(FirstFormat.draft(try JSONValue(parsing: bytes)), path: "draft")
    let decision: Decision? = try reader.optionalWord("decision")
    self.init(
      decision: decision, finalCall: try reader.optionalWord("finalCall"),
      reason: try SignOffReason.read(reader, of: decision), comment: try reader.string("comment"),
      shown: try SlidesShown.read(reader))
    diagnosisRead = try reader.optionalWord("diagnosisRead")
    grade = try GradeReading.read(reader)
    judgedTiles = try JudgedTiles.read(reader)
  }

  var json: JSONValue {
    .object(
      [
        JSONMember("decision", JSONValue(word: decision)), JSONMember("finalCall", JSONValue(word: finalCall)),
        JSONMember("comment", .string(comment)),
      ] + SignOffReason.members(of: reason) + SlidesShown.members(of: shown)
        + DiagnosisSource.members(diagnosisRead) + GradeReading.members(grade)
        + (judgedTiles?.members ?? []))
  }
}

extension SignOffReason {
  /// `reason`, the code, `null` where there is none; of a laboratory's own list `reasonLabel` and
  /// `reasonNeedsComment` too.
  static func members(of reason: SignOffReason?) -> [JSONMember] {
    let code = JSONMember("reason", reason.map { .string($0.code) } ?? .null)
    guard case .laboratory(let own) = reason else { return [code] }
    return [
      code, JSONMember("reasonLabel", .string(own.label)), JSONMember("reasonNeedsComment", .bool(own.needsComment)),
    ]
  }

  /// The reason of `decision`. One whose label stands beside it is a laboratory's own, whatever its list says now.
  static func read(_ reader: JSONReader, of decision: Decision?) throws(JSONFailure) -> SignOffReason? {
    guard let code = try reader.optionalString("reason") else { return nil }
    if let label = try reader.optionalString("reasonLabel") {
      let needsComment = try reader.optionalBool("reasonNeedsComment") ?? false
      return .laboratory(LaboratoryReason(code: code, label: label, needsComment: needsComment))
    }
    guard let reason = decision.flatMap({ SignOffReason(code: code, of: $0) }) else { throw reader.failure("reason") }
    return reason
  }
}

extension SlidesShown {
  /// `shown`, a code, and `notShown`, the names; none where it is not known.
  static func members(of shown: SlidesShown?) -> [JSONMember] {
    guard let shown else { return [] }
    return [JSONMember("shown", .string(shown.code.rawValue)), JSONMember("notShown", JSONValue(shown.notShown))]
  }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> SlidesShown? {
    guard let code: Code = try reader.optionalWord("shown") else { return nil }
    return SlidesShown(code, notShown: try reader.strings("notShown"))
  }
}
