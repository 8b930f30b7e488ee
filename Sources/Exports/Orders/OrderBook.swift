import Basics
import Casework
import Documents

/// Which messages with orders a laboratory has answered, and which orders it has taken, so that nothing is carried out
/// twice.
package struct OrderBook: Hashable, Sendable, Codable {
  /// The version of the file.
  static let format = 1

  /// A message that was taken.
  private struct Message: Hashable, Codable {
    /// SHA-256 of what it says.
    let content: String
    /// When it was answered; ISO 8601 with seconds, UTC.
    let answeredAt: String
  }

  /// The version of the file that it was read from.
  private(set) var format = Self.format
  private var messages: [String: Message] = [:]
  /// In the order in which they were taken.
  package private(set) var orders: [KnownOrder] = []

  /// Nothing was taken yet.
  package init() {}

  /// Those that the laboratory waits for.
  package var awaited: [KnownOrder] { orders.filter(\.isAwaited) }

  /// When a message was answered; `nil` where it was not taken.
  func answeredAt(_ message: LaboratoryOrders) -> String? { messages[message.header.key]?.answeredAt }

  /// The names of the cases by the numbers of a message's orders.
  func cases(of message: LaboratoryOrders, _ digest: Digest) -> [AssignedNumber: String] {
    let names = message.orders.map { ($0.placer, caseID(of: $0, message.header, digest)) }
    return Dictionary(names) { first, _ in first }
  }

  /// The number of the patient whose orders a message is about, as they were taken.
  func patient(of message: LaboratoryOrders) -> AssignedNumber? {
    message.orders.lazy.compactMap { known($0.placer, message.header)?.patientNumber }.first
  }

  /// Takes all orders of a message, or none; one that came before changes nothing.
  ///
  /// - Parameters:
  ///   - cases: those of the casebook by their names, of all that the message's orders may name.
  ///   - time: ISO 8601 with seconds, UTC.
  ///   - digest: SHA-256.
  /// - Throws: `otherContent`, `wrongProcessing`, `notAName`, `refused`.
  package mutating func take(
    _ message: LaboratoryOrders, among cases: [String: Case], at time: String, digest: Digest
  ) throws(HL7Failure) {
    let content = digest(Array(message.content.utf8))
    if let before = messages[message.header.key] {
      guard before.content == content else { throw .otherContent(controlID: message.header.controlID) }
      return
    }
    switch message.header.processing {
    case .production: break
    case .training, .debugging: throw .wrongProcessing(message.header.processing)
    }
    var book = self
    for order in message.orders { try book.take(order, of: message, among: cases, at: time, digest) }
    book.messages[message.header.key] = Message(content: content, answeredAt: time)
    self = book
  }

  /// Notes that the case of an order is in the casebook.
  mutating func register(_ order: KnownOrder) {
    guard let index = orders.firstIndex(of: order) else { return }
    orders[index].standing = .registered
  }

  private mutating func take(
    _ order: LaboratoryOrder, of message: LaboratoryOrders, among cases: [String: Case], at time: String,
    _ digest: Digest
  ) throws(HL7Failure) {
    let known = orders.firstIndex { $0.isOrder(order.placer, of: message.header) }
    if let known, let patient = message.patientNumber, !orders[known].patientNumber.agrees(with: patient) {
      throw .refused(.otherPatient, order.place)
    }
    switch order.control {
    case .new:
      let wanted = try wanted(order, of: message, among: cases, at: time, digest)
      guard let known else { return orders.append(wanted) }
      try orders[known].require(asking: wanted, order)
    case .change:
      guard let known else { throw .refused(.unknown, order.place) }
      let wanted = try wanted(order, of: message, among: cases, at: time, digest)
      try change(known, to: wanted, order)
    case .cancel:
      guard let known else { throw .refused(.unknown, order.place) }
      try orders[known].requireCase(order.filler, order)
      switch orders[known].standing {
      case .awaited, .takenBack: orders[known].standing = .takenBack
      case .registered: throw .refused(.registered, order.place)
      }
    }
  }

  private mutating func change(_ index: Int, to wanted: KnownOrder, _ order: LaboratoryOrder) throws(HL7Failure) {
    let known = orders[index]
    try known.requireCase(wanted.caseID, order)
    switch known.standing {
    case .awaited: orders[index] = wanted
    case .registered: guard known.asks(the: wanted) else { throw .refused(.registered, order.place) }
    case .takenBack: throw .refused(.takenBack, order.place)
    }
  }

  /// An order as it is going to be known, held against the cases and orders that are there.
  private func wanted(
    _ order: LaboratoryOrder, of message: LaboratoryOrders, among cases: [String: Case], at time: String,
    _ digest: Digest
  ) throws(HL7Failure) -> KnownOrder {
    let id = caseID(of: order, message.header, digest)
    guard CaseFile.isName(id) else {
      throw .notAName(CleanText.cleaned(id, limit: 80), order.casePlace)
    }
    var wanted = KnownOrder(
      order, of: message.header, patient: message.patientNumber ?? "", caseID: id, takenAt: time)
    let others = orders.filter { $0.caseID == id && !$0.isOrder(order.placer, of: message.header) }
    let place = order.filler == nil ? order.place : order.casePlace
    guard others.allSatisfy({ $0.allows(wanted) }) else { throw .refused(.otherCase, place) }
    if let record = cases[id] {
      guard wanted.agrees(with: record) else { throw .refused(.otherCase, place) }
      wanted.standing = .registered
    }
    return wanted
  }

  /// The laboratory's own number of the case; where an order gives none, a name that tells nothing of the patient.
  private func caseID(of order: LaboratoryOrder, _ header: HL7Header, _ digest: Digest) -> String {
    if let filler = order.filler { return filler }
    if let known = known(order.placer, header) { return known.caseID }
    let key = ["coverslip order", header.sender, header.facility, order.placer.number] + order.placer.authority
    return "ORD-" + digest(Array(key.joined(separator: "\n").utf8)).prefix(10).uppercased()
  }

  private func known(_ number: AssignedNumber, _ header: HL7Header) -> KnownOrder? {
    orders.first { $0.isOrder(number, of: header) }
  }
}

extension LaboratoryOrders {
  /// The number of the patient, as it may be kept.
  fileprivate var patientNumber: AssignedNumber? {
    patient.map {
      AssignedNumber(CleanText.cleaned($0.number.number), of: $0.number.authority.map { CleanText.cleaned($0) })
    }
  }
}

extension KnownOrder {
  fileprivate var isAwaited: Bool {
    switch standing {
    case .awaited: true
    case .registered, .takenBack: false
    }
  }

  /// Whoever sends an order anew must say the same, and not have taken it back.
  ///
  /// - Throws: `refused`.
  fileprivate func require(asking wanted: KnownOrder, _ order: LaboratoryOrder) throws(HL7Failure) {
    switch standing {
    case .awaited, .registered:
      try requireCase(wanted.caseID, order)
      guard asks(the: wanted) else { throw .refused(.otherOrder, order.place) }
    case .takenBack: throw .refused(.takenBack, order.place)
    }
  }

  /// Whoever names a case must name that of the order.
  ///
  /// - Throws: `refused`.
  fileprivate func requireCase(_ name: String?, _ order: LaboratoryOrder) throws(HL7Failure) {
    guard (name ?? caseID) == caseID else { throw .refused(.otherName, order.casePlace) }
  }

  /// Whether another order may name the same case.
  fileprivate func allows(_ other: KnownOrder) -> Bool {
    switch standing {
    case .awaited, .registered: patientNumber.agrees(with: other.patientNumber) && slides == other.slides
    case .takenBack: true
    }
  }

  /// Whether a case that is registered may be its: of no other patient, and of the slides that it names.
  func agrees(with record: Case) -> Bool {
    guard record.patient == nil || record.patient == patient else { return false }
    return slides.isEmpty || Set(record.slides.map(\.fileName)) == Set(slides)
  }
}
