import Basics
import Casework
import Documents
import Prognosis
import Testing

@Suite("A case as an HL7 message")
struct ResultMessageTests {
  private let exchange = HL7Exchange(
    facility: "LAB", receiver: "LIS", receivingFacility: "HOSPITAL", finalResults: .enabled)

  private func message(_ result: CaseResult, _ finals: FinalResults = .enabled) -> HL7Message {
    var exchange = exchange
    exchange.finalResults = finals
    return ResultMessage(result, to: exchange, digest: Example.digest).message
  }

  private func file(_ standing: ResultStanding) throws -> CaseFile {
    try #require(try Example.everyStanding().first { $0.standing == standing }?.file)
  }

  /// OBX-11 by the code of OBX-3.
  private func statuses(_ message: HL7Message) -> [String: String] {
    Dictionary(message.segments("OBX").map { ($0[3].text(), $0[11].text()) }) { first, _ in first }
  }

  /// Field by field, in the order of the segments; parsed without an error by hl7apy 1.3.5, strictly.
  @Test("of a signed case is these segments")
  func signed() throws {
    let message = message(Example.result(try file(.final)))
    let lines = message.text.split(separator: "\r").map(String.init)
    let id = message.segments[0][10].text()
    let model =
      "F|||20261102100000+0000|||model^demonstration^99CSL|"
      + "demonstration 1.0^COVERSLIP~Coverslip 0.2^COVERSLIP|20261102100000+0000"
    let reader = "F|||20261102110000+0000||^Ann Rey"
    let risk = "risk-5y^Probability of metastatic relapse within 5 years (model)^99CSL"
    let interval = "risk-5y-interval^95 % interval of the probability within 5 years (model)^99CSL"
    #expect(id.count == 20)
    #expect(
      lines == [
        "MSH|^~\\&|COVERSLIP|LAB|LIS|HOSPITAL|20261102120000+0000||ORU^R01^ORU_R01|\(id)|T|2.5.1||||||UNICODE UTF-8",
        "PID|1||S26-1^^^COVERSLIP^ANON||S26-1^^^^^^S",
        "ORC|RE||S26-1^COVERSLIP||CM",
        "OBR|1||S26-1^COVERSLIP|60568-3^Pathology Synoptic report^LN||||||||||||||||||20261102110000+0000||SP|F"
          + "|||||||&Ann Rey^20261102110000+0000",
        "NTE|1|L|DEMO: the model is a demonstration, its figures say nothing of any patient.",
        "NTE|2|L|Research use only, not a medical device.",
        "OBX|1|NM|\(risk)|1|6.25|%^percent^UCUM|<5|H|||\(model)",
        "OBX|2|SN|\(interval)|1|^3^-^12.001|%^percent^UCUM|||||\(model)",
        "OBX|3|CE|model-call^Call of the model^99CSL|1|high^high^99CSL||||||\(model)",
        "OBX|4|CE|quality-flag^What the model's analysis noticed^99CSL|1|pen^pen^99CSL||||||\(model)",
        "OBX|5|CE|reader-call^Call of the reader^99CSL|2|low^low^99CSL||||||\(reader)",
        "OBX|6|CE|decision^What the reader signed^99CSL|2|override^override^99CSL||||||\(reader)",
        "OBX|7|CE|reason^Reason of the reader^99CSL|2|other^other^99CSL||||||\(reader)",
        "OBX|8|FT|comment^Comment of the reader^99CSL|2|seen twice||||||\(reader)",
        "SPM|1|^S26-1&COVERSLIP||TISS^Tissue^HL70487||||||||||||||20261102",
      ])
  }

  @Test("is preliminary until signed, and final, corrected, not obtainable or wrong as the case stands")
  func statuses() throws {
    let expected: [ResultStanding: (disabled: String, enabled: String, report: String, order: String)] = [
      .registered: ("P", "P", "I", "IP"), .preliminary: ("P", "P", "P", "IP"), .deferred: ("P", "P", "P", "HD"),
      .final: ("P", "F", "F", "CM"), .appended: ("P", "F", "F", "CM"), .amended: ("P", "C", "C", "CM"),
      .unfit: ("X", "X", "X", "CA"), .wrong: ("W", "W", "X", "CA"),
    ]
    for (standing, file) in try Example.everyStanding() {
      let row = try #require(expected[standing])
      #expect(standing.observationStatus(.disabled) == row.disabled)
      #expect(standing.observationStatus(.enabled) == row.enabled)
      let message = message(Example.result(file))
      #expect(message.segment("OBR")?[25].text() == row.report && message.segment("ORC")?[5].text() == row.order)
      let told = statuses(message)["model-call"]
      #expect(told == (file.finding == nil ? nil : row.enabled), "\(standing)")
      let kept = statuses(self.message(Example.result(file), .disabled))["model-call"]
      #expect(kept == (file.finding == nil ? nil : row.disabled), "\(standing)")
    }
  }

  @Test("of a rejected slide has no value of the model or of a call, but that it was rejected, and why")
  func rejected() throws {
    for standing in [ResultStanding.unfit, .wrong] {
      let message = message(Example.result(try file(standing)))
      let values = Dictionary(
        uniqueKeysWithValues: message.segments("OBX").map { ($0[3].text(), $0[5].text()) })
      #expect(values["risk-5y"] == "" && values["model-call"] == "" && values["reader-call"] == "")
      #expect(values["decision"] == "reject" && statuses(message)["decision"] == "F")
      // The type of a value is left out with status X alone.
      let call = try #require(message.segments("OBX").first { $0[3].text() == "model-call" })
      #expect(call[2].text() == (standing == .wrong ? "CE" : ""))
      #expect(statuses(message)["reader-call"] == (standing == .wrong ? "W" : "X"))
    }
    let deferred = message(Example.result(try file(.deferred)))
    #expect(statuses(deferred)["reader-call"] == nil && statuses(deferred)["decision"] == "P")
  }

  @Test("of a rejected slide does not tell which call its reader had given before, nor does the FHIR bundle")
  func rejectedAfterFirstCall() throws {
    for reason in [RejectionReason.quality, .wrongSpecimen] {
      var signed = Example.signed(.reject, nil, .rejection(reason))
      signed.firstRead = FirstRead(
        reviewer: "Ann Rey", call: .high, confidence: .high, readAt: "2026-11-02T10:30:00Z")
      let result = Example.result(try Example.file(.rejected, signed))
      #expect(statuses(message(result))["reader-first-call"] == nil)
      #expect(!FHIRBundle(result, digest: Example.digest).text.contains("reader-first-call"))
    }
  }

  @Test("of a case without a call has a probability that cannot be had, and the reasons")
  func noCall() throws {
    let finding = Example.finding(call: .noCall)
    let file = try Example.file(.signed, Example.signed(.acknowledge, .noCall), finding: finding)
    let message = message(Example.result(file))
    let risk = try #require(message.segments("OBX").first)
    #expect(risk[3].text() == "risk-5y" && risk[2].text() == "" && risk[5].text() == "" && risk[11].text() == "X")
    #expect(statuses(message)["model-call"] == "F" && statuses(message)["risk-5y-interval"] == nil)
    let reasons = try #require(message.segments("OBX").first { $0[3].text() == "model-no-call-reason" })
    #expect(reasons[5].text() == "bad-quality")
    #expect(message.segments("OBX").first { $0[3].text() == "reader-call" }?[5].text() == "no-call")
  }

  @Test("parts no field by what stands in a name or a comment")
  func escapes() throws {
    let comment = "a|b^c~d\\e&f\r\nशर्मा"
    let signed = Example.signed(.confirm, .high, comment: comment)
    let message = message(
      Example.result(try Example.file(.signed, signed), identity: Example.identity, place: Example.place))
    let lines = message.text.split(separator: "\r").map(String.init)
    #expect(lines[1] == "PID|1||P-17^^^^MR||शर्मा\\F\\\\S\\\\R\\\\E\\\\T\\^अनिता^^^^^L||19640229|F")
    #expect(lines[2] == "ORC|RE|A-1|S26-1^COVERSLIP||CM")
    let written = try #require(lines.first { $0.contains("comment^") })
    let escaped = "|a\\F\\b\\S\\c\\R\\d\\E\\e\\T\\f\\.br\\शर्मा||||||F"
    #expect(written.contains(escaped), "a line break is one, and no field's end")
    #expect(lines.last?.hasPrefix("SPM|1|B 1^S26-1&COVERSLIP|") == true)
    let again = try HL7Message(parsing: Array(message.text.utf8))
    #expect(again.segments[1][5].text() == Example.identity.familyName)
    let read = try #require(again.segments("OBX").first { $0[3].text() == "comment" })
    #expect(read[5].text() == "a|b^c~d\\e&f\nशर्मा")
  }

  @Test("has what was added and amended, each with who and when, and where it stands in the ledger")
  func supplements() throws {
    let message = message(Example.result(try file(.amended), place: Example.place))
    let rows = message.segments("OBX").suffix(5).map { [$0[3].text(), $0[4].text(), $0[5].text(), $0[16].text(2)] }
    #expect(
      rows == [
        ["addendum", "3.1", "ER 90 %", "Bo"], ["amendment-class", "4.1", "misinterpretation", "Ann Rey"],
        ["amendment-reason", "4.1", "again", "Ann Rey"], ["ledger-index", "5", "4", ""],
        ["ledger-leaf", "5", Example.place.leaf, ""],
      ])
    #expect(message.segment("OBR")?[22].text() == "20261103100000+0000")
  }

  @Test("has a control id of what it says, whenever it is written")
  func controlID() throws {
    let id = { (file: CaseFile, time: String) in
      message(Example.result(file, at: time)).segments[0][10].text()
    }
    let (signed, amended) = (try file(.final), try file(.amended))
    #expect(id(signed, Example.written) == id(signed, "2026-12-24T00:00:00Z"))
    #expect(id(signed, Example.written) != id(amended, Example.written))
  }

  @Test("of a blinded case says nothing of the model, and still that it is a test")
  func blinded() throws {
    var file = try Example.file(.inReview)
    file.ownProtocol = .blindedFirst
    let message = message(Example.result(file))
    #expect(message.segments("OBX").isEmpty && message.segments[0][11].text() == "T")
    #expect(!message.text.contains("demonstration"))
  }
}
