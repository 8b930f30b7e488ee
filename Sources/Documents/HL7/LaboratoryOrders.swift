/// What an order asks for, ORC-1. Raw values are the codes of table 0119.
package enum OrderControl: String, Hashable, Sendable, CaseIterable {
  case new = "NW"
  case cancel = "CA"
  case change = "XO"

  /// Whether it must say of what.
  var needsRequest: Bool {
    switch self {
    case .new, .change: true
    case .cancel: false
    }
  }

  /// ORC-1 of the answer that it was done.
  var answer: String {
    switch self {
    case .new: "OK"
    case .cancel: "CR"
    case .change: "XR"
    }
  }
}

/// A specimen of an order.
package struct OrderedSpecimen: Hashable, Sendable {
  /// The number of whoever ordered; empty where they gave none.
  package let number: String
  /// The number of the laboratory; empty where there is none.
  package let laboratoryNumber: String
  /// What it is of, as it was written: `TISS`.
  package let type: String
}

/// Whose specimens are sent.
package struct OrderedPatient: Hashable, Sendable {
  /// The number of the patient, PID-3, with whoever has given it.
  package let number: AssignedNumber
  /// What else is said of them.
  package let identity: PatientIdentity
}

/// One order.
package struct LaboratoryOrder: Hashable, Sendable {
  /// What is to be done.
  package let control: OrderControl
  /// The number of whoever ordered, ORC-2.
  package let placer: AssignedNumber
  /// The number of the laboratory, ORC-3; `nil` where it gave none yet.
  package let filler: String?
  /// What is ordered: code, text and code system of OBR-4; empty where an order is taken back.
  package let service: [String]
  /// In their order; may be none.
  package let specimens: [OrderedSpecimen]
  /// The names of the files of its slides, in their order, each once; may be none.
  package let slides: [String]
  /// Remarks, NTE-3, in their order.
  package let notes: [String]
  /// Where its number stands.
  package let place: HL7Place
  /// Where the laboratory's number stands, or would stand.
  package let casePlace: HL7Place

  /// The code in OBX-3 of what names the file of a slide, in OBX-5.
  package static let slideFile = "slide-file"
}

/// Who has sent a message, and which: what an answer needs.
package struct HL7Header: Hashable, Sendable {
  /// MSH-10.
  package let controlID: String
  /// MSH-3.
  package let sender: String
  /// MSH-4.
  package let facility: String
  /// MSH-11.
  package let processing: HL7Processing
  /// Whether it answers another message itself: nobody answers that.
  package let isAnswer: Bool

  /// Of a message's first segment; `nil` where it has no control id. What it is for is taken as production where it
  /// is not said in a code that is known.
  ///
  /// - Parameter isAnswer: whether the message has a segment MSA.
  package init?(_ segment: HL7Segment, isAnswer: Bool = false) {
    guard segment.name == "MSH", !segment[10].text().isEmpty else { return nil }
    controlID = segment[10].text()
    (sender, facility) = (segment[3].text(), segment[4].text())
    processing = HL7Processing(rawValue: segment[11].text()) ?? .production
    self.isAnswer = isAnswer || ["ACK", "ORL", "ORR"].contains(segment[9].text())
  }

  /// Of bytes that may be no message otherwise, so that even these are answered; `nil` where they cannot be. A field
  /// that does not end is none: half a control id may be another message's.
  package init?(of bytes: [UInt8]) {
    var begin = bytes.first == 0x0B ? bytes.dropFirst() : bytes[...]
    if begin.starts(with: [0xEF, 0xBB, 0xBF]) { begin = begin.dropFirst(3) }
    let lines = begin.split(maxSplits: 2) { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
    guard var line = lines.first?.prefix(4096), line.count > 3 else { return nil }
    if line.endIndex == bytes.endIndex || line.count == 4096 {
      guard let last = line.lastIndex(of: line[line.startIndex + 3]) else { return nil }
      line = line[..<last]
    }
    guard let text = String(validating: line, as: UTF8.self) ?? Self.latin(line),
      let header = (try? HL7Message(plain: text + "\r"))?.segments.first
    else { return nil }
    self.init(header, isAnswer: lines.dropFirst().first?.starts(with: Array("MSA".utf8)) ?? false)
  }

  /// Bytes in 8859/1, where the header says that they are.
  private static func latin(_ line: ArraySlice<UInt8>) -> String? {
    let text = String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
    return text.contains("8859/1") ? text : nil
  }

  /// By what the message is known: the same control id of another sender is another message.
  package var key: String { [sender, facility, controlID].joined(separator: "\n") }
}

/// The orders of an HL7 v2 message OML^O21.
package struct LaboratoryOrders: Hashable, Sendable {
  /// Who has sent it.
  package let header: HL7Header
  /// Whose specimens; `nil` where orders are only taken back without saying so.
  package let patient: OrderedPatient?
  /// At least one, each with its own number.
  package let orders: [LaboratoryOrder]
  /// What the message says but for its header: a message that is sent again says the same.
  package let content: String

  /// Reads the orders of a message's bytes.
  ///
  /// - Throws: what ``HL7Message/init(parsing:)`` and ``init(_:)`` throw.
  package init(parsing bytes: [UInt8]) throws(HL7Failure) { try self.init(try HL7Message(parsing: bytes)) }

  /// The orders of a message. Segments that are not needed are passed over.
  ///
  /// - Throws: `wrongType`, `wrongVersion`, `missing`, `outOfOrder`, `unknownValue`, `contradicting`.
  package init(_ message: HL7Message) throws(HL7Failure) {
    header = try Self.header(message.segments[0])
    content = message.segments.dropFirst().map(\.encoded).joined(separator: "\r")
    var reader = OrderReader()
    for (index, segment) in message.segments.enumerated() { try reader.take(segment, number: index + 1) }
    (patient, orders) = try reader.result()
  }

  private static func header(_ segment: HL7Segment) throws(HL7Failure) -> HL7Header {
    for field in [9, 11, 12] where segment[field].text().isEmpty { throw .missing(HL7Place("MSH", 1, field)) }
    let type = [segment[9].text(1), segment[9].text(2)].joined(separator: "^")
    guard type == "OML^O21" else { throw .wrongType(type) }
    guard segment[12].text().hasPrefix("2.") else { throw .wrongVersion(segment[12].text()) }
    guard let header = HL7Header(segment) else { throw .missing(HL7Place("MSH", 1, 10)) }
    let processing = segment[11].text()
    guard HL7Processing(rawValue: processing) != nil else { throw .unknownValue(processing, HL7Place("MSH", 1, 11)) }
    return header
  }
}
