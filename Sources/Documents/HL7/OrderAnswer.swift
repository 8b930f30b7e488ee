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
  /// - Parameters:
  ///   - cases: the names of the cases by the orders' numbers, as the laboratory's own numbers.
  ///   - patient: the number of the patient, where the message does not say it.
  package func accepting(
    _ orders: LaboratoryOrders, cases: [AssignedNumber: String] = [:], patient: AssignedNumber? = nil
  ) -> HL7Message {
    let done = orders.orders.map { order in
      HL7Segment(
        "ORC",
        [
          1: HL7Field(order.control.answer), 2: order.placer.entity,
          3: HL7Field(cases[order.placer] ?? order.filler ?? ""),
        ])
    }
    let number = (orders.patient?.number ?? patient)?.extended ?? ""
    let whose = HL7Segment("PID", [3: number, 5: patientName(orders)])
    return message(to: orders.header, code: "AA", key: "", [whose] + done)
  }

  /// That a message was not taken, and nothing of it.
  ///
  /// - Parameters:
  ///   - message: what is not taken, by which ERR-2 counts the segments of one name; `nil` where it cannot be read, and
  ///     the place is the segment's name and the field.
  ///   - words: the reason as a sentence, ERR-8.
  package func refusing(
    _ failure: HL7Failure, of header: HL7Header, in message: HL7Message? = nil, words: String = ""
  ) -> HL7Message {
    let place = failure.place.map { place in
      let same = message?.segments.prefix(place.number).count { $0.name == place.segment } ?? 0
      return HL7Field(components: [place.segment] + [same, place.field].map { $0 == 0 ? nil : String($0) })
    }
    let error = HL7Segment(
      "ERR",
      [
        2: place ?? "", 3: HL7Field(components: [failure.condition.code, failure.condition.text, "HL70357"]),
        4: "E", 8: HL7Field(words),
      ])
    return self.message(to: header, code: failure.acknowledgement, key: error.encoded, [error])
  }

  /// Name type U, table 0200, where no name is told: the field must be there.
  private func patientName(_ orders: LaboratoryOrders) -> HL7Field {
    let (family, given) = (orders.patient?.identity.familyName, orders.patient?.identity.givenName)
    guard family != nil || given != nil else { return HL7Field(components: [nil, nil, nil, nil, nil, nil, "U"]) }
    return HL7Field(components: [family, given])
  }

  /// - Parameter key: what tells this answer from others with the same code to the same message.
  private func message(to header: HL7Header, code: String, key: String, _ segments: [HL7Segment]) -> HL7Message {
    let exchange = HL7Exchange(facility: facility, receiver: header.sender, receivingFacility: header.facility)
    let acknowledgement = HL7Segment("MSA", [1: HL7Field(code), 2: HL7Field(header.controlID)])
    return HL7Message(
      type: ["ORL", "O22", "ORL_O22"], processing: header.processing, exchange: exchange, time: time,
      key: [header.key, code, key].joined(separator: "\n"), body: [acknowledgement] + segments, digest: digest)
  }
}
