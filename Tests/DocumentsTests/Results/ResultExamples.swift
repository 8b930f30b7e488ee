import Basics
import Casework
import Cryptography
import Documents
import Prognosis

/// Cases as they leave.
extension Example {
  static let written = "2026-11-02T12:00:00Z"

  /// A finding that calls, without the reasons for none.
  static func called(_ id: String = "f-1") -> Finding {
    var finding = finding(id)
    finding.reasons = []
    return finding
  }

  static func signed(
    _ decision: Decision, _ call: Call? = nil, _ reason: SignOffReason? = nil, comment: String = "",
    by reviewer: String = "Ann Rey"
  ) -> SignOff {
    SignOff(
      decision: decision, finalCall: call, reason: reason, comment: comment, reviewer: reviewer,
      signedAt: "2026-11-02T11:00:00Z", meaning: SignatureMeaning(of: decision), findingID: "f-1", entryDigest: "d")
  }

  /// A case with what was signed.
  static func file(
    _ status: CaseStatus, _ signOff: SignOff? = nil, finding: Finding? = called(), _ supplements: [Supplement] = []
  ) throws -> CaseFile {
    CaseFile(
      record: try record(), status: status, finding: finding, signOff: signOff, supplements: supplements)
  }

  static let addendum = Supplement.addendum(
    Addendum(number: 1, text: "ER 90 %", reviewer: "Bo", signedAt: "2026-11-03T09:00:00Z", to: "d"))

  static func amendment(_ reading: SignOff, _ kind: AmendmentClass = .misinterpretation) -> Supplement {
    var reading = reading
    (reading.signedAt, reading.entryDigest) = ("2026-11-03T10:00:00Z", "e")
    return .amendment(Amendment(number: 1, kind: kind, reading: reading, told: nil, amends: "d"))
  }

  /// A case of every standing that a result can have.
  static func everyStanding() throws -> [(standing: ResultStanding, file: CaseFile)] {
    let low = signed(.override, .low, .override(.other), comment: "seen twice")
    return [
      (.registered, try file(.new, finding: nil)), (.preliminary, try file(.inReview)),
      (.deferred, try file(.deferred, signed(.defer, nil, .deferral(.recut)))),
      (.final, try file(.signed, low)), (.appended, try file(.addendum, low, [addendum])),
      (.amended, try file(.amended, low, [addendum, amendment(signed(.confirm, .high, comment: "again"))])),
      (.unfit, try file(.rejected, signed(.reject, nil, .rejection(.quality)))),
      (.wrong, try file(.rejected, signed(.reject, nil, .rejection(.wrongSlide)))),
    ]
  }

  static func result(
    _ file: CaseFile, identity: PatientIdentity? = nil, place: LedgerPlace? = nil, at time: String = written
  ) -> CaseResult {
    CaseResult(file, identity: identity, place: place, software: "Coverslip 0.2", writtenAt: time)
  }

  static let place = LedgerPlace(
    index: 4, leaf: String(repeating: "e", count: 64), proof: Array("c2sp.org/tlog-proof@v1\n".utf8), provedAt: written)

  /// Names that hold everything that parts a message.
  static let identity = PatientIdentity(
    number: "P-17", familyName: "शर्मा|^~\\&", givenName: "अनिता", birthDay: "1964-02-29", sex: .female,
    specimen: "B 1", order: "A-1")

  static let digest: Digest = SHA256Hex.digest
}

extension JSONValue {
  /// A member of an object; `nil` where there is none.
  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// An element of an array; `nil` where there is none.
  subscript(_ index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The resources of a type in a Bundle.
  func resources(_ type: String) -> [JSONValue] {
    guard case .array(let entries)? = self["entry"] else { return [] }
    return entries.compactMap { $0["resource"] }.filter { $0["resourceType"] == .string(type) }
  }
}
