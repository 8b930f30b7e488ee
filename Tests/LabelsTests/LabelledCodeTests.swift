import Casework
import Labels
import Prognosis
import Testing

@Suite("What is named by its code or by the word that is shown")
struct LabelledCodeTests {
  @Test("every status is found by its code and by its label, whatever the capitals and blanks")
  func statuses() throws {
    for status in CaseStatus.allCases {
      for name in [status.rawValue, status.label, status.label.uppercased(), " \(status.rawValue) "] {
        #expect(try CaseStatus(named: name).rawValue == status.rawValue, "\(name)")
      }
    }
    #expect(try CaseStatus(named: "in_review").rawValue == "in-review")
  }

  @Test("so is everything else that a command lets choose from")
  func others() throws {
    func find<Code: LabelledCode>(_ type: Code.Type) throws {
      for code in Code.allCases {
        #expect(try Code(named: code.rawValue).rawValue == code.rawValue)
        #expect(try Code(named: code.label).rawValue == code.rawValue)
        #expect(Code.offered.contains(code.rawValue))
      }
    }
    try find(ReviewerRole.self)
    try find(ReadingProtocol.self)
    try find(Decision.self)
    try find(AmendmentClass.self)
    try find(Call.self)
    try find(LabelReason.self)
    try find(CaseOrderKey.self)
    try find(CaseColumn.self)
  }

  @Test("all of them are listed, with the label where it says something else")
  func list() {
    #expect(
      CaseStatus.offered
        == "new, scored, in-review, signed, addendum, amended, deferred, rejected, awaiting-reader (\"awaiting\")")
    #expect(ReadingProtocol.offered == "open, blinded-first, double")
  }

  @Test("columns are named in a list with commas between them, each once")
  func columns() throws {
    #expect(try CaseColumn.list("case, final call,CASE,risk") == [.name, .finalCall, .risk])
    #expect(throws: UnknownCode.self) { try CaseColumn.list("case,colour") }
  }

  @Test("a name that nothing has is answered with those that are near, and with all")
  func near() {
    let failure = UnknownCode(text: "awating", nearest: ["awaiting"], offered: CaseStatus.offered)
    #expect(throws: failure) { try CaseStatus(named: "awating") }
    let unknown = UnknownCode(text: "??", nearest: [], offered: ReadingProtocol.offered)
    #expect(throws: unknown) { try ReadingProtocol(named: "??") }
  }
}
