import Basics
import Casework
import Documents
import Prognosis
import Testing

@Suite("The table of cases")
struct CaseTableTests {
  /// The cells of a row by their columns; rows of these tests have no commas in a cell.
  private func cells(_ file: CaseFile) -> [String: String] {
    let row = CaseTable.row(of: file).dropLast(1)
    let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    #expect(cells.count == CaseTable.columns.count)
    return Dictionary(uniqueKeysWithValues: zip(CaseTable.columns, cells))
  }

  @Test("has columns that stay")
  func columns() {
    #expect(
      CaseTable.header
        == "case,received,status,protocol,withheld,slides,scanner,model,model_version,model_demo,scored_at,slide_score,"
        + "probability_5y,interval_lower,interval_upper,threshold,model_call,no_call_reasons,quality_flags,first_call,"
        + "final_call,decision,reason,signed_at,reviewer,amendments,addenda,outcome,outcome_days,outcome_at\r\n")
  }

  @Test("has what was found and what was signed")
  func signed() throws {
    let file = try Example.file(.signed, Example.signed(.override, .low, .override(.other)))
    #expect(
      CaseTable.row(of: file)
        == "S26-1,2026-11-02,signed,open,,1,aperio,demonstration,1.0,1,2026-11-02T10:00:00Z,0.1,0.0625,0.03,0.12001,"
        + "0.05,high,,pen,,low,override,other,2026-11-02T11:00:00Z,Ann Rey,0,0,,,\r\n")
  }

  @Test("has what stands after an amendment, and the outcome that counts")
  func amended() throws {
    var file = try Example.file(
      .amended, Example.signed(.confirm, .high),
      [Example.addendum, Example.amendment(Example.signed(.override, .low, .override(.other), by: "Bo"))])
    file.outcomes = [
      RecordedOutcome(
        number: 1, event: .freeOfRelapse, days: 900, source: .visit, comment: "", reviewer: "Ann Rey",
        recordedAt: "2029-05-01T08:00:00Z")
    ]
    let cells = cells(file)
    #expect(cells["final_call"] == "low" && cells["reviewer"] == "Bo" && cells["signed_at"] == "2026-11-03T10:00:00Z")
    #expect(cells["amendments"] == "1" && cells["addenda"] == "1")
    #expect(cells["outcome"] == "free-of-relapse" && cells["outcome_days"] == "900")
    #expect(cells["outcome_at"] == "2029-05-01T08:00:00Z")
  }

  @Test("of a finding without a call has the reasons and no probability")
  func withoutCall() throws {
    var finding = Example.called()
    (finding.call, finding.reasons) = (.noCall, [.badQuality, .noTissue])
    let cells = cells(try Example.file(.scored, finding: finding))
    #expect(cells["model_call"] == Call.noCall.rawValue && cells["probability_5y"] == "")
    #expect(cells["interval_lower"] == "" && cells["slide_score"] == "0.1")
    #expect(cells["no_call_reasons"] == "\(NoCallReason.badQuality.rawValue) \(NoCallReason.noTissue.rawValue)")
  }

  @Test("of a case that is read blinded tells nothing of the model, and says until when")
  func withheld() throws {
    var file = try Example.file(.scored)
    file.ownProtocol = .blindedFirst
    let cells = cells(file.disclosed(to: .anybody))
    #expect(cells["withheld"] == "until-closed" && cells["protocol"] == "blinded-first")
    for column in ["model", "model_demo", "slide_score", "probability_5y", "model_call", "quality_flags"] {
      #expect(cells[column] == "", "\(column)")
    }
  }

  @Test("names no patient, and holds nothing that a spreadsheet computes")
  func safe() throws {
    var record = try Example.record("=HYPERLINK(1)")
    record.received = nil
    let file = CaseFile(record: record, status: .new)
    #expect(cells(file)["case"] == "'=HYPERLINK(1)")
    #expect(CSVText.restored("'=HYPERLINK(1)") == file.id)
    #expect(!CaseTable.row(of: file).contains("P-17"))
  }

  @Test("comes in pieces, a row as soon as its case is read")
  func streamed() async throws {
    let store = MemoryCaseStore(actor: "lab", now: { Example.written }, digest: Example.digest)
    try store.register([try Example.record("b"), try Example.record("a")])
    var pieces: [String] = []
    try await CaseTable.write(CaseQuery(key: .name), of: store) { pieces.append($0) }
    #expect(pieces.count == 3 && pieces[0] == CaseTable.header)
    #expect(pieces[1].hasPrefix("a,") && pieces[2].hasPrefix("b,"))
  }
}
