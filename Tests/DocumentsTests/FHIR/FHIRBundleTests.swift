import Basics
import Casework
import Documents
import Prognosis
import Testing

@Suite("A case as a FHIR bundle")
struct FHIRBundleTests {
  private func bundle(_ result: CaseResult, _ finals: FinalResults = .enabled) -> JSONValue {
    FHIRBundle(result, finalResults: finals, digest: Example.digest).value
  }

  @Test("holds what FHIR asks, whatever stands, with identity and proof and without")
  func checks() throws {
    for (standing, file) in try Example.everyStanding() {
      let all = [
        Example.result(file), Example.result(file, identity: Example.identity, place: Example.place),
        Example.result(file, identity: PatientIdentity()),
      ]
      for result in all {
        for finals in FinalResults.allCases {
          #expect(FHIRCheck.problems(of: bundle(result, finals)).isEmpty, "\(standing)")
        }
      }
    }
  }

  @Test("has the status that the case's standing has in FHIR: the report, what the reader says, what the model says")
  func statuses() throws {
    let expected: [ResultStanding: (String, String?, String?)] = [
      .registered: ("registered", nil, nil), .preliminary: ("preliminary", nil, "preliminary"),
      .deferred: ("preliminary", "preliminary", "preliminary"), .final: ("final", "final", "final"),
      .appended: ("appended", "final", "final"), .amended: ("amended", "amended", "final"),
      .unfit: ("cancelled", "cancelled", "cancelled"),
      .wrong: ("entered-in-error", "entered-in-error", "entered-in-error"),
    ]
    for (standing, file) in try Example.everyStanding() {
      let bundle = bundle(Example.result(file))
      let (report, reading, risk) = try #require(expected[standing])
      #expect(bundle.resources("DiagnosticReport").first?["status"] == .string(report))
      #expect(bundle.resources("Observation").first?["status"] == reading.map { .string($0) }, "\(standing)")
      #expect(bundle.resources("RiskAssessment").first?["status"] == risk.map { .string($0) }, "\(standing)")
    }
  }

  @Test("stays preliminary, whatever was signed, where the laboratory takes no results as final")
  func preliminary() throws {
    for (standing, file) in try Example.everyStanding() {
      let bundle = bundle(Example.result(file), .disabled)
      let report = bundle.resources("DiagnosticReport").first?["status"]
      let others = (bundle.resources("Observation") + bundle.resources("RiskAssessment")).map { $0["status"] }
      switch standing {
      case .registered: #expect(report == "registered")
      case .preliminary, .deferred, .final, .appended, .amended:
        #expect(report == "preliminary" && others.allSatisfy { $0 == "preliminary" }, "\(standing)")
      case .unfit: #expect(report == "cancelled" && others.allSatisfy { $0 == "cancelled" })
      case .wrong: #expect(report == "entered-in-error" && others.allSatisfy { $0 == "entered-in-error" })
      }
    }
  }

  @Test("of a slide that was rejected, or is another case's, tells no probability and no call, but why")
  func rejected() throws {
    for standing in [ResultStanding.unfit, .wrong] {
      let file = try #require(try Example.everyStanding().first { $0.standing == standing }?.file)
      let bundle = bundle(Example.result(file))
      let risk = try #require(bundle.resources("RiskAssessment").first)
      #expect(risk["prediction"] == nil && risk["status"] != nil)
      let text = bundle.prettyText
      #expect(!text.contains("6.25") && !text.contains("probabilityDecimal") && !text.contains("qualitativeRisk"))
      guard case .string(let conclusion)? = bundle.resources("DiagnosticReport").first?["conclusion"] else {
        throw Example.Missing()
      }
      let said = standing == .wrong ? "that of another case" : "The slide was rejected"
      #expect(conclusion.contains(said) && !conclusion.contains("%"))
    }
  }

  @Test("says the model's risk in percent, within 0 to 5 years, performed by the model's device")
  func risk() throws {
    let bundle = bundle(Example.result(try Example.file(.scored)))
    let risk = try #require(bundle.resources("RiskAssessment").first)
    let prediction = try #require(risk["prediction"]?[0])
    #expect(prediction["probabilityDecimal"] == .number(6.25))
    #expect(prediction["qualitativeRisk"]?["coding"]?[0]?["code"] == "high")
    #expect(
      prediction["qualitativeRisk"]?["coding"]?[1]?["system"]
        == "http://terminology.hl7.org/CodeSystem/risk-probability")
    let years: JSONValue = ["value": 5, "unit": "a", "system": "http://unitsofmeasure.org", "code": "a"]
    #expect(prediction["whenRange"]?["low"]?["value"] == 0 && prediction["whenRange"]?["high"] == years)
    #expect(prediction["extension"]?[0]?["valueRange"]?["high"]?["value"] == .number(12.001))
    #expect(risk["method"] == ["text": "demonstration 1.0"])
    let model = try #require(bundle.resources("Device").last)
    #expect(model["deviceName"] == [["name": "demonstration", "type": "model-name"]])
    #expect(model["identifier"]?[0]?["value"] == .string(String(repeating: "a", count: 64)))
    guard case .string(let id)? = model["id"] else { throw Example.Missing() }
    #expect(risk["performer"] == ["reference": .string("urn:uuid:" + id)])
  }

  @Test("labels what the model says, a pseudonym, and everything of a demonstration")
  func labels() throws {
    var finding = Example.called()
    let labels = { (finding: Finding, type: String) -> [JSONValue] in
      let bundle = bundle(Example.result(try Example.file(.scored, finding: finding)))
      guard case .array(let codes)? = bundle.resources(type).first?["meta"]?["security"] else { return [] }
      return codes.compactMap { $0["code"] }
    }
    #expect(try labels(finding, "RiskAssessment") == ["AIAST", "HTEST"])
    #expect(try labels(finding, "Provenance") == ["AIAST", "HTEST"])
    #expect(try labels(finding, "Patient") == ["PSEUDED", "HTEST"])
    #expect(try labels(finding, "DiagnosticReport") == ["AIAST", "HTEST"], "its words are the model's, too")
    #expect(try labels(finding, "Specimen") == ["HTEST"])
    let model = finding.model
    finding = Finding(
      id: "f-1",
      model: ModelIdentity(
        name: model.name, version: model.version, digest: model.digest, demonstration: false, threshold: 0.05),
      software: finding.software, computedAt: finding.computedAt, tiles: 1, tilesAvailable: 1, tissueMM2: 1,
      probability5y: 0.01, call: .low)
    #expect(try labels(finding, "RiskAssessment") == ["AIAST"] && labels(finding, "DiagnosticReport") == ["AIAST"])
  }

  @Test("tells no probability where the model makes no call, but why")
  func noCall() throws {
    let finding = Example.finding(call: .noCall)
    let signed = Example.signed(.acknowledge, .noCall)
    let bundle = bundle(Example.result(try Example.file(.signed, signed, finding: finding)))
    let prediction = try #require(bundle.resources("RiskAssessment").first?["prediction"]?[0])
    #expect(prediction["probabilityDecimal"] == nil)
    #expect(prediction["qualitativeRisk"]?["text"] == "no call")
    #expect(prediction["extension"]?[0]?["valueCodeableConcept"]?["coding"]?[0]?["code"] == "bad-quality")
    #expect(bundle.resources("Observation").first?["valueCodeableConcept"]?["text"] == "no call")
    #expect(FHIRCheck.problems(of: bundle).isEmpty)
  }

  @Test("has the reader's own call apart, with decision, reason and comment, and says why where there is none")
  func reading() throws {
    let cases = try Example.everyStanding()
    let reading = { (standing: ResultStanding) in
      let file = try #require(cases.first { $0.standing == standing }?.file)
      return try #require(bundle(Example.result(file)).resources("Observation").first)
    }
    let signed = try reading(.final)
    #expect(signed["valueCodeableConcept"]?["text"] == "low" && signed["dataAbsentReason"] == nil)
    #expect(signed["component"]?[0]?["valueCodeableConcept"]?["text"] == "override")
    #expect(signed["component"]?[1]?["valueCodeableConcept"]?["coding"]?[0]?["code"] == "other")
    #expect(signed["note"]?[0]?["text"] == "seen twice")
    #expect(try reading(.deferred)["dataAbsentReason"]?["coding"]?[0]?["code"] == "temp-unknown")
    #expect(try reading(.unfit)["dataAbsentReason"]?["coding"]?[0]?["code"] == "not-performed")
    #expect(try reading(.amended)["valueCodeableConcept"]?["text"] == "high")
    #expect(try reading(.amended)["component"]?[1]?["valueCodeableConcept"]?["text"] == "misinterpretation")
  }

  @Test("names the patient where an identity is given, else the case")
  func patient() throws {
    let file = try Example.file(.scored)
    let patient = try #require(bundle(Example.result(file)).resources("Patient").first)
    #expect(patient["identifier"] == [["system": "urn:coverslip:case", "value": "S26-1"]] && patient["name"] == nil)
    let named = try #require(
      bundle(Example.result(file, identity: Example.identity)).resources("Patient").first)
    #expect(named["identifier"] == [["system": "urn:coverslip:patient", "value": "P-17"]])
    #expect(named["name"] == [["family": "शर्मा|^~\\&", "given": ["अनिता"]]])
    #expect(named["gender"] == "female" && named["birthDate"] == "1964-02-29")
    let text = FHIRBundle(Example.result(file), digest: Example.digest).text
    #expect(!text.contains("P-17") && !text.contains("Nîmes"))
  }

  @Test("carries the proof as the signature of the standing reading, and the entry's digest")
  func provenance() throws {
    let file = try Example.file(.signed, Example.signed(.confirm, .high))
    let all = bundle(Example.result(file, place: Example.place)).resources("Provenance")
    #expect(all.count == 2 && all[0]["signature"] == nil)
    let roles = [0, 1].map { all[1]["agent"]?[$0]?["type"]?["text"] }
    #expect(roles == ["Author", "Verifier"])
    let signature = try #require(all[1]["signature"]?[0])
    #expect(signature["data"] == .string(Base64.text(Example.place.proof)))
    #expect(signature["type"]?[0]?["code"] == "1.2.840.10065.1.12.1.5")
    #expect(all[1]["entity"]?[0]?["what"]?["identifier"]?["value"] == "d")
    #expect(bundle(Example.result(file)).resources("Provenance")[1]["signature"] == nil)
  }

  @Test("of a blinded case says nothing of the model")
  func blinded() throws {
    var file = try Example.file(.inReview)
    file.ownProtocol = .blindedFirst
    let bundle = bundle(Example.result(file))
    #expect(bundle.resources("RiskAssessment").isEmpty && bundle.resources("Provenance").isEmpty)
    #expect(bundle.resources("Device").count == 1)
    let report = try #require(bundle.resources("DiagnosticReport").first)
    #expect(report["status"] == "registered" && report["meta"]?["security"]?[0]?["code"] == "HTEST")
    #expect(!bundle.prettyText.contains("6.25") && !bundle.prettyText.contains("demonstration"))
    #expect(FHIRCheck.problems(of: bundle).isEmpty)
  }

  @Test("is the same text each time, with names that come of the case alone")
  func names() throws {
    let file = try Example.file(.scored)
    let first = FHIRBundle(Example.result(file), digest: Example.digest)
    #expect(first.text == FHIRBundle(Example.result(file), digest: Example.digest).text)
    // The first 32 digits of `printf 'coverslip fhir\nS26-1\npatient' | sha256sum`, marked as version 8.
    #expect(first.value.resources("Patient").first?["id"] == "9a0c57c5-7eaa-8e91-8e0c-f7ff5d3459b9")
    let later = FHIRBundle(
      Example.result(try Example.file(.signed, Example.signed(.confirm, .high))), digest: Example.digest)
    #expect(later.value["id"] == first.value["id"] && later.value["id"] == "e1559631-d501-8128-a907-4b980c77ebb6")
  }
}
