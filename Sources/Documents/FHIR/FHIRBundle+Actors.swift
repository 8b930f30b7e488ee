import Basics
import Casework
import Labels

extension FHIRBundle {
  /// Who the patient is, or the case's name in their place.
  var patient: FHIRResource {
    guard let identity = result.identity else {
      return FHIRResource(
        "Patient", "patient", labels: [.pseudonymized], ["identifier": [identifier("case", result.file.id)]])
    }
    let number = identity.number.map { identifier("patient", $0) } ?? identifier("case", result.file.id)
    let name = JSONValue.filled([
      "family": JSONValue(identity.familyName), "given": .array(identity.givenName.map { [.string($0)] } ?? []),
    ])
    return FHIRResource(
      "Patient", "patient",
      [
        "identifier": [number], "name": name.isVoid ? nil : [name], "gender": JSONValue(word: identity.sex),
        "birthDate": JSONValue(identity.birthDay),
      ])
  }

  /// What the slides are of.
  var specimen: FHIRResource {
    let file = result.file
    let own = result.identity?.specimen.map { [identifier("specimen", $0)] } ?? []
    return FHIRResource(
      "Specimen", "specimen",
      [
        "identifier": .array(own), "accessionIdentifier": identifier("case", file.id), "status": "available",
        "subject": reference("patient"), "receivedTime": JSONValue(file.record.received),
        "note": [["text": .string(slideCount)]],
      ])
  }

  private var slideCount: String {
    let count = result.file.record.slides.count
    return count == 1 ? "1 scanned slide" : "\(count) scanned slides"
  }

  /// The program that writes the bundle.
  var software: FHIRResource {
    FHIRResource(
      "Device", "software",
      [
        "status": "active", "deviceName": [["name": "Coverslip", "type": "user-friendly-name"]],
        "version": [version("software", result.software)], "note": [["text": .string(ResearchUse.sentence)]],
      ])
  }

  /// The model bundle that spoke, with the versions of what it computed with; `nil` where nothing of it is told.
  var model: FHIRResource? {
    guard let finding = result.finding else { return nil }
    let libraries = (finding.libraries ?? [:]).sorted { $0.key < $1.key }.map { version($0.key, $0.value) }
    let computed = [
      version("model bundle", finding.model.version), version("software that computed the finding", finding.software),
    ]
    let encoder = [finding.encoder.map { version("encoder", $0) }, finding.precision.map { version("precision", $0) }]
    let notes = [result.demonstrationLine].compactMap(\.self) + [ResearchUse.sentence]
    return FHIRResource(
      "Device", "model",
      [
        "identifier": [identifier("bundle-sha256", finding.model.digest)], "status": "active",
        "deviceName": [["name": .string(finding.model.name), "type": "model-name"]],
        "version": .array(computed + encoder.compactMap(\.self) + libraries),
        "property": [
          ["type": FHIRCode(.threshold).concept, "valueQuantity": [Self.percent(finding.model.threshold)]]
        ],
        "note": .array(notes.map { ["text": .string($0)] }), "parent": reference("software"),
      ])
  }

  private func version(_ kind: String, _ value: String) -> JSONValue {
    ["type": ["text": .string(kind)], "value": .string(value)]
  }

  /// Whoever has signed, by their printed name.
  func practitioner(_ reviewer: String) -> FHIRResource {
    FHIRResource("Practitioner", signer(reviewer), ["name": [["text": .string(reviewer)]]])
  }
}
