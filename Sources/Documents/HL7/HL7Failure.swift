/// Where in a message: `PID-3` of segment 2.
package struct HL7Place: Hashable, Sendable {
  /// The name of the segment.
  package let segment: String
  /// Which segment of the message, of whatever name, from 1; 0 where it is missing.
  package let number: Int
  /// Which field, from 1; 0 for the segment as a whole.
  package let field: Int

  /// A field of a segment.
  package init(_ segment: String, _ number: Int, _ field: Int = 0) {
    self.segment = segment
    self.number = number
    self.field = field
  }
}

/// Why bytes are not a message that can be taken.
package enum HL7Failure: Error, Hashable, Sendable {
  /// More than ``HL7Message/sizeLimit`` bytes.
  case tooLong(bytes: Int)
  /// It does not begin with a segment MSH and five different delimiters.
  case notAMessage
  /// It says that it is written in a character set that is not known here.
  case unknownCharacterSet(String)
  /// Its bytes are not of the character set that it names.
  case notText(characterSet: String)
  /// It ends in the middle of this segment, counted from 1.
  case cut(segment: Int)
  /// This segment does not begin with a name of three signs.
  case badSegment(Int)
  /// Another message begins at this segment.
  case secondMessage(segment: Int)
  /// A message of another type or event: `ORM^O01`.
  case wrongType(String)
  /// Not of version 2.
  case wrongVersion(String)
  /// A segment or field that must be there is not.
  case missing(HL7Place)
  /// A segment stands before what it belongs to.
  case outOfOrder(HL7Place)
  /// A message for a test: what is ordered so must not become a case.
  case wrongProcessing(HL7Processing)
  /// A value that is not known here; `nil` where it may not be told, since it says something of the patient.
  case unknownValue(String?, HL7Place)
  /// Two places say different things of the same.
  case contradicting(HL7Place, HL7Place)
  /// A message of the same control id said something else.
  case otherContent(controlID: String)
  /// A value that cannot be the name of a case or of a file.
  case notAName(String, HL7Place)
  /// The order does not agree with what the laboratory knows of it.
  case refused(OrderRefusal, HL7Place)
}

/// Why an order that is whole is not taken.
package enum OrderRefusal: Hashable, Sendable {
  /// No order of this number was ever taken.
  case unknown
  /// The order of this number is another patient's.
  case otherPatient
  /// The order of this number says something else.
  case otherOrder
  /// The order of this number is for another case than the laboratory's number says.
  case otherName
  /// The case of this order is there already, of another patient, of other slides or of another order.
  case otherCase
  /// The order was taken back before.
  case takenBack
  /// Its case is registered: it can be neither taken back nor changed.
  case registered
}

extension HL7Failure {
  /// The code of table 0357, with its text.
  var condition: (code: String, text: String) {
    switch self {
    case .cut, .badSegment, .secondMessage, .outOfOrder: ("100", "Segment sequence error")
    case .missing: ("101", "Required field missing")
    case .tooLong, .notAMessage, .unknownCharacterSet, .notText, .contradicting, .notAName: ("102", "Data type error")
    case .unknownValue: ("103", "Table value not found")
    case .wrongType: ("200", "Unsupported message type")
    case .wrongProcessing: ("202", "Unsupported processing id")
    case .wrongVersion: ("203", "Unsupported version id")
    case .otherContent: ("205", "Duplicate key identifier")
    case .refused(let refusal, _): refusal.condition
    }
  }

  /// Where it is; `nil` where it is nowhere.
  var place: HL7Place? {
    switch self {
    case .missing(let place), .outOfOrder(let place), .unknownValue(_, let place), .contradicting(_, let place),
      .notAName(_, let place), .refused(_, let place):
      place
    case .tooLong, .notAMessage, .unknownCharacterSet, .notText, .cut, .badSegment, .secondMessage, .wrongType,
      .wrongVersion, .wrongProcessing, .otherContent:
      nil
    }
  }

  /// MSA-1, table 0008: AR where no message of this kind is taken at all, else AE.
  var acknowledgement: String {
    switch self {
    case .wrongType, .wrongVersion, .wrongProcessing: "AR"
    case .tooLong, .notAMessage, .unknownCharacterSet, .notText, .cut, .badSegment, .secondMessage, .missing,
      .outOfOrder, .unknownValue, .contradicting, .otherContent, .notAName, .refused:
      "AE"
    }
  }
}

extension OrderRefusal {
  fileprivate var condition: (code: String, text: String) {
    switch self {
    case .unknown: ("204", "Unknown key identifier")
    case .otherPatient, .otherOrder, .otherName, .otherCase, .takenBack: ("205", "Duplicate key identifier")
    case .registered: ("206", "Application record locked")
    }
  }
}
