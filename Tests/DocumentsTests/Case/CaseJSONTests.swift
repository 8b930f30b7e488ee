import Basics
import Casework
import Documents
import Prognosis
import Testing

@Suite("The JSON of a case")
struct CaseJSONTests {
  @Test("of a case has every key of the contract, and null for what is missing")
  func bareCase() throws {
    let file = CaseFile(
      record: Case(id: "S1", slides: [try Example.slide()]), status: .new)
    #expect(
      CaseJSON.show(file) == """
        {
          "case": "S1",
          "status": "new",
          "finalCall": null,
          "decision": null,
          "signedBy": null,
          "modelCall": null,
          "protocol": "open",
          "withheld": null,
          "received": null,
          "patient": null,
          "reviewer": null,
          "note": null,
          "slides": [
            {
              "path": "/slides/A.svs",
              "width": 2220,
              "height": 2967,
              "mpp": \(try Example.mpp(0.499).mean),
              "mppX": 0.499,
              "mppY": 0.5,
              "mppGiven": true,
              "objective": 20.0,
              "vendor": "aperio",
              "quickDigest": null,
              "mppStated": null
            }
          ],
          "clinical": {
            "age": null,
            "grade": null,
            "tumourSizeMM": null,
            "positiveNodes": null,
            "ki67": null,
            "er": null,
            "her2": null,
            "menopausal": null,
            "pr": null,
            "erHScore": null,
            "prHScore": null,
            "prPercent": null,
            "nottinghamScore": null,
            "detection": null,
            "smoker": null,
            "treatment": {
              "chemotherapy": null,
              "hormoneTherapy": null,
              "trastuzumab": null,
              "bisphosphonates": null,
              "radiotherapy": null,
              "heartDoseGy": null
            }
          },
          "extra": {},
          "finding": null,
          "newerFinding": null,
          "firstReads": [],
          "readings": [],
          "signoff": null,
          "rescoredSince": false,
          "addenda": [],
          "amendments": [],
          "opinions": [],
          "label": "not-checked",
          "labels": [
            {
              "slide": "A.svs",
              "standing": "not-checked",
              "expected": null,
              "source": null,
              "found": null,
              "property": null,
              "resolvedBy": null,
              "resolution": null
            }
          ],
          "outcomes": [],
          "repeats": []
        }
        """)
  }

  @Test("tells what became of the patient, with its signature")
  func outcomes() throws {
    var file = CaseFile(record: try Example.record(), status: .signed)
    file.outcomes = [
      RecordedOutcome(
        number: 1, event: .metastaticRelapse, days: 812, source: .registry, comment: "bone", reviewer: "Quinn",
        recordedAt: "2031-01-01T00:00:00Z", entryDigest: "ab")
    ]
    let told: JSONValue = [
      [
        "number": 1, "event": "metastatic-relapse", "days": 812, "source": "cancer-registry", "comment": "bone",
        "reviewer": "Quinn", "recordedAt": "2031-01-01T00:00:00Z", "meaning": "outcome-recorded",
        "statement": "I record what became of the patient. It changes no call.", "entryDigest": "ab",
      ]
    ]
    #expect(CaseJSON.value(file).member("outcomes") == told)
  }

  @Test("of a case that is read blinded says until when the finding is withheld, and nothing of it")
  func withheld() throws {
    var file = CaseFile(record: try Example.record(), status: .scored, finding: Example.finding())
    file.ownProtocol = .blindedFirst
    file.firstReads = [
      FirstRead(reviewer: "Ann Rey", call: .unsure, confidence: .low, grade: 3, readAt: "2026-11-02T11:00:00Z")
    ]
    let told = CaseJSON.value(file.disclosed(to: .reviewer("Ann Rey")))
    #expect(
      told.member("firstReads") == [
        [
          "reviewer": "Ann Rey", "call": "unsure", "confidence": "low", "grade": 3,
          "readAt": "2026-11-02T11:00:00Z",
        ]
      ])
    #expect(told.member("withheld") == .null)
    let value = CaseJSON.value(file.disclosed(to: .anybody))
    #expect(value.member("protocol") == "blinded-first" && value.member("withheld") == "until-closed")
    #expect(value.member("finding") == .null && value.member("modelCall") == .null)
    #expect(value.member("firstReads") == [])
  }

  @Test("of a case with a second opinion has question, answer and where it stands")
  func opinions() throws {
    var file = CaseFile(record: try Example.record(), status: .scored)
    let place = SlidePlace(caseID: file.id, x: 120, y: 80, power: ObjectivePower(nearestTo: 20))
    var opinion = SecondOpinion(
      OpinionRequest(
        number: 1, place: place, question: "Mitosis?", asker: "Ann Rey", colleague: "Bo",
        askedAt: "2026-11-02T10:00:00Z", entryDigest: "q"))
    file.opinions = [opinion]
    let asked: JSONValue = [
      "number": 1, "place": .string(file.id + "@120,80,20x"), "question": "Mitosis?", "asker": "Ann Rey",
      "colleague": "Bo", "askedAt": "2026-11-02T10:00:00Z", "meaning": "second-opinion-asked",
      "statement": "I ask for a second opinion on this place. Nothing is decided by that.", "entryDigest": "q",
      "standing": "open", "answer": .null, "withdrawnAt": .null, "readAt": .null,
    ]
    #expect(CaseJSON.value(file).member("opinions") == [asked])
    opinion.answer = OpinionAnswer(
      number: 1, text: "No.", call: .unsure, isBlinded: false, reviewer: "Bo", answeredAt: "2026-11-02T11:00:00Z",
      to: "q", nonce: "n", entryDigest: "a")
    file.opinions = [opinion]
    guard case .array(let opinions)? = CaseJSON.value(file).member("opinions") else { throw Example.Missing() }
    #expect(opinions.first?.member("standing") == "answered")
    #expect(
      opinions.first?.member("answer") == [
        "text": "No.", "call": "unsure", "blinded": false, "reviewer": "Bo", "answeredAt": "2026-11-02T11:00:00Z",
        "meaning": "second-opinion-given",
        "statement": "This is my opinion on what I was asked. It signs no case and changes no call.",
        "entryDigest": "a",
      ])
  }

  @Test("of a case that two read has each reading, and of a third's signature what it decides between")
  func readings() throws {
    var file = CaseFile(record: try Example.record(), status: .awaitingReader, finding: Example.finding())
    file.ownProtocol = .double
    for (reader, digest) in [("Ann Rey", "d1"), ("Bo", "d2")] {
      var reading = try Example.signOff(by: reader)
      reading.entryDigest = digest
      file.readings.append(reading)
    }
    let withheld = CaseJSON.value(file.disclosed(to: .anybody))
    #expect(withheld.member("readings") == [] && withheld.member("status") == "awaiting-reader")
    file.signOff = try Example.signOff(by: "Cy")
    file.signOff?.adjudicates = ["d1", "d2"]
    file.status = .signed
    let value = CaseJSON.value(file.disclosed(to: .anybody))
    guard case .array(let readings)? = value.member("readings") else { throw Example.Missing() }
    #expect(readings.map { $0.member("reviewer") } == ["Ann Rey", "Bo"])
    #expect(readings.map { $0.member("adjudicates") } == [[], []])
    #expect(value.member("signoff")?.member("adjudicates") == ["d1", "d2"])
    #expect(value.member("signedBy") == "Cy")
    guard case .string(let statement)? = value.member("signoff")?.member("statement") else { throw Example.Missing() }
    #expect(statement.hasPrefix("I saw the signed readings of both readers, and decide. I reviewed"))
  }

  @Test("of a signed case has finding and sign-off with the keys of the contract")
  func signedCase() throws {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.signOff = try Example.signOff()
    file.signOff?.entryDigest = "d"
    let value = CaseJSON.value(file)
    let finding = try #require(value.member("finding"))
    #expect(
      finding.keys == [
        "id", "model", "software", "computedAt", "tiles", "tilesAvailable", "unreadableRegions", "tissueMM2", "basis",
        "missing", "score", "scoreSD", "linearPredictor", "probability5y", "interval", "probability10y",
        "interval10y", "call", "borderline", "reasons", "flags", "contributions", "resultFile", "resultDigest",
        "encoder", "precision", "libraries",
        "unreadableShare", "slideDigests", "encodedColors", "hangsOn",
        "regionsLeftOut",
      ])
    #expect(finding.member("model")?.keys == ["name", "version", "digest", "demonstration", "threshold"])
    #expect(finding.member("model")?.member("digest") == .string(String(repeating: "a", count: 64)))
    let detail =
      "Pen or black marks cover 3.0 % of the marked and the stained area together, more than 1.0 %; they are "
    #expect(
      finding.member("flags") == [["kind": "pen", "detail": .string(detail + "left out."), "slide": "A.svs"]])
    #expect(finding.member("interval") == [.number(0.03), .number(0.12001)])
    #expect(finding.member("basis") == "slide+clinical")
    #expect(finding.member("encodedColors") == "raw")
    #expect(finding.member("reasons") == ["bad-quality"])
    #expect(
      value.member("signoff") == [
        "decision": "override", "finalCall": "low", "reason": "other", "reasonLabel": "other",
        "comment": "seen twice", "reviewer": "Ann Rey", "signedAt": "2026-11-02T11:00:00Z",
        "meaning": "result-reviewed-call-replaced",
        "statement": .string(
          "I reviewed the model's result; my own call stands in its place. Not shown here: B.svs. "
            + "The diagnosis was read where it was read; this does not sign it."),
        "protocol": .null, "firstRead": .null,
        "shown": "slides-not-shown", "notShown": ["B.svs"], "adjudicates": [], "recordKept": .null,
        "readingRecord": .null, "diagnosisRead": .null, "grade": .null, "judgedTiles": [], "files": [], "labels": [],
        "findingID": "f-1", "entryDigest": "d",
      ])
  }

  @Test("of an amended case gives what stands as the final call, what was signed, and what came after it")
  func supplements() throws {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.signOff = try Example.signOff()
    file.signOff?.entryDigest = "d"
    file.newerFinding = Example.finding("f-2")
    file.take(try file.supplement(.addendum(text: "ER 90 %", to: "d"), reviewer: "Bo", now: "2026-11-03T09:00:00Z"))
    let draft = AmendmentDraft(
      kind: .misinterpretation, reading: SignOffDraft(decision: .confirm, finalCall: .high, comment: "seen again"),
      findingID: "f-1", told: AmendmentNotice(person: "Dr Lee", at: "2026-11-03T09:30:00Z"), amends: "d")
    file.take(try file.supplement(.amendment(draft), reviewer: "Bo", now: "2026-11-03T10:00:00Z"))
    let value = CaseJSON.value(file)
    let keys = ["status", "finalCall", "decision", "signedBy", "rescoredSince"]
    #expect(keys.map { value.member($0) } == ["amended", "high", "confirm", "Bo", .bool(true)])
    #expect(value.member("signoff")?.member("finalCall") == "low", "what was signed first stays")
    #expect(
      value.member("addenda") == [
        [
          "number": 1, "text": "ER 90 %", "reviewer": "Bo", "signedAt": "2026-11-03T09:00:00Z",
          "meaning": "addendum-to-a-signed-reading",
          "statement": "I add this to what was signed, and change nothing of it.", "to": "d", "entryDigest": .null,
        ]
      ])
    guard case .array(let amendments)? = value.member("amendments"), let amendment = amendments.first else {
      throw Example.Missing()
    }
    let told = ["number", "class", "reason", "told", "toldAt", "reviewer", "signedAt", "meaning", "amends"]
    #expect(
      told.map { amendment.member($0) } == [
        1, "misinterpretation", "seen again", "Dr Lee", "2026-11-03T09:30:00Z", "Bo", "2026-11-03T10:00:00Z",
        "signed-reading-amended", "d",
      ])
    #expect(amendment.member("reading")?.member("finalCall") == "high")
  }

  @Test("gives the model's call and the final call apart, with what was signed and by whom")
  func calls() throws {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.signOff = try Example.signOff()
    let value = CaseJSON.value(file)
    let keys = ["modelCall", "finalCall", "decision", "signedBy"]
    #expect(keys.map { value.member($0) } == ["high", "low", "override", "Ann Rey"])
  }

  @Test("of a finding has the probability at ten years with its interval, null where the model tells none")
  func tenYears() throws {
    var finding = Example.finding()
    let value = { (finding: Finding) in
      CaseJSON.value(CaseFile(record: try Example.record(), status: .scored, finding: finding)).member("finding")
    }
    #expect(try value(finding)?.member("probability10y") == .null)
    #expect(try value(finding)?.member("interval10y") == .null)
    (finding.probability10y, finding.interval10y) = (0.125, ProbabilityInterval(lower: 0.0625, upper: 0.25))
    #expect(try value(finding)?.member("probability10y") == .number(0.125))
    #expect(try value(finding)?.member("interval10y") == [.number(0.0625), .number(0.25)])
  }

  @Test("of a finding that the model declined tells no probability and nothing of what would have gone into one")
  func declined() throws {
    var finding = Example.finding()
    finding.call = .noCall
    (finding.probability10y, finding.interval10y) = (0.2, ProbabilityInterval(lower: 0.1, upper: 0.3))
    let value = CaseJSON.value(CaseFile(record: try Example.record(), status: .scored, finding: finding))
    let told = try #require(value.member("finding"))
    for key in ["linearPredictor", "probability5y", "interval", "probability10y", "interval10y"] {
      #expect(told.member(key) == .null, "\(key)")
    }
    #expect(told.member("contributions") == [])
    #expect(told.member("reasons") == ["bad-quality"])
  }

  @Test("of a queue is an array of the same objects")
  func queue() throws {
    let file = CaseFile(record: try Example.record(), status: .new)
    var writer = QueueJSON()
    let text = writer.next(file) + writer.next(file) + writer.end
    let cases: JSONValue = .array([CaseJSON.value(file), CaseJSON.value(file)])
    #expect(try JSONValue(parsing: Array(text.utf8)) == cases)
    #expect(text == cases.prettyText)
    #expect(QueueJSON.text([file, file]) == text && QueueJSON.text([]) == "[]")
  }
}

extension JSONValue {
  fileprivate var members: [JSONMember] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  fileprivate var keys: [String] { members.map(\.key) }
  fileprivate func member(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }
}
