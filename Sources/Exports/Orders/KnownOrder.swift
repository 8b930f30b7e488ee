import Basics
import Documents

/// An order that the laboratory has taken.
package struct KnownOrder: Hashable, Sendable, Codable {
  /// What became of it. Raw values are stored codes.
  package enum Standing: String, Hashable, Sendable, Codable, CaseIterable {
    /// Its slides are not here yet.
    case awaited
    /// Its case is in the casebook.
    case registered
    /// Whoever ordered has taken it back.
    case takenBack = "taken-back"
  }

  /// MSH-3 of whoever ordered.
  package let sender: String
  /// MSH-4 of whoever ordered.
  package let facility: String
  /// The number that they gave it, ORC-2.
  package let number: String
  /// Who has given that number, ORC-2; empty where nobody is named, `nil` where that was not kept.
  package let authority: [String]?
  /// The name of its case.
  package let caseID: String
  /// The number of the patient, PID-3.
  package let patient: String
  /// Who has given that number, PID-3; empty where nobody is named, `nil` where that was not kept.
  package let patientAuthority: [String]?
  /// Numbers of its specimens; empty where there are none.
  package let specimen: String
  /// Code, text and code system of what is ordered.
  package let service: [String]
  /// The names of its slides' files.
  package let slides: [String]
  /// When it was taken first; ISO 8601 with seconds, UTC.
  package let takenAt: String
  /// What became of it.
  package internal(set) var standing: Standing

  /// What a message orders.
  init(
    _ order: LaboratoryOrder, of header: HL7Header, patient: AssignedNumber, caseID: String,
    takenAt: String, standing: Standing = .awaited
  ) {
    (sender, facility) = (header.sender, header.facility)
    (number, authority) = (order.placer.number, order.placer.authority)
    (self.caseID, self.patient, patientAuthority) = (caseID, patient.number, patient.authority)
    specimen = order.specimens.map { $0.number.isEmpty ? $0.laboratoryNumber : $0.number }
      .map { CleanText.cleaned($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    (service, slides) = (order.service, order.slides)
    (self.takenAt, self.standing) = (takenAt, standing)
  }

  /// The number of the patient, with whoever has given it.
  var patientNumber: AssignedNumber { AssignedNumber(patient, of: patientAuthority ?? []) }

  /// Whether it is the order of this number: another laboratory or clinic may give the same number.
  func isOrder(_ number: AssignedNumber, of header: HL7Header) -> Bool {
    self.number == number.number && (authority ?? number.authority) == number.authority && sender == header.sender
      && facility == header.facility
  }

  /// Whether it asks for the same, whenever that was and whatever became of it.
  func asks(the other: KnownOrder) -> Bool {
    caseID == other.caseID && patientNumber.agrees(with: other.patientNumber) && specimen == other.specimen
      && service == other.service && slides == other.slides
  }
}
