import Basics
import Casework
import Labels
import Prognosis

extension FHIRBundle {
  /// What readers say: the reading that stands, and what was added.
  var readings: [FHIRResource] { [reading].compactMap(\.self) + result.file.addenda.map(addendum) }

  private var reading: FHIRResource? {
    guard let signed = result.file.standing else { return nil }
    return FHIRResource(
      "Observation", "reading",
      [
        "text": narrative(["\(FHIRCode(.readerCall).display): \(signed.outcome). \(signed.statement)"]),
        "status": .string(standing.readingStatus), "category": [FHIRCode.laboratory.concept],
        "code": FHIRCode(.readerCall).concept, "subject": reference("patient"),
        "effectiveDateTime": .string(signed.signedAt), "issued": .string(signed.signedAt),
        "performer": [reference(signer(signed.reviewer), display: signed.reviewer)],
        "valueCodeableConcept": signed.finalCall.map { FHIRCode($0).concept },
        "dataAbsentReason": signed.absentCall?.concept, "note": .array(note(signed)),
        "specimen": reference("specimen"), "component": .array(components(signed)),
      ])
  }

  private func note(_ signed: SignOff) -> [JSONValue] {
    guard !signed.comment.isEmpty else { return [] }
    return [
      [
        "authorReference": reference(signer(signed.reviewer)), "time": .string(signed.signedAt),
        "text": .string(signed.comment),
      ]
    ]
  }

  private func components(_ signed: SignOff) -> [JSONValue] {
    let amended = result.file.amendments.last?.kind
    let read = result.standing.hasValues ? signed.firstRead : nil
    let all: [(ResultItem, FHIRCode?)] = [
      (.decision, FHIRCode(signed.decision)), (.reason, signed.reason.map { FHIRCode($0) }),
      (.firstCall, read.map { FHIRCode($0.call) }), (.amendmentClass, amended.map { FHIRCode($0) }),
    ]
    return all.compactMap { item, code in
      code.map { ["code": FHIRCode(item).concept, "valueCodeableConcept": $0.concept] }
    }
  }

  private func addendum(_ addendum: Addendum) -> FHIRResource {
    FHIRResource(
      "Observation", addendum.title,
      [
        "text": narrative(["\(addendum.title): \(addendum.text)"]),
        "status": .string(result.standing.addendumStatus(finalResults)),
        "category": [FHIRCode.laboratory.concept], "code": FHIRCode(ResultItem.addendum).concept,
        "subject": reference("patient"), "effectiveDateTime": .string(addendum.signedAt),
        "issued": .string(addendum.signedAt),
        "performer": [reference(signer(addendum.reviewer), display: addendum.reviewer)],
        "valueString": .string(addendum.text), "specimen": reference("specimen"),
      ])
  }
}

extension SignOff {
  /// Why there is no call in what was signed; `nil` where there is one, *no call* among them.
  fileprivate var absentCall: FHIRCode? {
    guard finalCall == nil else { return nil }
    switch decision {
    case .defer: return .temporarilyUnknown
    case .reject, .confirm, .override, .acknowledge, .assess: return .notPerformed
    }
  }
}
