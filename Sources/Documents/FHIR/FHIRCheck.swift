import Basics
import Casework
import Prognosis

/// What is wrong with a Bundle. Paths name resource and elements: `Provenance.agent`.
package enum FHIRProblem: Hashable, Sendable {
  /// No Bundle of the type *collection* with entries.
  case notABundle
  /// Two entries of one `fullUrl`, or a resource whose `id` is not that of its `fullUrl`.
  case badEntry(url: String)
  /// A reference to nothing in the bundle.
  case unresolved(reference: String, path: String)
  /// An element that must be there is not.
  case missing(path: String)
  /// A code that is not in the value set, or not in its code system as far as that is used.
  case unknownCode(String, path: String)
  /// One where there is a list, or a list where there is one.
  case cardinality(path: String)
  /// A value that FHIR does not have: null, or an empty text, array or object.
  case void(path: String)
  /// A probability that is not a percentage from 0 to 100 (invariant ras-2).
  case notAPercentage(Double, path: String)
  /// A value beside the reason why there is none (invariant obs-6).
  case valueAndNone(path: String)
}

/// Holds a Bundle to what FHIR R4B asks of the resources that are written here.
package enum FHIRCheck {
  /// Everything that is wrong, in the order in which it stands; empty where nothing is.
  package static func problems(of bundle: JSONValue) -> [FHIRProblem] {
    guard bundle["resourceType"] == "Bundle", bundle["type"] == "collection", !bundle.list("entry").isEmpty else {
      return [.notABundle]
    }
    let urls = bundle.list("entry").map { $0["fullUrl"]?.text ?? "" }
    var walk = FHIRWalk(urls: Set(urls))
    for (index, entry) in bundle.list("entry").enumerated() {
      let id = entry["resource"]?["id"]?.text ?? ""
      if urls.firstIndex(of: urls[index]) != index || urls[index] != "urn:uuid:" + id {
        walk.problems.append(.badEntry(url: urls[index]))
      }
    }
    walk.visit(bundle, "Bundle")
    return walk.problems
  }

  /// What must be there, by the path of the object: https://hl7.org/fhir/R4B/resourcelist.html, cardinality 1.
  static let required: [String: [String]] = [
    "Bundle": ["type"], "Bundle.entry": ["fullUrl", "resource"], "DiagnosticReport": ["status", "code"],
    "RiskAssessment": ["status", "subject"], "Observation": ["status", "code"], "Observation.component": ["code"],
    "Provenance": ["target", "recorded", "agent"], "Provenance.agent": ["who"],
    "Provenance.entity": ["role", "what"], "Provenance.signature": ["type", "when", "who"],
    "Device.deviceName": ["name", "type"], "Device.version": ["value"], "Device.property": ["type"],
  ]

  /// What must be there by the name of the element, whatever resource it is in.
  static let requiredAnywhere: [String: [String]] = [
    "text": ["status", "div"], "note": ["text"], "extension": ["url"],
  ]

  /// The elements of which there may be several, by their path and by their name alone: they stand in an array.
  static let lists: Set<String> = [
    "DiagnosticReport.identifier", "RiskAssessment.identifier", "Patient.identifier", "Specimen.identifier",
    "Device.identifier", "DiagnosticReport.specimen", "Observation.performer", "Patient.name", "Practitioner.name",
    "Provenance.signature.type", "Device.property.valueQuantity",
  ]
  static let listsAnywhere: Set<String> = [
    "entry", "extension", "coding", "security", "category", "resultsInterpreter", "result", "conclusionCode", "basis",
    "prediction", "note", "component", "deviceName", "version", "property", "target", "agent", "entity", "signature",
    "given",
  ]

  /// Required bindings: https://hl7.org/fhir/R4B/terminologies-valuesets.html
  static let bindings: [String: Set<String>] = [
    "Bundle.type": ["collection"],
    "DiagnosticReport.status": [
      "registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled",
      "entered-in-error", "unknown",
    ],
    "RiskAssessment.status": observationStatus, "Observation.status": observationStatus,
    "Device.status": ["active", "inactive", "entered-in-error", "unknown"],
    "Device.deviceName.type": [
      "udi-label-name", "user-friendly-name", "patient-reported-name", "manufacturer-name", "model-name", "other",
    ],
    "Specimen.status": ["available", "unavailable", "unsatisfactory", "entered-in-error"],
    "Patient.gender": ["male", "female", "other", "unknown"],
    "Provenance.entity.role": ["derivation", "revision", "quotation", "source", "removal"],
  ]

  private static let observationStatus: Set<String> = [
    "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown",
  ]

  /// The codes of each system; `nil` for the one that laboratories add to.
  static let codes: [String: Set<String>?] = {
    var codes: [String: Set<String>?] = [:]
    for code in FHIRCode.standard { codes[code.system] = (codes[code.system] ?? [])?.union([code.code]) }
    let own: [(FHIRSystem, [String])] = [
      (.ucum, ["a", "%"]), (.item, ResultItem.allCases.map(\.rawValue)), (.call, Call.allCases.map(\.rawValue)),
      (.firstCall, FirstCall.allCases.map(\.rawValue)), (.decision, Decision.allCases.map(\.rawValue)),
      (.noCallReason, NoCallReason.allCases.map(\.rawValue)),
      (.amendmentClass, AmendmentClass.allCases.map(\.rawValue)),
      (.meaning, SignatureMeaning.allCases.map(\.rawValue)),
    ]
    for (system, texts) in own { codes[system.rawValue] = .some(Set(texts)) }
    codes[FHIRSystem.reason.rawValue] = .some(nil)
    return codes
  }()
}

/// One walk through a bundle.
private struct FHIRWalk {
  let urls: Set<String>
  var problems: [FHIRProblem] = []

  mutating func visit(_ value: JSONValue, _ path: String) {
    if value.isVoid { problems.append(.void(path: path)) }
    switch value {
    case .object(let members): visit(members, of: value, path)
    case .array(let elements): for element in elements { visit(element, path) }
    case .string(let text): check(text, path)
    case .number(let number): check(number, path)
    case .integer(let number): check(Double(number), path)
    case .null, .bool: break
    }
  }

  private mutating func check(_ number: Double, _ path: String) {
    guard path.hasSuffix(".probabilityDecimal"), !(0...100).contains(number) else { return }
    problems.append(.notAPercentage(number, path: path))
  }

  private mutating func visit(_ members: [JSONMember], of value: JSONValue, _ path: String) {
    let path = value["resourceType"]?.text ?? path
    require(of: value, path)
    checkCode(of: value, path)
    if value["dataAbsentReason"] != nil, members.contains(where: { $0.key.hasPrefix("value") }) {
      problems.append(.valueAndNone(path: path))
    }
    for member in members {
      let element = path + "." + member.key
      if member.value.isList != (FHIRCheck.lists.contains(element) || FHIRCheck.listsAnywhere.contains(member.key)) {
        problems.append(.cardinality(path: element))
      }
      visit(member.value, element)
    }
  }

  private mutating func require(of value: JSONValue, _ path: String) {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    let keys = (FHIRCheck.required[path] ?? []) + (FHIRCheck.requiredAnywhere[name] ?? [])
    for key in keys where value[key] == nil { problems.append(.missing(path: path + "." + key)) }
  }

  private mutating func checkCode(of value: JSONValue, _ path: String) {
    guard let system = value["system"]?.text, let code = value["code"]?.text else { return }
    guard let known = FHIRCheck.codes[system] else { return problems.append(.unknownCode(system, path: path)) }
    if let known, !known.contains(code) { problems.append(.unknownCode(code, path: path)) }
  }

  private mutating func check(_ text: String, _ path: String) {
    if let allowed = FHIRCheck.bindings[path], !allowed.contains(text) {
      problems.append(.unknownCode(text, path: path))
    }
    if path.hasSuffix(".reference"), !urls.contains(text) {
      problems.append(.unresolved(reference: text, path: path))
    }
  }
}

extension JSONValue {
  fileprivate subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  fileprivate var isList: Bool {
    switch self {
    case .array: true
    case .null, .bool, .integer, .number, .string, .object: false
    }
  }

  fileprivate func list(_ key: String) -> [JSONValue] {
    guard case .array(let elements)? = self[key] else { return [] }
    return elements
  }
}
