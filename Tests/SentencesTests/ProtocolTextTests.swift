import Casework
import Sentences
import Testing

@Suite("What is said of reading protocols")
struct ProtocolTextTests {
  @Test("the casebook's, and how many cases have one of their own")
  func house() {
    #expect(
      ProtocolText.text(house: .open, others: [:])
        == "cases are read: open. The model's call is shown from the beginning.")
    let lines = ProtocolText.text(house: .blindedFirst, others: [.open: 2]).split(separator: "\n")
    #expect(lines.last == "2 cases have the protocol open of their own")
  }

  @Test("a case's, and whose it is")
  func ofCase() {
    var file = CaseFile(record: Case(id: "A", slides: []), status: .scored)
    #expect(ProtocolText.text(of: file).hasPrefix("case A is read open."))
    #expect(ProtocolText.text(of: file).hasSuffix("It is read as the casebook's cases are."))
    file.ownProtocol = .blindedFirst
    #expect(ProtocolText.text(of: file).hasPrefix("case A is read blinded first. Slide and clinical data alone"))
    #expect(ProtocolText.text(of: file).hasSuffix("It is read by a protocol of its own."))
  }
}
