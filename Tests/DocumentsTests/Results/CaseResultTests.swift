import Basics
import Casework
import Documents
import Testing

@Suite("What leaves of a case")
struct CaseResultTests {
  @Test("stands where its decision, its reason and what came after put it")
  func standings() throws {
    for (standing, file) in try Example.everyStanding() {
      #expect(file.resultStanding == standing)
    }
    #expect(Set(try Example.everyStanding().map(\.standing)) == Set(ResultStanding.allCases))
  }

  @Test("is wrong where the specimen is another one's, or an amendment rejects what was misidentified")
  func wrong() throws {
    let low = Example.signed(.override, .low, .override(.other))
    let rejected = { (reason: RejectionReason) in Example.signed(.reject, nil, .rejection(reason)) }
    #expect(try Example.file(.rejected, rejected(.wrongSpecimen)).resultStanding == .wrong)
    #expect(try Example.file(.rejected, rejected(.other)).resultStanding == .unfit)
    let amended = { (kind: AmendmentClass) in
      try Example.file(.amended, low, [Example.amendment(rejected(.quality), kind)]).resultStanding
    }
    #expect(try amended(.misidentification) == .wrong && amended(.specimen) == .unfit)
  }

  @Test("is nothing of the model where the case is read blinded and not closed, whoever asks")
  func blinded() throws {
    var file = try Example.file(.awaitingReader)
    file.ownProtocol = .double
    file.readings = [Example.signed(.confirm, .high)]
    let result = Example.result(file, place: Example.place)
    #expect(result.finding == nil && result.signers.isEmpty && result.place == nil)
    #expect(result.standing == .registered && result.isDemonstration)
    #expect(result.lines == ["What the model says is withheld.", "Research use only, not a medical device."])
  }

  @Test("names the patient only where an identity is given, and one is given only where it may be")
  func identities() throws {
    let file = try Example.file(.scored)
    #expect(Example.result(file).file.record.patient == nil)
    #expect(Example.result(file, identity: Example.identity).file.record.patient == "P-17")
    #expect(PatientIdentity(of: file, asked: true, permitted: false) == nil)
    #expect(PatientIdentity(of: file, asked: false, permitted: true) == nil)
    #expect(PatientIdentity(of: file, asked: true, permitted: true) == PatientIdentity(number: "P-17"))
  }

  @Test("says in words what the model says, what was signed, and what it is not for")
  func lines() throws {
    let file = try Example.file(.signed, Example.signed(.override, .low, .override(.histologyDisagrees)))
    let lines = Example.result(file).lines
    #expect(lines.count == 4)
    #expect(lines[0] == "DEMO: the model is a demonstration, its figures say nothing of any patient.")
    #expect(
      lines[1] == "demonstration 1.0: high, 6.25 % metastatic relapse within 5 years "
        + "(95 % interval 3 to 12.001 %), threshold 5 %.")
    #expect(lines[2].hasPrefix("Ann Rey, 2026-11-02 11:00:00 UTC: low, override, histology disagrees. I reviewed"))
    #expect(lines[3] == "Research use only, not a medical device.")
  }

  @Test("has probabilities as percentages without what binary numbers add")
  func percentages() {
    #expect([0.0625, 0.07, 0.12001, 0.29, 1].map(Percentage.text) == ["6.25", "7", "12.001", "29", "100"])
  }
}
