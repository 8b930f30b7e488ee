import Basics
import Casework
import Documents
import Evaluation
import Foundation
import Prognosis
import Reports
import SurvivalStatistics
import Testing
import TransparencyLog

/// A case in every standing, and what its report says.
private enum Sample {
  static let entry = String(repeating: "e", count: 64)

  static let curve = SurvivalCurve(
    .low, count: 824, events: 23,
    points: [.init(time: 0, survival: 1, atRisk: 824), .init(time: 10, survival: 0.96, atRisk: 172)],
    isComplete: false)

  static let model = ModelSummary(
    digest: Example.finding().model.digest, name: "demonstration", version: "1.0", demonstration: true,
    description: "A demonstration.", encoder: "phikon", networks: "5 networks",
    intendedUse: .erPositiveHER2Negative, threshold: 0.05, horizonYears: 5, combined: "six variables",
    training: ModelTraining(
      cohort: "a cohort", patients: 1500, events: 230, tiles: 90_000, plan: "5 x 5", seed: 7), curves: [curve])

  static let pixels = RGBAImage(size: PixelSize(width: 8, height: 8), filledWith: (200, 120, 160, 255))

  static let pictures = CasePictures(
    heat: [.init(pixels, micronsPerPixel: 250, slide: 0, legend: "attention, yellow is much")],
    tiles: [.init(pixels, micronsPerPixel: 14, slide: 0, detail: "attention 0.8 %")], ranking: "by attention")

  static func signOff(_ draft: SignOffDraft, _ finding: Finding = Example.finding()) throws -> SignOff {
    var reading = try SignOff.make(draft, finding: finding, reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
    reading.entryDigest = entry
    return reading
  }

  static let overridden = SignOffDraft(
    decision: .override, finalCall: .low, reason: .override(.other), comment: "seen twice", shown: .every)

  static func file(_ status: CaseStatus, _ draft: SignOffDraft? = nil, call: Call = .high) throws -> CaseFile {
    let finding = Example.finding(call: call)
    return CaseFile(
      record: try Example.record(), status: status, finding: finding,
      signOff: try draft.map { try signOff($0, finding) })
  }

  static func report(
    _ file: CaseFile, identity: ReportedIdentity = .pseudonym, pictures: CasePictures = pictures,
    seal: CaseSeal? = nil, unsealed: String? = nil
  ) -> ReportDocument {
    CaseReport(
      file, model: model, pictures: pictures, seal: seal, unsealed: unsealed, identity: identity,
      created: Date(timeIntervalSince1970: 1_772_452_800), software: "Coverslip 1"
    ).document
  }

  /// All words of a report, in their order.
  static func words(_ document: ReportDocument) -> String {
    var told = document
    told.blocks = document.blocks.map { block in
      guard case .figures(let figures) = block else { return block }
      return .list(figures.map { "\($0.title). \($0.caption) \($0.numbers)" })
    }
    return String(describing: told).replacing("\u{A0}", with: " ").replacing("\\'", with: "'")
  }
}

@Suite("The report of a case")
struct CaseReportTests {
  @Test("signed: the reader's call beside the model's, with reason, name, time and meaning")
  func signed() throws {
    let document = Sample.report(try Sample.file(.signed, Sample.overridden))
    #expect(document.title == "Report of case S26-1")
    #expect(document.subtitle == "Signed by Ann Rey, 2026-11-02 11:00:00 UTC.")
    #expect(document.stamp.isEmpty)
    let words = Sample.words(document)
    for expected in [
      "LOW RISK", "override: other, Ann Rey", "HIGH RISK", "6.3 %", "95 % interval 3.0 to 12.0 %",
      "borderline: the interval crosses the threshold", "seen twice", "my own call stands in its place",
      "61.5 years", "18 mm", "Nottingham Prognostic Index", "Position on the scale", "Courses of both groups",
      "Slide with heat map", "Tiles that moved the model most by attention", "1500 patients, 230 relapses",
      "HER2 is equivocal, the model is for HER2 negative", "DEMO", "Research use only", "11.3 mm²", "812 of 900",
      "Model: metastatic relapse within 5 years", "The probability is the model's; the reader does not follow it.",
      "the model's probability for this patient", "name: \"Protocol\"",
    ] { #expect(words.contains(expected), "\(expected)") }
  }

  @Test("what was not given is said, and so is what a comparator lacks")
  func missing() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    file.record.clinical = ClinicalVariables(age: 61)
    let words = Sample.words(Sample.report(file))
    #expect(words.contains("Not given: grade, tumour size, invaded nodes, Ki-67"))
    #expect(words.contains("no value: missing:"))
    #expect(words.contains("wanted, not given"))
  }

  @Test("a case that nobody has signed is a draft on every page", arguments: [CaseStatus.scored, .inReview])
  func draft(status: CaseStatus) throws {
    let document = Sample.report(try Sample.file(status))
    #expect(document.stamp == "NOT SIGNED")
    #expect(document.notices.contains { $0.short == "NOT SIGNED" })
    let words = Sample.words(document)
    #expect(words.contains("nobody has signed a call"))
    #expect(words.contains("none: nobody has signed"))
  }

  @Test("a case that is not scored tells that, and no finding")
  func notScored() throws {
    let file = CaseFile(record: try Example.record(), status: .new)
    let words = Sample.words(Sample.report(file))
    #expect(words.contains("no model has scored the case"))
    #expect(!words.contains("Intended use and evidence") && !words.contains("heat map"))
  }

  @Test("deferred: no call stands, and what is waited for")
  func deferred() throws {
    let draft = SignOffDraft(decision: .defer, reason: .deferral(.secondOpinion))
    let document = Sample.report(try Sample.file(.deferred, draft))
    #expect(document.stamp == "DEFERRED")
    #expect(document.subtitle.hasSuffix("No call stands."))
    #expect(Sample.words(document).contains("deferred: second opinion, Ann Rey"))
  }

  @Test("rejected: closed without a call, and why")
  func rejected() throws {
    let draft = SignOffDraft(decision: .reject, reason: .rejection(.wrongSpecimen))
    let document = Sample.report(try Sample.file(.rejected, draft))
    #expect(document.stamp.isEmpty)
    #expect(document.notices.contains { $0.short == "SLIDE REJECTED" })
    #expect(Sample.words(document).contains("slide rejected: wrong specimen, Ann Rey"))
  }

  @Test("amended: the reading that stands, the one before it, who was told, and addenda")
  func amended() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    file.take(
      .addendum(
        Addendum(number: 1, text: "Another block.", reviewer: "Bo Li", signedAt: "2026-11-03T09:00:00Z", to: "")))
    var reading = try Sample.signOff(SignOffDraft(decision: .confirm, finalCall: .high, shown: .every))
    (reading.comment, reading.signedAt) = ("the wrong grade was entered", "2026-11-04T08:00:00Z")
    file.take(
      .amendment(
        Amendment(
          number: 1, kind: .reportDefect, reading: reading,
          told: AmendmentNotice(person: "Dr Lee", at: "2026-11-04T08:10:00Z"), amends: "")))
    let document = Sample.report(file)
    #expect(document.subtitle == "Amended once, last by Ann Rey, 2026-11-04 08:00:00 UTC.")
    let words = Sample.words(document)
    for expected in [
      "confirmed, Ann Rey", "Signed first, and amended", "seen twice", "Addendum 1", "Another block.", "Bo Li",
      "Decision, amended 1", "the wrong grade was entered", "Dr Lee, 2026-11-04 08:10:00 UTC", "report defect",
    ] { #expect(words.contains(expected), "\(expected)") }
    for once in ["I change what was signed before", "the wrong grade was entered", "2026-11-04 08:10:00 UTC"] {
      #expect(words.ranges(of: once).count == 1, "\(once)")
    }
    #expect(!words.contains("does not follow it"))
  }

  @Test("what put the case off before stays readable beside what was signed after it")
  func putOff() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    file.putOff = [try Sample.signOff(SignOffDraft(decision: .defer, reason: .deferral(.recut)))]
    let words = Sample.words(Sample.report(file))
    for expected in ["Put off before", "recut", "I put my call off", "LOW RISK"] {
      #expect(words.contains(expected), "\(expected)")
    }
    #expect(!words.contains("Signed before"))
  }

  @Test("without a call no probability and no curve is told, and the reasons are")
  func noCall() throws {
    let document = Sample.report(try Sample.file(.signed, SignOffDraft(decision: .acknowledge), call: .noCall))
    let words = Sample.words(document)
    #expect(words.contains("NO CALL") && words.contains("bad quality"))
    for untold in ["95 % interval", "Position on the scale", "Courses", "log-hazard", "HIGH RISK", "LOW RISK"] {
      #expect(!words.contains(untold), "\(untold)")
    }
  }

  @Test("of a case that is withheld nothing of the model leaves, whatever is passed in")
  func blinded() throws {
    var file = try Sample.file(.scored)
    file.ownProtocol = .blindedFirst
    let document = Sample.report(file.disclosed(to: .anybody))
    #expect(document.stamp == "NOT SIGNED")
    let words = Sample.words(document)
    #expect(words.contains("Withheld until the case is signed.") && !words.contains("there is no finding"))
    #expect(words.contains("WITHHELD") && words.contains("They are withheld until the case is signed."))
    for untold in [
      "6.3 %", "HIGH RISK", "LOW RISK", "demonstration", "DEMO", "heat map", "phikon", "Nottingham Prognostic Index",
      Example.finding().model.digest,
    ] { #expect(!words.contains(untold), "\(untold)") }
  }

  @Test("patient and specimen are told where they are asked for alone")
  func identity() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    file.record.extra["specimen"] = "B-77"
    let pseudonym = Sample.words(Sample.report(file))
    #expect(!pseudonym.contains("P-17") && !pseudonym.contains("B-77") && !pseudonym.contains("name: \"Note\""))
    let told = Sample.words(Sample.report(file, identity: .told))
    #expect(told.contains("P-17") && told.contains("B-77"))
  }

  @Test("another model than the one that scored the case lends it neither curves nor evidence")
  func otherModel() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    let own = Example.finding().model
    file.finding?.model = ModelIdentity(
      name: own.name, version: own.version, digest: String(repeating: "9", count: 64), demonstration: true,
      threshold: 0.05)
    let words = Sample.words(Sample.report(file))
    #expect(words.contains("is not at hand: intended use and evidence are not told"))
    #expect(!words.contains("Courses of both groups") && !words.contains("1500 patients"))
  }

  // MARK: Seal

  private static func seal() throws -> CaseSeal {
    let root = try #require(NodeHash([UInt8](repeating: 0, count: 32)))
    let leaf = try #require(NodeHash([UInt8](repeating: 255, count: 32)))
    return CaseSeal(
      index: 17, leaf: leaf, head: Checkpoint(origin: "lab.example/casebook", size: 42, root: root),
      key: "lab.example/casebook+00000000+AQ==", isSignature: true, proofFile: "S26-1.tlog-proof")
  }

  @Test("the seal's code says in six lines what a proof is held against")
  func codeText() throws {
    #expect(
      try Self.seal().codeText == """
        log lab.example/casebook
        index 17
        leaf //////////////////////////////////////////8=
        size 42
        root AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        key lab.example/casebook+00000000+AQ==

        """)
  }

  @Test("the seal stands in words, and as a code where there is one; without a seal that is said")
  func sealed() throws {
    var seal = try Self.seal()
    let file = try Sample.file(.signed, Sample.overridden)
    let words = Sample.words(Sample.report(file, seal: seal))
    #expect(words.contains("18 of 42 (index 17), the last signature of this case"))
    #expect(words.contains("S26-1.tlog-proof, beside this report"))
    seal.code = BitMatrix(side: 1, modules: [true])
    let hasCode = Sample.report(file, seal: seal).blocks.contains { if case .code = $0 { true } else { false } }
    #expect(hasCode)
    #expect(Sample.words(Sample.report(file)).contains("No proof of the ledger was made for this report."))
    let reason = Sample.report(file, unsealed: "the casebook is on a disc")
    #expect(Sample.words(reason).contains("was made for this report: the casebook is on a disc."))
  }

  // MARK: Pictures

  @Test("pictures that there should be and are not are named")
  func missingPictures() throws {
    let file = try Sample.file(.signed, Sample.overridden)
    let unreadable = Sample.report(file, pictures: CasePictures(unreadable: [0]))
    #expect(Sample.words(unreadable).contains("Pictures of slide 1: it could not be read for this report"))
    let noTiles = Sample.report(file, pictures: CasePictures(lacksTiles: true))
    #expect(Sample.words(noTiles).contains("Neither heat map nor tiles"))
    let none = Sample.report(file, pictures: CasePictures())
    #expect(Sample.words(none).contains("No picture of the slides was made for this report."))
  }

  @Test("where it may not work is told with whom it is for, and with what it rests on")
  func limits() throws {
    let words = Sample.words(Sample.report(try Sample.file(.signed, Sample.overridden)))
    for expected in ["is a share of patients alike", "No treatment went into it", "Nat Commun 12:4423"] {
      #expect(words.contains(expected), "\(expected)")
    }
  }

  @Test("a cohort whose name says how many they are is not counted a second time")
  func countedCohort() throws {
    var model = Sample.model
    model.training = ModelTraining(
      cohort: "1500 simulated patients", patients: 1500, events: 230, tiles: 90_000, plan: "5 x 5", seed: 7)
    let document = CaseReport(
      try Sample.file(.signed, Sample.overridden), model: model, created: Date(timeIntervalSince1970: 1_772_452_800),
      software: "Coverslip 1"
    ).document
    #expect(Sample.words(document).contains("1500 simulated patients: 230 relapses"))
  }

  // MARK: Paper

  @Test("a report is two pages at most, tagged, and the same every time")
  func paper() throws {
    let document = Sample.report(try Sample.file(.signed, Sample.overridden), seal: try Self.seal())
    let bytes = Data(try document.pdf())
    #expect(Self.hasTwoPagesAtMost(bytes))
    #expect(bytes.range(of: Data("/StructTreeRoot".utf8)) != nil)
    #expect(Data(try document.pdf()) == bytes)
  }

  @Test("amended it is two pages at most, too")
  func amendedPaper() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    let reading = try Sample.signOff(
      SignOffDraft(decision: .confirm, finalCall: .high, comment: "the wrong grade was entered", shown: .every))
    file.take(.amendment(Amendment(number: 1, kind: .reportDefect, reading: reading, told: nil, amends: "")))
    #expect(Self.hasTwoPagesAtMost(Data(try Sample.report(file, seal: try Self.seal()).pdf())))
  }

  private static func hasTwoPagesAtMost(_ pdf: Data) -> Bool {
    ["/Count 1\n", "/Count 2\n"].count { pdf.range(of: Data($0.utf8)) != nil } == 1
  }

  @Test("of five slides it is two pages at most, and its pictures tell them by their numbers")
  func fiveSlides() throws {
    var file = try Sample.file(.signed, Sample.overridden)
    file.record.slides = try ["A", "B", "C", "D", "E"].map { try Example.slide("/slides/\($0).svs") }
    file.record.clinical = ClinicalVariables(
      age: 61, grade: 2, tumourSizeMM: 18, positiveNodes: 1, ki67: 22, er: .positive, her2: .negative,
      menopausal: .postmenopausal)
    let tile = CasePictures.Tile(Sample.pixels, micronsPerPixel: 14, slide: 4, detail: "0.83 %, +0.021")
    let heat = (0..<5).map { slide in
      CasePictures.Heat(Sample.pixels, micronsPerPixel: 250, slide: slide, legend: "attention, yellow is much")
    }
    let pictures = CasePictures(heat: heat, tiles: Array(repeating: tile, count: 8), ranking: "by contribution")
    let document = Sample.report(file, pictures: pictures, seal: try Self.seal())
    let words = Sample.words(document)
    #expect(words.contains("Slide 5") && words.contains("slide 5, 0.83 %"))
    #expect(words.contains("slide 5: aperio") && !words.contains("E.svs"))
    #expect(Self.hasTwoPagesAtMost(Data(try document.pdf())))
  }
}
