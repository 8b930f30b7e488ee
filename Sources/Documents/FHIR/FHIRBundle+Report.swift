import Basics
import Casework
import Labels
import Prognosis

extension FHIRBundle {
  /// The report: what stands, in words, and everything that it names.
  var report: FHIRResource {
    let file = result.file
    let lines = result.lines
    return FHIRResource(
      "DiagnosticReport", "report", labels: result.tellsModel ? [.assertedByModel] : [],
      [
        "text": narrative(lines), "extension": .array(riskLink), "identifier": [identifier("case", file.id)],
        "status": .string(standing.reportStatus), "category": [FHIRCode.surgicalPathology.concept],
        "code": FHIRCode.synopticReport.concept, "subject": reference("patient"),
        "issued": .string(result.writtenAt),
        "resultsInterpreter": .array(result.signers.map { reference(signer($0), display: $0) }),
        "specimen": [reference("specimen")], "result": .array(readings.map { reference($0.name) }),
        "conclusion": .string(lines.joined(separator: "\n")),
        "conclusionCode": .array(file.standing?.finalCall.map { [FHIRCode($0).concept] } ?? []),
      ])
  }

  /// A report has no element for an assessment of risk; FHIR's own extension is for that.
  private var riskLink: [JSONValue] {
    guard risk != nil else { return [] }
    return [
      [
        "url": "http://hl7.org/fhir/StructureDefinition/diagnosticReport-risk", "valueReference": reference("risk"),
      ]
    ]
  }

  /// What the model says; `nil` where nothing of it is told. Of a slide that was rejected, or is another case's, there
  /// is no prediction.
  var risk: FHIRResource? {
    guard let finding = result.finding else { return nil }
    let flags = result.tellsModel ? finding.flags.map(\.sentence) : []
    let notes = [result.demonstrationLine, result.unfitLine].compactMap(\.self) + flags + [ResearchUse.sentence]
    return FHIRResource(
      "RiskAssessment", "risk", labels: [.assertedByModel],
      [
        "text": narrative(result.modelLines), "identifier": [identifier("finding", finding.id)],
        "status": .string(standing.riskStatus),
        "method": ["text": .string("\(finding.model.name) \(finding.model.version)")],
        "code": FHIRCode.riskOfDisease.concept, "subject": reference("patient"),
        "occurrenceDateTime": .string(finding.computedAt), "performer": reference("model"),
        "basis": [reference("specimen")], "prediction": .array(result.tellsModel ? predictions(finding) : []),
        "note": .array(notes.map { ["text": .string($0)] }),
      ])
  }

  private func predictions(_ finding: Finding) -> [JSONValue] {
    let call = prediction(
      years: 5, finding.probability5y, finding.interval, finding.reasons, call: finding.call,
      rationale: rationale(finding))
    guard let later = finding.probability10y else { return [call] }
    let note = "No call rests on the probability within 10 years."
    return [call, prediction(years: 10, later, finding.interval10y, call: nil, rationale: note)]
  }

  private func rationale(_ finding: Finding) -> String {
    let threshold = "The call is high from \(Percentage.text(finding.model.threshold)) % on."
    let reasons = finding.reasons.map(\.label).joined(separator: ", ")
    guard finding.call.isAnswer else { return "The model makes no call: \(reasons). No probability is told." }
    return threshold + (finding.borderline ? " The 95 % interval holds the threshold: borderline." : "")
  }

  /// Percentages, as FHIR asks: "Decimal values are expressed as percentages as well (max = 100)".
  private func prediction(
    years: Int, _ probability: Double?, _ interval: ProbabilityInterval?, _ reasons: [NoCallReason] = [], call: Call?,
    rationale: String
  ) -> JSONValue {
    .filled([
      "extension": .array((interval.map { [limits($0)] } ?? []) + reasons.map(extended)),
      "outcome": FHIRCode(.relapse).concept,
      "probabilityDecimal": probability.map { .number(Percentage.value($0)) }, "qualitativeRisk": call?.riskConcept,
      "whenRange": ["low": Self.years(0), "high": Self.years(years)], "rationale": .string(rationale),
    ])
  }

  /// A probability is a number or a range in FHIR, not both: the range has an extension of its own.
  private func limits(_ interval: ProbabilityInterval) -> JSONValue {
    [
      "url": "urn:coverslip:extension:interval-95",
      "valueRange": ["low": Self.percent(interval.lower), "high": Self.percent(interval.upper)],
    ]
  }

  /// Why there is no call, as a code.
  private func extended(_ reason: NoCallReason) -> JSONValue {
    ["url": "urn:coverslip:extension:no-call-reason", "valueCodeableConcept": FHIRCode(reason).concept]
  }

  private static func years(_ count: Int) -> JSONValue {
    ["value": .integer(count), "unit": "a", "system": .string(FHIRSystem.ucum.rawValue), "code": "a"]
  }

  static func percent(_ probability: Double) -> JSONValue {
    [
      "value": .number(Percentage.value(probability)), "unit": "%", "system": .string(FHIRSystem.ucum.rawValue),
      "code": "%",
    ]
  }
}
