import Basics
import Casework
import Documents
import Testing

@Suite("The check of a FHIR bundle")
struct FHIRCheckTests {
  private func problems(_ resource: JSONValue, url: String = "urn:uuid:1") -> [FHIRProblem] {
    FHIRCheck.problems(
      of: [
        "resourceType": "Bundle", "type": "collection", "entry": [["fullUrl": .string(url), "resource": resource]],
      ])
  }

  @Test("finds nothing wrong with a resource that has what it must have")
  func right() {
    #expect(
      problems([
        "resourceType": "RiskAssessment", "id": "1", "status": "final", "subject": ["reference": "urn:uuid:1"],
      ]).isEmpty)
  }

  @Test("names what is no bundle, and an entry under another name than its resource's")
  func bundles() {
    #expect(FHIRCheck.problems(of: ["resourceType": "Patient"]) == [.notABundle])
    #expect(problems(["resourceType": "Patient", "id": "2"]) == [.badEntry(url: "urn:uuid:1")])
  }

  @Test("names an element that is missing, and a reference to nothing in the bundle")
  func references() {
    #expect(
      problems(["resourceType": "RiskAssessment", "id": "1", "subject": ["reference": "urn:uuid:2"]])
        == [
          .missing(path: "RiskAssessment.status"),
          .unresolved(reference: "urn:uuid:2", path: "RiskAssessment.subject.reference"),
        ])
  }

  @Test("names a status that FHIR does not have, a code that its system does not have, and a system that is not used")
  func codes() {
    let coded = { (system: JSONValue, code: JSONValue) -> JSONValue in
      ["resourceType": "Patient", "id": "1", "meta": ["security": [["system": system, "code": code]]]]
    }
    let path = "Patient.meta.security"
    #expect(
      problems(["resourceType": "Specimen", "id": "1", "status": "gone"])
        == [.unknownCode("gone", path: "Specimen.status")])
    #expect(problems(coded("http://loinc.org", "1-8")) == [.unknownCode("1-8", path: path)])
    #expect(problems(coded("http://example.org", "a")) == [.unknownCode("http://example.org", path: path)])
    #expect(problems(coded("urn:coverslip:reason", "a laboratory's own")).isEmpty)
  }

  @Test("names a probability that is not a percentage, and a value beside the reason for none")
  func invariants() {
    let risk = { (probability: JSONValue) -> JSONValue in
      [
        "resourceType": "RiskAssessment", "id": "1", "status": "final", "subject": ["reference": "urn:uuid:1"],
        "prediction": [["probabilityDecimal": probability]],
      ]
    }
    let path = "RiskAssessment.prediction.probabilityDecimal"
    #expect(problems(risk(.number(6.25))).isEmpty && problems(risk(100)).isEmpty)
    #expect(problems(risk(.number(100.5))) == [.notAPercentage(100.5, path: path)])
    #expect(problems(risk(-1)) == [.notAPercentage(-1, path: path)])
    #expect(
      problems([
        "resourceType": "Observation", "id": "1", "status": "final", "code": ["text": "a"], "valueString": "b",
        "dataAbsentReason": ["text": "c"],
      ]) == [.valueAndNone(path: "Observation")])
  }

  @Test("names null, empty texts, and one value where FHIR has a list")
  func shapes() {
    #expect(
      problems(["resourceType": "Patient", "id": "1", "birthDate": .null])
        == [.void(path: "Patient.birthDate")])
    #expect(
      problems(["resourceType": "Patient", "id": "1", "name": ["family": ""]])
        == [.cardinality(path: "Patient.name"), .void(path: "Patient.name.family")])
    let specimens: JSONValue = [["reference": "urn:uuid:1"]]
    #expect(
      problems([
        "resourceType": "Observation", "id": "1", "status": "final", "code": ["text": "a"], "specimen": specimens,
      ]) == [.cardinality(path: "Observation.specimen")])
  }
}
