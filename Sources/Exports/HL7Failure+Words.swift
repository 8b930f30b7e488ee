import Basics
import Documents
import Sentences

extension HL7Failure: Worded {
  package var words: CommandFailure { CommandFailure(.badData, sentence) }

  /// What is wrong with a message: it goes to whoever sent it, too. Of what the message says, it tells nothing long,
  /// and nothing of the patient.
  package var sentence: String {
    switch self {
    case .tooLong(let bytes): "the message has \(bytes) bytes; it must stay below \(HL7Message.sizeLimit)"
    case .notAMessage: "this is not a message of HL7 v2: it does not begin with MSH and five different delimiters"
    case .unknownCharacterSet(let name):
      "the character set \(name.told) is not known here; ASCII, UNICODE UTF-8 and 8859/1 are"
    case .notText(let name):
      "the message is not written in \(name.isEmpty ? "UTF-8, which holds where MSH-18 is empty" : name.told)"
    case .cut(let segment): "the message is cut: segment \(segment) does not end"
    case .badSegment(let number): "segment \(number) does not begin with a name of three signs"
    case .secondMessage(let segment): "another message begins at segment \(segment); send one per file"
    case .wrongType(let type): "messages \(type.told) are not taken; OML^O21 are"
    case .wrongVersion(let version): "version \(version.told) of HL7 is not taken; version 2 is"
    case .wrongProcessing(let processing):
      "a message for a test, MSH-11 \(processing.rawValue), is no order to this laboratory; P is"
    case .missing(let place): "\(place.text) is missing"
    case .outOfOrder(let place): "\(place.text) stands before what it belongs to"
    case .unknownValue(let value?, let place): "\(place.text): \(value.told) is not known here"
    case .unknownValue(nil, let place): "\(place.text): what stands there cannot be understood"
    case .contradicting(let one, let other): "\(one.text) and \(other.text) contradict each other"
    case .otherContent(let id): "another message came under the control id \(id.told) before"
    case .notAName(let value, let place): "\(place.text): \(value.told) cannot be a name here"
    case .refused(let refusal, let place): "\(place.text): \(refusal.phrase)"
    }
  }
}

extension String {
  /// As much of a sender's words as a sentence takes.
  fileprivate var told: String { CleanText.cleaned(self, limit: 80) }
}

extension OrderRefusal {
  fileprivate var phrase: String {
    switch self {
    case .unknown: "there is no order of this number"
    case .otherPatient: "the order of this number is another patient's"
    case .otherOrder: "the order of this number says something else; change it by XO, or give another number"
    case .otherName: "the order of this number is for another case; give its number, or none"
    case .otherCase: "the case is there already, of another patient or of other slides"
    case .takenBack: "the order was taken back; give another number"
    case .registered: "the case is registered: the order can be neither taken back nor changed any more"
    }
  }
}

extension HL7Place {
  /// `PID-3 of segment 2`.
  fileprivate var text: String {
    (field == 0 ? segment : "\(segment)-\(field)") + (number == 0 ? "" : " of segment \(number)")
  }
}
