import Basics
import Casework
import Tables

/// Takes the segments of a message one after the other.
struct OrderReader {
  private var patient: (identity: OrderedPatient, number: Int)?
  private var groups: [Group] = []

  /// What belongs to one ORC.
  private struct Group {
    let order: HL7Segment
    let number: Int
    var request: (segment: HL7Segment, number: Int)?
    var specimens: [HL7Segment] = []
    var slides: [String] = []
    var notes: [HL7Segment] = []

    func place(_ field: Int) -> HL7Place { HL7Place("ORC", number, field) }
  }

  mutating func take(_ segment: HL7Segment, number: Int) throws(HL7Failure) {
    let place = HL7Place(segment.name, number)
    switch segment.name {
    case "PID":
      if let patient { throw .contradicting(HL7Place("PID", patient.number), place) }
      guard groups.isEmpty else { throw .outOfOrder(place) }
      patient = (try Self.identity(segment, number), number)
    case "ORC": groups.append(Group(order: segment, number: number))
    case "OBR":
      guard let last = groups.indices.last else { throw .outOfOrder(place) }
      if let request = groups[last].request { throw .contradicting(HL7Place("OBR", request.number), place) }
      groups[last].request = (segment, number)
    case "SPM":
      guard let last = groups.indices.last, groups[last].request != nil else { throw .outOfOrder(place) }
      groups[last].specimens.append(segment)
    case "OBX" where segment[3].text() == LaboratoryOrder.slideFile:
      guard let last = groups.indices.last, groups[last].request != nil else { throw .outOfOrder(place) }
      for name in try Self.slides(segment, HL7Place(segment.name, number, 5))
      where !groups[last].slides.contains(name) { groups[last].slides.append(name) }
    case "NTE": if let last = groups.indices.last { groups[last].notes.append(segment) }
    default: break
    }
  }

  /// - Throws: `missing`, `unknownValue`, `contradicting`.
  func result() throws(HL7Failure) -> (OrderedPatient?, [LaboratoryOrder]) {
    guard !groups.isEmpty else { throw .missing(HL7Place("ORC", 0)) }
    var orders: [LaboratoryOrder] = []
    for (index, group) in groups.enumerated() {
      let order = try Self.order(group)
      if let same = orders.firstIndex(where: { $0.placer == order.placer }) {
        throw .contradicting(groups[same].place(2), groups[index].place(2))
      }
      if order.control.needsRequest, patient == nil { throw .missing(HL7Place("PID", 0)) }
      orders.append(order)
    }
    return (patient?.identity, orders)
  }

  private static func order(_ group: Group) throws(HL7Failure) -> LaboratoryOrder {
    let code = group.order[1].text()
    guard !code.isEmpty else { throw .missing(group.place(1)) }
    guard let control = OrderControl(rawValue: code) else {
      throw .unknownValue(code, group.place(1))
    }
    guard let placer = try number(2, of: group) else { throw .missing(group.place(2)) }
    if control.needsRequest, group.request == nil { throw .missing(HL7Place("OBR", 0)) }
    let service = group.request.map { request in (1...3).map { request.segment[4].text($0) } } ?? []
    if let request = group.request, control.needsRequest, service.prefix(2).allSatisfy(\.isEmpty) {
      throw .missing(HL7Place("OBR", request.number, 4))
    }
    return LaboratoryOrder(
      control: control, placer: placer, filler: try number(3, of: group)?.number, service: service,
      specimens: group.specimens.map(specimen), slides: group.slides, notes: group.notes.map { $0[3].text() },
      place: group.place(2), casePlace: group.place(3))
  }

  /// The number in ORC and OBR, which stand at the same place there, and must not differ.
  private static func number(_ field: Int, of group: Group) throws(HL7Failure) -> AssignedNumber? {
    let own = AssignedNumber(entity: group.order[field])
    guard let request = group.request else { return own.number.isEmpty ? nil : own }
    let other = AssignedNumber(entity: request.segment[field])
    guard own.number.isEmpty || other.number.isEmpty || own.agrees(with: other) else {
      throw .contradicting(group.place(field), HL7Place("OBR", request.number, field))
    }
    let numbers = [own, other].filter { !$0.number.isEmpty }
    return numbers.first { !$0.authority.isEmpty } ?? numbers.first
  }

  /// The names of files in a folder: none of them leads out of it.
  private static func slides(_ segment: HL7Segment, _ place: HL7Place) throws(HL7Failure) -> [String] {
    let names = segment[5].firstTexts
    for name in names {
      guard !name.isEmpty else { throw .missing(place) }
      guard CleanText.cleaned(name) == name, !name.hasPrefix("."), !name.contains(where: { "/\\".contains($0) }) else {
        throw .notAName(CleanText.cleaned(name, limit: 80), place)
      }
    }
    return names
  }

  private static func specimen(_ segment: HL7Segment) -> OrderedSpecimen {
    OrderedSpecimen(
      number: segment[2].text(1), laboratoryNumber: segment[2].text(2), type: segment[4].text())
  }

  private static func identity(_ segment: HL7Segment, _ place: Int) throws(HL7Failure) -> OrderedPatient {
    let number = AssignedNumber(extended: segment[3])
    guard !number.number.isEmpty else { throw .missing(HL7Place("PID", place, 3)) }
    func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
    let identity = PatientIdentity(
      number: number.number, familyName: filled(segment[5].text(1)), givenName: filled(segment[5].text(2)),
      birthDay: try day(segment[7].text(), HL7Place("PID", place, 7)),
      sex: try sex(segment[8].text(), HL7Place("PID", place, 8)))
    return OrderedPatient(number: number, identity: identity)
  }

  private static func day(_ text: String, _ place: HL7Place) throws(HL7Failure) -> String? {
    guard !text.isEmpty else { return nil }
    let digits = Array(text.prefix(8))
    let day = "\(String(digits.prefix(4)))-\(String(digits.dropFirst(4).prefix(2)))-\(String(digits.dropFirst(6)))"
    guard digits.count == 8, CalendarDay(day) != nil else {
      throw .unknownValue(nil, place)
    }
    return day
  }

  private static func sex(_ text: String, _ place: HL7Place) throws(HL7Failure) -> AdministrativeSex? {
    switch text {
    case "": return nil
    case "F": return .female
    case "M": return .male
    case "O", "A", "N": return .other
    case "U": return .unknown
    default: throw .unknownValue(nil, place)
    }
  }
}
