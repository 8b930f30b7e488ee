import Basics
import Casework
import Labels

extension FHIRBundle {
  /// Where everything comes from: the model's finding, each signed reading, and what was added.
  var provenances: [FHIRResource] {
    let file = result.file
    let first = file.signOff.map { [provenance(of: $0, 0, activity($0.meaning, $0.statement))] } ?? []
    return [modelProvenance].compactMap(\.self) + first + file.amendments.map(provenance)
      + file.addenda.map(provenance)
  }

  private var modelProvenance: FHIRResource? {
    guard let finding = result.finding else { return nil }
    return FHIRResource(
      "Provenance", "provenance risk", labels: [.assertedByModel],
      [
        "target": [reference("risk")], "recorded": .string(finding.computedAt),
        "agent": [agent(.author, "model"), agent(.assembler, "software")],
      ])
  }

  /// - Parameter number: of the amendment; 0 for the reading that was signed first.
  private func provenance(of signed: SignOff, _ number: Int, _ activity: JSONValue) -> FHIRResource {
    let stands = number == result.file.amendments.count
    let author = result.finding == nil ? [] : [agent(.author, "model")]
    return FHIRResource(
      "Provenance", "provenance reading \(number)",
      [
        "target": .array([reference("report")] + (stands ? [reference("reading")] : [])),
        "recorded": .string(signed.signedAt), "activity": activity,
        "agent": .array(author + [agent(.verifier, signer(signed.reviewer))]),
        "entity": .array(entry(signed.entryDigest)), "signature": .array(stands ? signature(signed) : []),
      ])
  }

  private func provenance(of amendment: Amendment) -> FHIRResource {
    provenance(of: amendment.reading, amendment.number, activity(amendment.meaning, amendment.statement))
  }

  private func provenance(of addendum: Addendum) -> FHIRResource {
    FHIRResource(
      "Provenance", "provenance " + addendum.title,
      [
        "target": [reference("report"), reference(addendum.title)], "recorded": .string(addendum.signedAt),
        "activity": activity(addendum.meaning, addendum.statement),
        "agent": [agent(.author, signer(addendum.reviewer))], "entity": .array(entry(addendum.entryDigest)),
      ])
  }

  private func activity(_ meaning: SignatureMeaning, _ statement: String) -> JSONValue {
    FHIRCode.concept([FHIRCode(meaning)], statement)
  }

  private func agent(_ role: FHIRCode, _ name: String) -> JSONValue {
    ["type": role.concept, "who": reference(name)]
  }

  /// The ledger's entry, which holds the signature of the reader's own key.
  private func entry(_ digest: String?) -> [JSONValue] {
    guard let digest else { return [] }
    let stands = digest == result.file.standing?.entryDigest
    let place = stands ? result.place : nil
    let known = place.map { "Entry \($0.index + 1) of the ledger (index \($0.index))" }
    return [
      [
        "role": "source",
        "what": [
          "identifier": identifier("ledger-entry-sha256", digest),
          "display": .string(known ?? "Entry of the ledger"),
        ],
      ]
    ]
  }

  /// The proof that the entry stands in the log, under the log's signed head.
  private func signature(_ signed: SignOff) -> [JSONValue] {
    guard let place = result.place else { return [] }
    return [
      [
        "type": [FHIRCode.verificationSignature.coding], "when": .string(place.provedAt),
        "who": reference("software"), "onBehalfOf": reference(signer(signed.reviewer), display: signed.reviewer),
        "sigFormat": "text/plain", "data": .string(Base64.text(place.proof)),
      ]
    ]
  }
}
