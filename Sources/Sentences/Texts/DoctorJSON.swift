import Basics
import UseCases

/// `doctor --json`.
package enum DoctorJSON {
  /// - Parameter software: name and version of the program.
  package static func text(_ findings: [Doctor.Finding], software: String) -> String {
    JSONValue.object([
      JSONMember("software", .string(software)), JSONMember("works", .bool(findings.allSatisfy(\.works))),
      JSONMember("checks", .array(findings.map(value))),
      JSONMember("terminal", findings.lazy.compactMap(\.terminal).first ?? .null),
    ]).prettyText
  }

  private static func value(_ finding: Doctor.Finding) -> JSONValue {
    .object([
      JSONMember("subject", .string(finding.subject)), JSONMember("works", .bool(finding.works)),
      JSONMember("found", .string(finding.found.printable)),
      JSONMember("remedy", finding.remedy.map { .string($0) } ?? .null),
    ])
  }
}

extension Doctor.Finding {
  /// What the terminal can do, and where that is known from; `nil` for what was found of other things.
  fileprivate var terminal: JSONValue? {
    switch self {
    case .answers(let known): known.json
    case .terminal, .colours, .symbols, .pixels, .frames, .cell, .configuration, .encoding, .slides, .decoders,
      .features, .profiles, .products, .model, .casebook, .settings, .themes:
      nil
    }
  }
}
