import Basics
import Casework
import DICOMEncoding
import Documents
import Testing

@Suite("A case as a DICOM structured report")
struct DICOMReportTests {
  private func file(_ standing: ResultStanding) throws -> CaseFile {
    try #require(try Example.everyStanding().first { $0.standing == standing }?.file)
  }

  private func report(_ standing: ResultStanding, identity: PatientIdentity? = nil) throws -> DICOMDataSet {
    try Example.read(try Example.dicomReport(try file(standing), identity: identity))
  }

  @Test("is VERIFIED where a reader has signed all of it, and says by whom and when")
  func verified() throws {
    let flags: [ResultStanding: [String]] = [
      .preliminary: ["PARTIAL", "UNVERIFIED", "PRELIMINARY"], .deferred: ["PARTIAL", "UNVERIFIED", "PRELIMINARY"],
      .final: ["COMPLETE", "VERIFIED", "FINAL"], .appended: ["COMPLETE", "VERIFIED", "FINAL"],
      .amended: ["COMPLETE", "VERIFIED", "FINAL"], .unfit: ["COMPLETE", "VERIFIED", "FINAL"],
      .wrong: ["COMPLETE", "VERIFIED", "FINAL"],
    ]
    for (standing, expected) in flags {
      let set = try report(standing)
      #expect([.completionFlag, .verificationFlag, .preliminaryFlag].map { set.text($0) } == expected)
      #expect(set.items(.verifyingObserverSequence).isEmpty == (expected[1] == "UNVERIFIED"))
    }
    let observers = try report(.appended).items(.verifyingObserverSequence)
    #expect(observers.map { $0.text(.verifyingObserverName) } == ["Ann Rey", "Bo"])
    #expect(observers.first?.text(.verificationDateTime) == "20261102110000+0000")
    #expect(try report(.deferred).text(.completionFlagDescription) == "The reader has put the call off.")
  }

  @Test("tells probability, interval, threshold and call of the model, then the reader apart, then what it is not for")
  func content() throws {
    let lines = try report(.final).reportLines
    let model =
      [
        "121071 = metastatic-relapse", "121112", "risk-5y = 0.0625", "111001 = demonstration (DEMO)", "111003 = 1.0",
        "lower-limit-95 = 0.03", "upper-limit-95 = 0.12001", "threshold = 0.05", "111001 = demonstration (DEMO)",
        "111003 = 1.0", "model-call = high", "quality-flag = pen",
      ]
    let start = try #require(lines.firstIndex(of: "121071 = metastatic-relapse"))
    #expect(Array(lines[start..<start + model.count]) == model)
    let reader = ["reader-call = low", "decision = override", "reason = other", "comment = seen twice"]
    let signed = try #require(lines.firstIndex(of: "reader-call = low"))
    #expect(Array(lines[signed..<signed + 4]) == reader && signed > start)
    #expect(lines.contains("ledger-entry = d"))
    #expect(lines.contains { $0.hasPrefix("notice = DEMO: ") })
    #expect(lines.last == "notice = Research use only, not a medical device.")
  }

  @Test("says that the model makes no call, and why, with no probability")
  func noCall() throws {
    let file = try Example.file(.scored, finding: Example.finding(call: .noCall))
    let lines = try Example.read(try Example.dicomReport(file)).reportLines
    #expect(lines.contains("model-call = no-call") && lines.contains("model-no-call-reason = bad-quality"))
    #expect(!lines.contains { $0.hasPrefix("risk-5y") })
  }

  @Test("tells no value of a slide that was rejected or is another one's")
  func rejected() throws {
    for standing in [ResultStanding.unfit, .wrong] {
      let lines = try report(standing).reportLines
      #expect(lines.contains("decision = reject"))
      #expect(!lines.contains { $0.hasPrefix("risk-5y") || $0.hasPrefix("model-call") || $0.contains("6.25 %") })
    }
  }

  @Test("names the report that it replaces: with each addendum and amendment the one before")
  func predecessors() throws {
    func predecessor(_ set: DICOMDataSet) -> String? {
      set.items(.predecessorDocumentsSequence).first?.items(.referencedSeriesSequence).first?
        .items(.referencedSOPSequence).first?.text(.referencedSOPInstanceUID)
    }
    let (signed, appended, amended) = (try report(.final), try report(.appended), try report(.amended))
    #expect(predecessor(signed) == nil)
    #expect(predecessor(appended) == signed.text(.sopInstanceUID))
    #expect(predecessor(amended) == appended.text(.sopInstanceUID))
    #expect(Set([signed, appended, amended].map { $0.text(.sopInstanceUID) }).count == 3)
    #expect(Set([signed, appended, amended].map { $0.text(.seriesInstanceUID) }).count == 1)
    #expect(amended.reportLines.contains("amendment-class = misinterpretation"))
    #expect(amended.reportLines.contains("amendment-reason = again"))
  }

  @Test("is the same bytes whenever it is written")
  func resent() throws {
    let file = try file(.final)
    let later = try Example.dicomReport(file, at: "2027-01-01T00:00:00Z").bytes
    #expect(try Example.dicomReport(file).bytes == later)
  }

  @Test("stands in the slide's study, as its patient's where identities leave, else as the case's")
  func identities() throws {
    let told = try report(.final, identity: Example.identity)
    let pseudonym = try report(.final)
    for set in [told, pseudonym] {
      #expect(set.text(.studyInstanceUID) == "1.2.3" && set.text(.seriesInstanceUID) != "1.2.3.4")
      let evidence = set.items(.currentRequestedProcedureEvidenceSequence).first
      let series = evidence?.items(.referencedSeriesSequence).first
      #expect(evidence?.text(.studyInstanceUID) == "1.2.3" && series?.text(.seriesInstanceUID) == "1.2.3.4")
      #expect(series?.items(.referencedSOPSequence).first?.text(.referencedSOPInstanceUID) == "1.2.3.4.5")
    }
    let asked: [DICOMAttribute] = [
      .patientName, .patientID, .patientBirthDate, .patientSex, .studyDate, .studyTime, .studyID, .accessionNumber,
      .referringPhysicianName,
    ]
    #expect(
      asked.map { told.text($0) }
        == ["Śmith^Ann", "MRN-1", "19640229", "F", "20261101", "101000", "7", "ACC-9", "Roe^Jo"])
    #expect(
      asked.map { pseudonym.text($0) } == ["S26-1", "S26-1", nil, nil, nil, nil, nil, nil, nil])
    #expect(pseudonym.text(.patientIdentityRemoved) == "YES" && told.text(.patientIdentityRemoved) == nil)
    #expect(told.text(.sopInstanceUID) != pseudonym.text(.sopInstanceUID))
  }

  @Test("holds nothing that names the patient where identities do not leave")
  func pseudonym() throws {
    let text = String(decoding: try Example.dicomReport(try file(.amended)).bytes, as: UTF8.self)
    for name in ["mith", "MRN-1", "19640229", "ACC-9", "Roe", "GLASS-1", "P-17", "20261101"] {
      #expect(!text.contains(name))
    }
  }

  @Test("says nothing of the model where the case is read blinded and not closed")
  func blinded() throws {
    var file = try Example.file(.awaitingReader)
    file.ownProtocol = .double
    file.readings = [Example.signed(.confirm, .high)]
    let set = try Example.read(try Example.dicomReport(file))
    #expect(set.text(.verificationFlag) == "UNVERIFIED")
    #expect(!set.reportLines.contains { $0.hasPrefix("risk") || $0.hasPrefix("model") || $0.contains("Ann") })
  }

  @Test("has the implementation's UID of the digest that all its UIDs are of")
  func implementation() {
    #expect(
      DICOMUID.named(["COVERSLIP"], digest: Example.digest) == "2.25.171657865155589502033858290383200829289")
  }
}
