import Basics
import Casework
import Labels
import Prognosis
import ReadingQuality
import SurvivalStatistics
import Testing

@testable import Documents

@Suite("The document of readings")
struct QualityDocumentTests {
  private static func call(
    _ final: Call?, _ decision: Decision, first: FirstCall? = nil, by reviewer: String = "Ann",
    reason: SignOffReason? = nil
  ) -> SignedCall {
    SignedCall(
      reviewer: reviewer, decision: decision, reason: reason, finalCall: final, firstCall: first, modelCall: .high,
      signedAt: Timestamp("2026-11-02T12:00:00Z"), seconds: 90)
  }

  private static func figures(outcome: SurvivalTime? = nil, for scope: QualityScope = .everybody) -> QualityFigures {
    QualityFigures(cases(outcome), for: scope)
  }

  private static func cases(_ outcome: SurvivalTime? = nil) -> ReadCases {
    let model = ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.1)
    let finding = ScoredFinding(model: model, call: .high, probability: 0.25)
    var cases = ReadCases()
    // 2026-11-02 is day 20,759.
    cases.add(
      ReadCase(
        id: "1", receivedDay: 20_757, scanner: "aperio", calls: [call(.high, .confirm, first: .low)],
        finding: finding, outcome: outcome))
    cases.add(
      ReadCase(
        id: "2", scanner: "aperio",
        calls: [call(.low, .override, first: .low, by: "Bo", reason: .override(.wrongRegion))], finding: finding))
    return cases
  }

  @Test("says as text what was counted, its limits, and what it does not say")
  func text() {
    let text = QualityText(Self.figures()).text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first == "Readings of the casebook")
    for line in [
      "Of all readers.", "DEMO model: its calls mean nothing for a patient.", "Model: DEMO demonstration 1",
      "Cases: 2 with a signature, 2 of them closed; 0 not signed",
      "Overrides: 1 of 2, 50.0 % (9.5 % to 90.5 %) of the calls that confirm or override",
      "Turnaround: median 2 days, quartiles 2 to 2 days, 1 known",
      "  left out, no day of receipt, or one after the signature: 1",
      "Turns toward the model: 1 of 2, 50.0 % (9.5 % to 90.5 %) of the first calls that were not the model's",
      "Turns away from the model: 0 of 0 of the first calls that were the model's",
      "Agreement is not correctness: a reader who follows a wrong model agrees with it.",
      "No outcome and no adjudication is known: whether a consultation was positive or negative cannot be said.",
      "No outcome of a signed case is recorded: there is no calibration.",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(lines.last == "Research use only, not a medical device.")
  }

  @Test("tells of consultations and of calibration once an outcome is known")
  func outcome() {
    let text = QualityText(Self.figures(outcome: SurvivalTime(time: 6, event: false))).text
    #expect(text.contains("Held against the outcome"))
    #expect(
      text.contains(
        "  negative consultations: 1 of 1, 100.0 % (20.7 % to 100.0 %) of the first calls that were right; 1 follow a "
          + "wrong call of the model"))
    #expect(text.contains("  positive consultations: 0 of 0 of the first calls that were wrong"))
    #expect(text.contains("Calibration of DEMO demonstration 1 at 5 years") && text.contains("  not computed: "))
  }

  @Test("names no colleague to a reader")
  func own() {
    let figures = Self.figures(for: .own("Ann"))
    let text = QualityText(figures).text
    #expect(text.contains("Of the readings of Ann alone; colleagues stand together, without names."))
    let rows = ReadingsTable.text(Self.cases(), for: .own("Ann"))
    #expect(rows.contains("Ann") && !rows.contains("Bo"))
    #expect(!text.contains("Bo") && !QualityJSON.value(figures).prettyText.contains("\"Bo\""))
  }

  @Test("repeats the filter, and says where it chooses by what is counted")
  func filtered() throws {
    var cases = Self.cases()
    cases.filter = try CaseFilter("age>50")
    let figures = QualityFigures(cases, for: .everybody)
    #expect(QualityText(figures).text.contains("\nOnly cases that pass: age>50\n"))
    #expect(!QualityText(figures).text.contains(ReadingQualityWords.chosenByCalls))
    #expect(QualityJSON.value(figures).compactText.contains(#""filter":"age>50""#))
    cases.filter = try CaseFilter("call:high")
    #expect(QualityText(cases, for: .everybody).text.contains(ReadingQualityWords.chosenByCalls))
    #expect(!QualityText(Self.figures()).text.contains("Only cases"))
    #expect(QualityJSON.value(Self.figures()).compactText.contains(#""filter":null"#))
  }

  @Test("says to whom nothing is told that alone, and counts a reader's own cases as theirs")
  func scopes() {
    let nothing = QualitySections(Self.figures(for: .nothing))
    #expect(nothing.sections.isEmpty && !nothing.isEmpty)
    #expect(nothing.scope == "Your role is told of nobody's readings.")
    let text = QualityText(Self.figures(for: .own("Ann"))).text
    #expect(text.contains("Cases: 1 that Ann has signed, 1 of them closed; 0 that nobody has signed"))
    #expect(text.contains("No outcome of a case that Ann has closed is recorded: there is no calibration."))
  }

  @Test("says in days why a follow-up is too short, and offers no option that stats does not have")
  func tooShort() {
    let text = QualityText(Self.figures(outcome: SurvivalTime(time: 1_825 / 365.2425, event: true))).text
    #expect(
      text.contains(
        "not computed: nobody was followed for 5 years, 1826 days; the longest follow-up is 1825 days"))
    let late = QualityText(Self.figures(outcome: SurvivalTime(time: 6, event: false))).text
    #expect(late.contains("not computed: nobody had metastatic relapse within 5 years, 1826 days"))
    #expect(!text.contains("--horizon") && !late.contains("--horizon"))
  }

  @Test("stands in columns on a terminal, whatever script a name is in")
  func wide() {
    let lines = TextTable(["reader", "n"], [["山田太郎", "1"], ["Ann", "12"]]).lines
    #expect(lines == ["reader     n", "山田太郎   1", "Ann       12"])
  }

  @Test("has the sections that a screen shows, each under its heading")
  func sections() {
    let sections = QualitySections(Self.figures())
    #expect(
      sections.sections.map(\.title) == [
        "Cases", "Decisions, time and turnaround", "By reader", "By scanner", "By month", "Reasons",
        "Agreement with the model", "First call, signed call and model", "Consultations",
        "Calibration on signed cases", "Limits",
      ])
    #expect(sections.isDemonstration && !sections.isEmpty && sections.scope == "Of all readers.")
    let text = QualityText(Self.figures()).text
    for case .table(let headings, let rows) in sections.sections.flatMap(\.blocks) {
      #expect(rows.allSatisfy { $0.count == headings.count } && !rows.isEmpty)
      for cell in (rows + [headings]).joined() { #expect(text.contains(cell), "\(cell)") }
    }
    let nothing = QualitySections(QualityFigures(ReadCases(), for: .everybody))
    #expect(nothing.isEmpty && nothing.sections.map(\.title) == ["Cases", "Calibration on signed cases", "Limits"])
  }

  @Test("has every figure as JSON, what is not known as null")
  func json() throws {
    let value = QualityJSON.value(Self.figures())
    #expect(value.isFinite)
    let text = value.compactText
    #expect(text.hasPrefix(#"{"scope":"everybody","reader":null,"horizonYears":5.0,"demonstration":true,"#))
    for part in [
      #""cases":2,"closed":2,"unsigned":0,"withheld":0"#, #""withoutTurnaround":1"#,
      #""reasons":[{"decision":"override","reason":"wrong-region""#,
      #"{"reader":"Bo","calls":"final","highHigh":0,"highLow":0,"lowHigh":1,"lowLow":0,"#,
      #""table":[{"first":"low","final":"high","model":"high","count":1},"#, #""consultations":[],"calibration":[]"#,
      #""awayFromModel":{"count":0,"of":0,"share":null,"lower":null,"upper":null}"#,
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test("is computed from a table of signatures, one a row, that names no patient")
  func table() {
    let text = ReadingsTable.text(Self.cases(SurvivalTime(time: 2.5, event: true)))
    let rows = text.split(separator: "\r\n").map(String.init)
    #expect(
      rows == [
        "case,number,reader,decision,reason,first,final,model,decides,closes,signed,seconds,received,format,"
          + "probability,years,relapse",
        "1,1,Ann,confirm,,low,high,high,0,1,2026-11-02T12:00:00Z,90,2026-10-31,aperio,0.25,2.5,1",
        "2,1,Bo,override,wrong-region,low,low,high,0,1,2026-11-02T12:00:00Z,90,,aperio,0.25,,",
      ])
  }

  @Test("says of repeatability that it validates no viewer, and how many cases are missing")
  func repeatability() {
    let readings = (1...3).map { index in
      RepeatedReading(
        caseID: "S-\(index)", first: .high, firstAt: Timestamp(seconds: 0), second: index == 3 ? .low : .high,
        secondAt: Timestamp(seconds: 20 * 86_400))
    }
    let result = Repeatability(of: "Ann", readings)
    let text = RepeatabilityDocument.text(result)
    #expect(text.contains("Same call twice: 2 of 3, 66.7 % (20.8 % to 93.9 %)"))
    #expect(text.contains("57 cases more to read: the design asks for 60"))
    #expect(text.contains("It does not validate a viewer") && text.contains("nor a model"))
    #expect(!text.contains("in sight"))
    #expect(text.hasSuffix("Research use only, not a medical device."))
    let json = RepeatabilityDocument.json(result).compactText
    #expect(json.hasPrefix(#"{"reader":"Ann","casesWanted":60,"washoutDays":14,"cases":3,"isEnough":false,"#))
    #expect(json.contains(#""leftOut":{"washout-too-short":0,"no-call":0,"counted-already":0}"#))
    #expect(json.contains(#""casesMissing":57,"modelInSightAtFirst":0"#))
  }

  @Test("says of repeated readings where the first call was given with the model's in sight")
  func modelInSight() {
    let reading = RepeatedReading(
      caseID: "S-1", first: .high, firstAt: Timestamp(seconds: 0), second: .high,
      secondAt: Timestamp(seconds: 20 * 86_400), sawModel: true)
    let text = RepeatabilityDocument.text(Repeatability(of: "Ann", [reading]))
    #expect(text.contains("On 1 case of these the first call was signed with the model's in sight"))
  }

  @Test("tells of repeated readings where they were given, and that not all were on this workstation")
  func places() {
    func reading(_ id: String, _ place: DiagnosisSource) -> RepeatedReading {
      RepeatedReading(
        caseID: id, first: .high, firstAt: Timestamp(seconds: 0), second: .high,
        secondAt: Timestamp(seconds: 20 * 86_400), secondPlace: place)
    }
    let mixed = Repeatability(of: "Ann", [reading("S-1", .thisScreen), reading("S-2", .glass), reading("S-3", .glass)])
    let text = RepeatabilityDocument.text(mixed)
    #expect(text.contains("Read again: on glass 2, on this screen 1"))
    #expect(text.contains("2 cases of these not read again on this workstation"))
    #expect(
      RepeatabilityDocument.json(mixed).compactText.contains(
        #""readAgain":{"glass":2,"pacs":0,"this-screen":1,"not-stated":0}"#))
    let same = RepeatabilityDocument.text(Repeatability(of: "Ann", [reading("S-1", .thisScreen)]))
    #expect(same.contains("Read again: on this screen 1") && !same.contains("not read again"))
  }

  @Test("lists the cases that are to be read again with when, how many are missing, and what it does not validate")
  func plan() throws {
    let finding = Finding(
      id: "f",
      model: ModelIdentity(name: "m", version: "1", digest: "a", demonstration: true, threshold: 0.1),
      software: "test", computedAt: "2026-11-01T12:00:00Z", tiles: 1, tilesAvailable: 1, tissueMM2: 1, basis: .slide,
      probability5y: 0.3, call: .high)
    let signOff = try SignOff.make(
      SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), finding: finding, reviewer: "Ann",
      now: "2026-11-02T12:00:00Z")
    var cases = RepeatableCases(of: "Ann")
    cases.add(
      CaseFile(record: Case(id: "S-1", slides: []), status: .signed, finding: finding, signOff: signOff))
    let due = try #require(Timestamp("2026-11-16T12:00:00Z")).seconds
    let text = RepeatabilityDocument.told(of: cases, draw: (60, 1), now: due, asJSON: false)
    #expect(text.hasPrefix("Cases for Ann to read again\nRead again by now: 0\nTo read again: 1, due now: 1\n"))
    #expect(text.contains("\n  S-1, due 2026-11-16T12:00:00Z\n59 cases missing: the design asks for 60"))
    #expect(text.contains("It does not validate a viewer") && !text.contains("high\n"))
    let early = RepeatabilityDocument.told(of: cases, draw: (60, 1), now: due - 1, asJSON: false)
    #expect(early.contains("due now: 0") && early.contains("S-1, from 2026-11-16T12:00:00Z"))
    let json = RepeatabilityDocument.json(RepeatabilityPlan(of: cases), now: due).compactText
    #expect(json.contains(#""repeated":0,"isEnough":false,"due":1,"cases":[{"case":"S-1","notBefore":"#))
    let result = RepeatabilityDocument.told(of: cases, draw: nil, now: due, asJSON: false)
    #expect(result.hasPrefix("Repeatability of Ann\n") && result.contains("60 cases more to read"))
  }

  @Test("says of a call that was kept nothing of the one before")
  func done() {
    let read = RepeatedRead(reviewer: "Ann", call: .low, readAt: "2026-11-20T12:00:00Z")
    let text = RepeatabilityDocument.done(read, of: "S-1")
    #expect(text.hasPrefix("read case S-1 again as Ann at 2026-11-20T12:00:00Z: low. I read the case again"))
    #expect(text.contains("It does not validate a viewer"))
  }
}
