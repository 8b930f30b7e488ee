import Casework
import Cryptography
import Documents
import Exports
import Testing

@Suite("The book of orders") struct OrderBookTests {
  private func orders(_ id: String, _ lines: [String], patient: String? = "PID|1||4711") throws -> LaboratoryOrders {
    try LaboratoryOrders(parsing: OrderWorld.message(id, lines, patient: patient))
  }

  private func refusal(_ book: OrderBook, _ message: LaboratoryOrders, _ cases: [String: Case] = [:]) -> HL7Failure? {
    var next = book
    do throws(HL7Failure) {
      try next.take(message, among: cases, at: OrderWorld.now, digest: SHA256Hex.digest)
      return nil
    } catch {
      #expect(next == book, "nothing of it is taken")
      return error
    }
  }

  private func book(_ messages: LaboratoryOrders...) throws -> OrderBook {
    var book = OrderBook()
    for message in messages { try book.take(message, among: [:], at: OrderWorld.now, digest: SHA256Hex.digest) }
    return book
  }

  private let order = ["ORC|NW|A-1", "OBR|1|A-1||risk^Relapse risk^L", "SPM|1|B 1^L-9||TISS"]

  private func place(_ number: Int = 3) -> HL7Place { HL7Place("ORC", number, 2) }
  private let casePlace = HL7Place("ORC", 3, 3)

  @Test("keeps what is awaited, under a name that tells nothing of the patient")
  func awaited() throws {
    let order = try #require(try book(try orders("M-1", order)).awaited.first)
    #expect(order.number == "A-1" && order.patient == "4711" && order.specimen == "B 1")
    #expect(order.service == ["risk", "Relapse risk", "L"] && order.standing == .awaited)
    #expect(order.caseID.hasPrefix("ORD-") && order.caseID.count == 14)
    let named = try book(try orders("M-1", ["ORC|NW|A-1|S26-1", "OBR|1|||x"]))
    #expect(named.awaited.map(\.caseID) == ["S26-1"], "the laboratory's own number is the case's")
  }

  @Test("takes a message that comes again once, and refuses another one of its control id")
  func repeated() throws {
    let first = try orders("M-1", order)
    let book = try book(first)
    var again = book
    try again.take(first, among: [:], at: "2026-12-24T00:00:00Z", digest: SHA256Hex.digest)
    #expect(again == book)
    #expect(refusal(book, try orders("M-1", ["ORC|CA|A-1"])) == .otherContent(controlID: "M-1"))
    #expect(refusal(book, try orders("M-2", order)) == nil, "the same order in another message changes nothing")
  }

  @Test("refuses an order of the same number that is another patient's or says something else")
  func contradicting() throws {
    let book = try book(try orders("M-1", order))
    let other = try orders("M-2", order, patient: "PID|1||4712")
    #expect(refusal(book, other) == .refused(.otherPatient, place()))
    let changed = try orders("M-2", ["ORC|NW|A-1", "OBR|1|||age^Age^L"])
    #expect(refusal(book, changed) == .refused(.otherOrder, place()))
    let cancelled = try orders("M-2", ["ORC|CA|A-1"], patient: "PID|1||4712")
    #expect(refusal(book, cancelled) == .refused(.otherPatient, place()))
    let renamed = try orders("M-2", ["ORC|XO|A-1|S26-9", "OBR|1|||risk^Relapse risk^L"])
    #expect(refusal(book, renamed) == .refused(.otherName, casePlace))
  }

  @Test("takes back and changes only what is awaited")
  func cancelled() throws {
    let first = try orders("M-1", order)
    #expect(refusal(OrderBook(), try orders("M-2", ["ORC|CA|A-1"], patient: nil)) == .refused(.unknown, place(2)))
    #expect(
      refusal(OrderBook(), try orders("M-2", ["ORC|XO|A-1", "OBR|1|||x"])) == .refused(.unknown, place()))
    let changed = try book(first, try orders("M-2", ["ORC|XO|A-1", "OBR|1|||other^Other^L"]))
    #expect(changed.awaited.map(\.service) == [["other", "Other", "L"]])
    let back = try book(first, try orders("M-2", ["ORC|CA|A-1"], patient: nil))
    #expect(back.awaited.isEmpty && back.orders.map(\.standing) == [.takenBack])
    #expect(refusal(back, try orders("M-3", ["ORC|CA|A-1"], patient: nil)) == nil, "it is taken back already")
    #expect(refusal(back, try orders("M-3", order)) == .refused(.takenBack, place()))
    let named = try book(
      try orders("M-1", ["ORC|NW|A-1|S26-1", "OBR|1|||x"]), try orders("M-2", ["ORC|CA|A-1"], patient: nil))
    let other = try orders("M-3", ["ORC|NW|A-2|S26-1", "OBR|1|||x"], patient: "PID|1||4712")
    #expect(refusal(named, other) == nil, "what was taken back keeps no case")
  }

  @Test("takes an order for a case that is there, and refuses one for another patient's or of other slides")
  func registered() throws {
    let slides = [try ExampleSlide.named("A.svs")]
    let cases = ["S26-1": Case(id: "S26-1", patient: "4711", slides: slides)]
    let named = ["ORC|NW|A-1|S26-1", "OBR|1|||x"]
    var book = OrderBook()
    try book.take(try orders("M-1", named), among: cases, at: OrderWorld.now, digest: SHA256Hex.digest)
    #expect(book.orders.map(\.standing) == [.registered] && book.awaited.isEmpty)
    #expect(refusal(book, try orders("M-2", ["ORC|CA|A-1"], patient: nil), cases) == .refused(.registered, place(2)))
    let changed = try orders("M-2", ["ORC|XO|A-1|S26-1", "OBR|1|||y"])
    #expect(refusal(book, changed, cases) == .refused(.registered, place()))
    let other = try orders("M-2", ["ORC|NW|A-2|S26-1", "OBR|1|||x"], patient: "PID|1||4712")
    #expect(refusal(OrderBook(), other, cases) == .refused(.otherCase, casePlace))
    let slide = try orders("M-2", ["ORC|NW|A-2|S26-1", "OBR|1|||x", OrderWorld.observation("B.svs")])
    #expect(refusal(OrderBook(), slide, cases) == .refused(.otherCase, casePlace))
  }

  @Test("keeps two patients apart to whom two clinics gave the same number")
  func authorities() throws {
    let named = ["ORC|NW|A-1|S26-1", "OBR|1|||x"]
    let book = try book(try orders("M-1", named, patient: "PID|1||4711^^^CLINIC-A^MR"))
    let other = "PID|1||4711^^^CLINIC-B^MR"
    #expect(refusal(book, try orders("M-2", named, patient: other)) == .refused(.otherPatient, place()))
    #expect(refusal(book, try orders("M-2", ["ORC|CA|A-1"], patient: other)) == .refused(.otherPatient, place()))
    let second = try orders("M-2", ["ORC|NW|A-2|S26-1", "OBR|1|||x"], patient: other)
    #expect(refusal(book, second) == .refused(.otherCase, casePlace))
    #expect(refusal(book, try orders("M-2", named)) == nil, "who names no clinic contradicts none")
  }

  @Test("keeps two orders apart to which two clinics gave the same number")
  func namespaces() throws {
    let surgery = try orders("M-1", ["ORC|NW|77^SURGERY", "OBR|1|||x"])
    let other = try orders("M-2", ["ORC|NW|77^GYN", "OBR|1|||x"], patient: "PID|1||4712")
    let both = try book(surgery, other)
    #expect(both.awaited.map(\.number) == ["77", "77"] && Set(both.awaited.map(\.caseID)).count == 2)
    let back = try book(surgery, other, try orders("M-3", ["ORC|CA|77^GYN"], patient: nil))
    #expect(back.awaited.map(\.patient) == ["4711"])
    #expect(refusal(both, try orders("M-3", ["ORC|CA|77"], patient: nil)) == .refused(.unknown, place(2)))
    let one = try orders("M-4", ["ORC|NW|78^SURGERY", "OBR|1|||x", "ORC|NW|78^GYN", "OBR|1|||y"])
    #expect(try book(one).awaited.count == 2, "in one message, too")
  }

  @Test("takes no order from a message for a test", arguments: [HL7Processing.training, .debugging])
  func processing(_ code: HL7Processing) throws {
    let text = OrderWorld.text("M-1", order).replacing("|P|2.5.1", with: "|\(code.rawValue)|2.5.1")
    let message = try LaboratoryOrders(parsing: Array(text.utf8))
    #expect(refusal(OrderBook(), message) == .wrongProcessing(code))
    let answer = OrderAnswer(facility: "", time: OrderWorld.now, digest: SHA256Hex.digest)
      .refusing(.wrongProcessing(code), of: message.header)
    #expect(answer.segment("MSA")?[1].text() == "AR" && answer.segment("ERR")?[3].text() == "202")
    #expect(answer.segment("MSH")?[11].text() == code.rawValue)
  }

  @Test("takes all orders of a message or none")
  func whole() throws {
    let message = try orders("M-1", order + ["ORC|CA|A-9"])
    #expect(refusal(OrderBook(), message) == .refused(.unknown, place(6)))
    let two = try orders("M-1", ["ORC|NW|A-1|S26-1", "OBR|1|||x", "ORC|NW|A-2|S26-2", "OBR|1|||x"])
    #expect(try book(two).awaited.map(\.caseID) == ["S26-1", "S26-2"])
    let bad = try orders("M-1", ["ORC|NW|A-1|\\X0A\\", "OBR|1|||x"])
    #expect(refusal(OrderBook(), bad) == .notAName("", HL7Place("ORC", 3, 3)))
  }
}
