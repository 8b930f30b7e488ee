import Casework

/// The sex of a patient as administrations know it. Raw values are the codes of FHIR.
package enum AdministrativeSex: String, Hashable, Sendable, CaseIterable {
  case female, male, other, unknown
}

/// Who the patient is, where that leaves: only where the right to identities is there, and they are asked for.
package struct PatientIdentity: Hashable, Sendable {
  /// The number that the laboratory or the hospital has given; `nil` where it is not known.
  package var number: String?
  /// The family name.
  package var familyName: String?
  /// The given names.
  package var givenName: String?
  /// ISO 8601 day.
  package var birthDay: String?
  /// As the order says.
  package var sex: AdministrativeSex?
  /// Number of the specimen or block.
  package var specimen: String?
  /// The number under which whoever asked for the result has ordered it: in their system it leads to the patient, so
  /// that it is an identity as well. Without it a result is known by the case's name, which the order's answer told.
  package var order: String?

  /// What is known; whatever is left out is not.
  package init(
    number: String? = nil, familyName: String? = nil, givenName: String? = nil, birthDay: String? = nil,
    sex: AdministrativeSex? = nil, specimen: String? = nil, order: String? = nil
  ) {
    self.number = number
    self.familyName = familyName
    self.givenName = givenName
    self.birthDay = birthDay
    self.sex = sex
    self.specimen = specimen
    self.order = order
  }

  /// What the case itself knows of the patient; `nil`, so that the pseudonym is told, where nobody asked for it, the
  /// right is missing, or the case withholds it.
  package init?(of file: CaseFile, asked: Bool, permitted: Bool) {
    guard asked, permitted, file.identitiesWithheld == nil else { return nil }
    self.init(number: file.record.patient, specimen: file.record.specimen, order: file.record.extra[Self.orderColumn])
  }

  /// Under which name a case keeps the number of the order that it was registered for.
  package static let orderColumn = "order"
}
