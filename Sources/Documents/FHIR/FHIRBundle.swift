import Basics
import Casework
import Labels

/// A case as an HL7 FHIR R4B Bundle of the type *collection*: what `fhir CASE` writes.
///
/// The report names the model's assessment of the risk and the reader's own call apart. Names of resources are made of
/// the case and of what they are, by the digest that is passed in: the same case gives the same bytes, and a later
/// bundle names the same resources.
///
///     let result = CaseResult(file, software: "Coverslip 0.2", writtenAt: now)
///     let text = FHIRBundle(result, finalResults: .enabled, digest: sha256).text
package struct FHIRBundle: Sendable {
  let result: CaseResult
  let finalResults: FinalResults
  let digest: Digest

  /// - Parameters:
  ///   - finalResults: whether the laboratory takes what was signed as final.
  ///   - digest: SHA-256.
  package init(_ result: CaseResult, finalResults: FinalResults = .disabled, digest: @escaping Digest) {
    self.result = result
    self.finalResults = finalResults
    self.digest = digest
  }

  /// The text of the file, with a line feed at its end.
  package var text: String { value.prettyText + "\n" }

  /// The Bundle.
  package var value: JSONValue {
    .filled([
      "resourceType": "Bundle", "id": .string(uuid("bundle")), "meta": meta([]),
      "identifier": identifier("case", result.file.id), "type": "collection",
      "timestamp": .string(result.writtenAt), "entry": .array(resources.map(entry)),
    ])
  }

  /// Where the result stands for the laboratory.
  var standing: ResultStanding { result.standing.taken(finalResults) }

  private var resources: [FHIRResource] {
    [report] + [risk].compactMap(\.self) + readings + [patient, specimen, software] + [model].compactMap(\.self)
      + result.signers.map(practitioner) + provenances
  }

  private func entry(_ resource: FHIRResource) -> JSONValue {
    let id = uuid(resource.name)
    let members = [
      JSONMember("resourceType", .string(resource.type)), JSONMember("id", .string(id)),
      JSONMember("meta", meta(resource.labels)),
    ]
    let filled = members.filter { !$0.value.isVoid } + resource.members
    return ["fullUrl": .string("urn:uuid:" + id), "resource": .object(filled)]
  }

  /// What a demonstration says is marked in every resource: they may be parted.
  private func meta(_ labels: [FHIRCode]) -> JSONValue {
    let all = labels + (result.isDemonstration ? [.testData] : [])
    return .filled(["security": .array(all.map(\.coding))])
  }
}

/// A resource without its id and its security labels.
struct FHIRResource {
  let type: String
  /// What it is in its bundle: its id is made of that.
  let name: String
  let labels: [FHIRCode]
  let members: [JSONMember]

  init(_ type: String, _ name: String, labels: [FHIRCode] = [], _ members: KeyValuePairs<String, JSONValue?>) {
    self.type = type
    self.name = name
    self.labels = labels
    self.members = JSONMember.filled(members)
  }
}

extension FHIRBundle {
  /// A UUID of version 8 (RFC 9562, 5.8): 122 bits of the digest of the case and the name.
  func uuid(_ name: String) -> String {
    var digits = Array(digest(Array("coverslip fhir\n\(result.file.id)\n\(name)".utf8)).utf8.prefix(32))
    digits += Array(repeating: UInt8(ascii: "0"), count: 32 - digits.count)
    digits[12] = UInt8(ascii: "8")
    digits[16] = Array("89ab".utf8)[Int(digits[16]) & 3]
    let text = String(decoding: digits, as: UTF8.self)
    var parts: [Substring] = []
    var rest = text[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }

  /// A Reference to the resource of that name.
  func reference(_ name: String, display: String? = nil) -> JSONValue {
    .filled(["reference": .string("urn:uuid:" + uuid(name)), "display": display.map { .string($0) }])
  }

  /// An Identifier of one of Coverslip's own systems.
  func identifier(_ system: String, _ value: String) -> JSONValue {
    ["system": .string("urn:coverslip:" + system), "value": .string(value)]
  }

  /// The name of the resource of whoever has signed.
  func signer(_ reviewer: String) -> String { "practitioner " + reviewer }

  /// A generated Narrative, one paragraph per line.
  func narrative(_ lines: [String]) -> JSONValue {
    let paragraphs = lines.map { "<p>\(Self.escaped($0))</p>" }.joined()
    return [
      "status": "generated", "div": .string("<div xmlns=\"http://www.w3.org/1999/xhtml\">\(paragraphs)</div>"),
    ]
  }

  /// Text as it may stand in XHTML; characters that XML cannot hold go.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\t", "\n": escaped.append(scalar)
      default: if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE { escaped.append(scalar) }
      }
    }
    return String(escaped)
  }
}

extension JSONValue {
  /// An object of the members that are there: FHIR knows neither `null` nor an empty text, array or object.
  static func filled(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(JSONMember.filled(members))
  }

  /// Whether FHIR has no such value.
  var isVoid: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    case .bool, .integer, .number: false
    }
  }
}

extension JSONMember {
  fileprivate static func filled(_ members: KeyValuePairs<String, JSONValue?>) -> [JSONMember] {
    members.compactMap { key, value in
      guard let value, !value.isVoid else { return nil }
      return JSONMember(key, value)
    }
  }
}
