import Basics
import Casework

/// A field: repetitions of components of subcomponents, as plain text.
package struct HL7Field: Hashable, Sendable, ExpressibleByStringLiteral {
  /// `repetitions[r][c][s]`; never empty.
  let repetitions: [[[String]]]

  init(repetitions: [[[String]]]) { self.repetitions = repetitions }

  /// One text.
  init(_ text: String) { repetitions = [[[text]]] }

  /// One text.
  package init(stringLiteral value: String) { self.init(value) }

  /// Components, each one text; those that are missing are empty.
  init(components: [String?]) { repetitions = [components.map { [$0 ?? ""] }] }

  /// The same field several times.
  init(repeating fields: [HL7Field]) { repetitions = fields.flatMap(\.repetitions) }

  /// A component, counted from 1 as the standard counts; empty where it is missing, or null: `""`.
  package func text(_ component: Int = 1, _ subcomponent: Int = 1) -> String {
    guard let components = repetitions.first, components.indices.contains(component - 1) else { return "" }
    let texts = components[component - 1]
    return texts.indices.contains(subcomponent - 1) ? Self.said(texts[subcomponent - 1]) : ""
  }

  /// The first text of each repetition; empty where it is missing, or null.
  var firstTexts: [String] { repetitions.map { Self.said($0.first?.first ?? "") } }

  /// What a text says: two quotation marks say that there is no value.
  private static func said(_ text: String) -> String { text == "\"\"" ? "" : text }

  /// Whether it says nothing.
  var isEmpty: Bool { repetitions.allSatisfy { $0.allSatisfy { $0.allSatisfy(\.isEmpty) } } }

  /// As it stands in a message, without empty components at its end.
  var encoded: String {
    func joined(_ texts: [String], _ separator: String) -> String {
      let last = texts.lastIndex { !$0.isEmpty }
      return texts.prefix(last.map { $0 + 1 } ?? 0).joined(separator: separator)
    }
    return repetitions.map { joined($0.map { joined($0.map(HL7Text.escaped), "&") }, "^") }.joined(separator: "~")
  }
}

/// A segment: its name and its fields, counted from 1 as the standard counts.
package struct HL7Segment: Hashable, Sendable {
  /// `OBX`.
  package let name: String
  private let fields: [Int: HL7Field]

  init(_ name: String, _ fields: [Int: HL7Field]) {
    self.name = name
    self.fields = fields.filter { !$0.value.isEmpty }
  }

  /// A field; an empty one where it is missing.
  package subscript(_ place: Int) -> HL7Field { fields[place] ?? "" }

  /// As it stands in a message. The first field of MSH is the sign that parts fields.
  package var encoded: String {
    let isHeader = name == "MSH"
    let first = isHeader ? 3 : 1
    let last = fields.keys.max() ?? 0
    let texts = last < first ? [] : (first...last).map { self[$0].encoded }
    return ([isHeader ? "MSH|" + HL7Delimiters.standard.encoding : name] + texts).joined(separator: "|")
  }
}

/// A message of HL7 v2.
package struct HL7Message: Hashable, Sendable {
  /// In their order; the first is MSH.
  package let segments: [HL7Segment]

  init(segments: [HL7Segment]) { self.segments = segments }

  /// The text, each segment ended by a carriage return.
  package var text: String { segments.map { $0.encoded + "\r" }.joined() }

  /// MSH-10; empty where the message has none.
  package var controlID: String { segments.first?[10].text() ?? "" }

  /// The first segment of that name.
  package func segment(_ name: String) -> HL7Segment? { segments.first { $0.name == name } }

  /// All segments of that name.
  package func segments(_ name: String) -> [HL7Segment] { segments.filter { $0.name == name } }
}

/// Between whom messages go.
package struct HL7Exchange: Hashable, Sendable {
  /// MSH-4: this laboratory.
  package var facility: String
  /// MSH-5: whoever is sent the message.
  package var receiver: String
  /// MSH-6: where they are.
  package var receivingFacility: String
  /// Whether the casebook enables final results.
  package var finalResults: FinalResults

  /// Whoever is not named stays empty in the message.
  package init(
    facility: String = "", receiver: String = "", receivingFacility: String = "",
    finalResults: FinalResults = .disabled
  ) {
    self.facility = facility
    self.receiver = receiver
    self.receivingFacility = receivingFacility
    self.finalResults = finalResults
  }
}

/// What a message is for, MSH-11. Raw values are the codes of table 0103.
package enum HL7Processing: String, Hashable, Sendable, CaseIterable {
  case production = "P"
  /// What a demonstration says.
  case training = "T"
  case debugging = "D"
}

extension HL7Message {
  /// MSH-3 of everything that is written here, and whose numbers it gives.
  static let application = "COVERSLIP"
  /// Name of the code system with Coverslip's own codes: `99` and three letters, table 0396.
  static let codeSystem = ResultItem.codingScheme

  /// A message with its header. Its control id, MSH-10, is made of everything else but the time, so that the same
  /// content has the same id.
  ///
  /// - Parameters:
  ///   - type: `ORU^R01^ORU_R01` as components.
  ///   - key: what the control id is made of; default: the content.
  init(
    type: [String], processing: HL7Processing, exchange: HL7Exchange, time: String, key: String? = nil,
    body: [HL7Segment], digest: Digest
  ) {
    let content = key ?? body.map(\.encoded).joined(separator: "\r")
    let input = ([HL7Message.application] + type + [processing.rawValue, exchange.receiver, content])
      .joined(separator: "\n")
    let header = HL7Segment(
      "MSH",
      [
        3: HL7Field(Self.application), 4: HL7Field(exchange.facility), 5: HL7Field(exchange.receiver),
        6: HL7Field(exchange.receivingFacility), 7: HL7Field(HL7Time.text(time)),
        9: HL7Field(components: type), 10: HL7Field(String(digest(Array(input.utf8)).prefix(20))),
        11: HL7Field(processing.rawValue), 12: "2.5.1", 18: "UNICODE UTF-8",
      ])
    self.init(segments: [header] + body)
  }
}
