import Basics
import Casework
import Labels
import Microscopy
import Prognosis

/// What `show CASE --json` and `queue --json` print: the contract for scripts.
///
/// Every key is always there; what is missing is `null`. Keys come in the order below, so that equal cases print equal
/// bytes. `finalCall` is what stands, by `signedBy`, as `decision` says: of the last of `amendments`, else what was
/// signed (`signoff`); `rescoredSince` says that a newer finding stands beside, which changes nothing. `modelCall` is
/// what the model says: of a finding without a call no probability and no contribution is told. `interval` and
/// `interval10y` are `[lower, upper]`, `mpp` the geometric mean of `mppX` and `mppY`. Enums are their codes, and so is
/// the `meaning` of a signature; the `detail` of a flag is a sentence.
package enum CaseJSON {
  /// One case as an object.
  package static func show(_ file: CaseFile) -> String { value(file).prettyText }

  /// The object of one case.
  package static func value(_ file: CaseFile) -> JSONValue {
    let record = file.record
    return [
      "case": .string(file.id), "status": .string(file.status.rawValue),
      "finalCall": JSONValue(word: file.standing?.finalCall),
      "decision": JSONValue(word: file.standing?.decision), "signedBy": JSONValue(file.standing?.reviewer),
      "modelCall": JSONValue(word: file.finding?.call),
      "protocol": .string(file.readingProtocol.rawValue), "withheld": JSONValue(word: file.withheld),
      "received": JSONValue(record.received),
      "patient": JSONValue(record.patient),
      "reviewer": JSONValue(file.standing?.reviewer ?? file.claim?.reviewer), "note": JSONValue(record.note),
      "slides": .array(record.slides.map(slide)), "clinical": record.clinical.completeJSON,
      "extra": .object(record.extra.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) }),
      "finding": file.finding.map(finding) ?? .null, "newerFinding": file.newerFinding.map(finding) ?? .null,
      "firstReads": .array(file.firstReads.map(firstRead)), "readings": .array(file.readings.map(signOff)),
      "signoff": file.signOff.map(signOff) ?? .null,
      "rescoredSince": .bool(file.isRescored), "addenda": .array(file.addenda.map(addendum)),
      "amendments": .array(file.amendments.map(amendment)),
      "opinions": .array(file.opinions.map { opinion($0, of: file) }),
      "label": .string(file.labelStanding.rawValue), "labels": .array(labels(file)),
      "outcomes": .array(file.outcomes.map(outcome)), "repeats": .array(file.repeats.map(repeated)),
    ]
  }

  private static func firstRead(_ read: FirstRead) -> JSONValue {
    [
      "reviewer": .string(read.reviewer), "call": .string(read.call.rawValue),
      "confidence": .string(read.confidence.rawValue), "grade": read.grade.map { .integer($0) } ?? .null,
      "readAt": .string(read.readAt),
    ]
  }

  private static func slide(_ slide: CaseSlide) -> JSONValue {
    [
      "path": .string(slide.path), "width": .integer(slide.size.width), "height": .integer(slide.size.height),
      "mpp": .number(slide.mpp.mean), "mppX": .number(slide.mpp.x), "mppY": .number(slide.mpp.y),
      "mppGiven": .bool(slide.mppGiven), "objective": JSONValue(slide.objective), "vendor": .string(slide.vendor),
      "quickDigest": JSONValue(slide.quickDigest), "mppStated": JSONValue(slide.mppStated?.mean),
    ]
  }

  private static func finding(_ whole: Finding) -> JSONValue {
    let finding = whole.told
    return [
      "id": .string(finding.id), "model": model(finding.model), "software": .string(finding.software),
      "computedAt": .string(finding.computedAt), "tiles": .integer(finding.tiles),
      "tilesAvailable": .integer(finding.tilesAvailable), "unreadableRegions": .integer(finding.unreadableRegions),
      "tissueMM2": .number(finding.tissueMM2), "basis": JSONValue(word: finding.basis),
      "missing": JSONValue(finding.missing), "score": JSONValue(finding.score), "scoreSD": JSONValue(finding.scoreSD),
      "linearPredictor": JSONValue(finding.linearPredictor), "probability5y": JSONValue(finding.probability5y),
      "interval": interval(finding.interval), "probability10y": JSONValue(finding.probability10y),
      "interval10y": interval(finding.interval10y),
      "call": .string(finding.call.rawValue), "borderline": .bool(finding.borderline),
      "reasons": JSONValue(finding.reasons.map(\.rawValue)), "flags": .array(finding.flags.map(flag)),
      "contributions": .array(finding.contributions.map(contribution)), "resultFile": JSONValue(finding.resultFile),
      "resultDigest": JSONValue(finding.resultDigest), "encoder": JSONValue(finding.encoder),
      "precision": JSONValue(finding.precision), "libraries": finding.libraries.map { JSONValue($0) } ?? .null,
      "unreadableShare": JSONValue(finding.unreadableShare), "slideDigests": .array(finding.slideDigests.map(digests)),
      "encodedColors": .string(finding.encodedColors.rawValue),
      "hangsOn": finding.turns.map { .array($0.map(\.json)) } ?? .null,
      "regionsLeftOut": finding.leftOut?.json ?? .null,
    ]
  }

  private static func interval(_ interval: ProbabilityInterval?) -> JSONValue {
    interval.map { [.number($0.lower), .number($0.upper)] } ?? .null
  }

  private static func model(_ model: ModelIdentity) -> JSONValue {
    [
      "name": .string(model.name), "version": .string(model.version), "digest": .string(model.digest),
      "demonstration": .bool(model.demonstration), "threshold": .number(model.threshold),
    ]
  }

  private static func flag(_ flag: QualityFlag) -> JSONValue {
    ["kind": .string(flag.kind.rawValue), "detail": .string(flag.sentence), "slide": JSONValue(flag.slide)]
  }

  private static func contribution(_ item: Contribution) -> JSONValue {
    ["name": .string(item.name), "value": .string(item.value), "logHazard": .number(item.logHazard)]
  }

  private static func digests(_ slide: SlideDigests) -> JSONValue {
    ["quick": .string(slide.quick), "whole": .string(slide.whole)]
  }

  private static func file(_ found: SlideFileCheck) -> JSONValue {
    ["check": .string(found.check.rawValue), "digest": JSONValue(found.digest)]
  }

  private static func addendum(_ addendum: Addendum) -> JSONValue {
    [
      "number": .integer(addendum.number), "text": .string(addendum.text), "reviewer": .string(addendum.reviewer),
      "signedAt": .string(addendum.signedAt), "meaning": .string(addendum.meaning.rawValue),
      "statement": .string(addendum.statement), "to": .string(addendum.to),
      "entryDigest": JSONValue(addendum.entryDigest),
    ]
  }

  private static func amendment(_ amendment: Amendment) -> JSONValue {
    [
      "number": .integer(amendment.number), "class": .string(amendment.kind.rawValue),
      "reason": .string(amendment.reason), "told": JSONValue(amendment.told?.person),
      "toldAt": JSONValue(amendment.told?.at), "reviewer": .string(amendment.reading.reviewer),
      "signedAt": .string(amendment.reading.signedAt), "meaning": .string(amendment.meaning.rawValue),
      "statement": .string(amendment.statement), "amends": .string(amendment.amends),
      "reading": signOff(amendment.reading),
    ]
  }

  private static func signOff(_ signOff: SignOff) -> JSONValue {
    [
      "decision": .string(signOff.decision.rawValue), "finalCall": JSONValue(word: signOff.finalCall),
      "reason": JSONValue(signOff.reason?.code), "reasonLabel": JSONValue(signOff.reason?.label),
      "comment": .string(signOff.comment),
      "reviewer": .string(signOff.reviewer), "signedAt": .string(signOff.signedAt),
      "meaning": .string(signOff.meaning.rawValue), "statement": .string(signOff.statement),
      "protocol": JSONValue(word: signOff.readingProtocol), "firstRead": signOff.firstRead.map(firstRead) ?? .null,
      "shown": JSONValue(word: signOff.shown?.code), "notShown": JSONValue(signOff.shown?.notShown ?? []),
      "adjudicates": JSONValue(signOff.adjudicates),
      "recordKept": JSONValue(signOff.reading?.isKept), "readingRecord": signOff.reading?.record?.json ?? .null,
      "diagnosisRead": JSONValue(word: signOff.diagnosisRead), "grade": signOff.grade?.json ?? .null,
      "judgedTiles": .array(signOff.judgedTiles.map(\.json)),
      "files": .array(signOff.files.map(file)), "labels": .array(signOff.labels.map(label)),
      "findingID": .string(signOff.findingID), "entryDigest": JSONValue(signOff.entryDigest),
    ]
  }
}

extension ReadingKept {
  fileprivate var isKept: Bool {
    switch self {
    case .record: true
    case .off: false
    }
  }

  fileprivate var record: ReadingRecord? {
    switch self {
    case .record(let record): record
    case .off: nil
    }
  }
}

/// Several cases as an array of the objects of ``CaseJSON``, written one after the other.
package struct QueueJSON: Sendable {
  private var isEmpty = true

  package init() {}

  /// What comes before the case, and the case.
  package mutating func next(_ file: CaseFile) -> String {
    defer { isEmpty = false }
    // No string of JSON text holds a line break: each one in it is between values.
    return (isEmpty ? "[\n  " : ",\n  ") + CaseJSON.show(file).replacing("\n", with: "\n  ")
  }

  /// All of `files` at once.
  package static func text(_ files: [CaseFile]) -> String {
    var writer = QueueJSON()
    return files.map { writer.next($0) }.joined() + writer.end
  }

  /// Hands on each case of `query` as soon as it is read, so that a list of any length is never held at once.
  package static func write(
    _ query: CaseQuery, of store: some CaseStore, to output: (String) -> Void
  ) async throws {
    var writer = QueueJSON()
    try await store.forEachCase(of: query) { output(writer.next($0)) }
    output(writer.end + "\n")
  }

  /// What comes after the last case.
  package var end: String { isEmpty ? "[]" : "\n]" }
}
