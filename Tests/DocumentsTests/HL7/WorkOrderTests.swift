import Basics
import Casework
import Documents
import Testing

@Suite("Work orders to the laboratory")
struct WorkOrderTests {
  private func order(_ signed: SignOff, _ file: CaseFile) -> HL7Message? {
    WorkOrder(signed, of: Example.result(file))?
      .message(to: HL7Exchange(facility: "LAB", receiver: "LIS"), digest: Example.digest)
  }

  @Test("ask for what the reader waits for")
  func segments() throws {
    let signed = Example.signed(.defer, nil, .deferral(.recut), comment: "deeper")
    let message = try #require(order(signed, try Example.file(.deferred, signed)))
    let number = "S26-1-recut-20261102110000^COVERSLIP"
    #expect(
      message.text.split(separator: "\r").dropFirst().map(String.init) == [
        "PID|1||S26-1^^^COVERSLIP^ANON||S26-1^^^^^^S",
        "ORC|NW|\(number)|||||||20261102110000+0000|||^Ann Rey",
        "OBR|1|\(number)||recut^Recut^99CSL||||||||||||^Ann Rey", "NTE|1|P|deeper",
        "NTE|2|P|Research use only, not a medical device.",
        "SPM|1|^S26-1&COVERSLIP||TISS^Tissue^HL70487||||||||||||||20261102",
      ])
    #expect(message.segments[0][9].text(2) == "O21" && message.segments[0][11].text() == "T")
  }

  @Test("are read back as orders")
  func readBack() throws {
    let signed = Example.signed(.defer, nil, .deferral(.additionalStain))
    let message = try #require(order(signed, try Example.file(.deferred, signed)))
    let orders = try LaboratoryOrders(parsing: Array(message.text.utf8))
    #expect(orders.orders.map(\.service) == [["additional-stain", "Additional stain", "99CSL"]])
    #expect(orders.header.processing == .training)
  }

  @Test("are none where the reader waits for something else, or puts nothing off")
  func none() throws {
    let others: [SignOff] =
      [DeferralReason.molecularAssay, .secondOpinion, .other].map { Example.signed(.defer, nil, .deferral($0)) }
      + [Example.signed(.confirm, .high), Example.signed(.reject, nil, .rejection(.quality))]
    for signed in others { #expect(order(signed, try Example.file(.deferred, signed)) == nil) }
  }

  @Test("of a blinded case tell what is asked for, and no comment")
  func blinded() throws {
    let signed = Example.signed(.defer, nil, .deferral(.rescan), comment: "the model says high")
    var file = try Example.file(.deferred, signed)
    file.ownProtocol = .blindedFirst
    let message = try #require(order(signed, file))
    #expect(message.segment("OBR")?[4].text() == "rescan" && !message.text.contains("high"))
  }
}
