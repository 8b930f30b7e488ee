import Basics
import Casework

/// The answers to orders, ORL^O22. An answer is made of what it answers alone: asked again, the same is answered under
/// the same control id.
package struct OrderAnswer: Sendable {
  private let facility: String
  private let time: String
  private let digest: Digest

  /// - Parameters:
  ///   - facility: this laboratory.
  ///   - time: when it is answered; ISO 8601 with seconds, UTC.
  ///   - digest: SHA-256.
  package init(facility: String, time: String, digest: @escaping Digest) {
    self.facility = facility
    self.time = time
    self.digest = digest
  }

  /// That all orders of a message were taken.
  ///
  /// - Parameter cases: the names of the cases by the orders' numbers, as the laboratory's own numbers.
  package func accepting(_ orders: LaboratoryOrders, cases: [String: String] = [:]) -> HL7Message {
    let done = orders.orders.map { order in
      HL7Segment(
        "ORC",
        [
          1: HL7Field(order.control.answer), 2: HL7Field(order.placer),
          3: HL7Field(cases[order.placer] ?? order.filler ?? ""),
        ])
    }
    let patient = HL7Segment("PID", [3: HL7Field(orders.patient?.number ?? ""), 5: patientName(orders)])
    return message(to: orders.header, code: "AA", [patient] + done)
  }

  /// That a message was not taken, and nothing of it.
  ///
  /// - Parameter words: the reason as a sentence, ERR-8.
  package func refusing(_ failure: HL7Failure, of header: HL7Header, words: String = "") -> HL7Message {
    let place = failure.place.map { place in
      HL7Field(components: [place.segment] + [place.number, place.field].map { $0 == 0 ? nil : String($0) })
    }
    let error = HL7Segment(
      "ERR",
      [
        2: place ?? "", 3: HL7Field(components: [failure.condition.code, failure.condition.text, "HL70357"]),
        4: "E", 8: HL7Field(words),
      ])
    return message(to: header, code: failure.acknowledgement, [error])
  }

  private func patientName(_ orders: LaboratoryOrders) -> HL7Field {
    HL7Field(components: [orders.patient?.familyName, orders.patient?.givenName])
  }

  private func message(to header: HL7Header, code: String, _ segments: [HL7Segment]) -> HL7Message {
    let exchange = HL7Exchange(facility: facility, receiver: header.sender, receivingFacility: header.facility)
    let acknowledgement = HL7Segment("MSA", [1: HL7Field(code), 2: HL7Field(header.controlID)])
    return HL7Message(
      type: ["ORL", "O22", "ORL_O22"], processing: header.processing, exchange: exchange, time: time,
      key: header.key + "\n" + code, body: [acknowledgement] + segments, digest: digest)
  }
}

/// Which orders were answered already, so that a message that comes again is not carried out again.
package struct AnsweredOrders: Hashable, Sendable, Codable {
  /// What a message is to those that came before.
  package enum Standing: Hashable, Sendable, CaseIterable {
    case new
    /// It came before and says the same: it is answered as before, and nothing is done.
    case repeated
    /// Another one of the same control id came before: it is refused with `otherContent`.
    case contradicting
  }

  private var contents: [String: String] = [:]

  /// None yet.
  package init() {}

  /// What `orders` are to those that came before.
  package func standing(of orders: LaboratoryOrders) -> Standing {
    guard let known = contents[orders.header.key] else { return .new }
    return known == orders.content ? .repeated : .contradicting
  }

  /// Remembers that `orders` were answered; the first of a control id stays.
  package mutating func take(_ orders: LaboratoryOrders) {
    contents[orders.header.key] = contents[orders.header.key] ?? orders.content
  }
}
