import Casework
import Labels
import TerminalKit

/// Something that a key can ask of the list of formats.
enum ExportCommand: Hashable, Sendable, CaseIterable {
  case make(ExportFormat)
  case close

  static var allCases: [ExportCommand] { ExportFormat.allCases.map { .make($0) } + [.close] }

  /// The keys of the list: one for each format.
  static let keys = KeyTable<ExportCommand>(
    "In the exports",
    ExportFormat.allCases.map { KeyBinding([$0.key], .make($0), $0.label) } + [
      KeyBinding([.escape, "q"], .close, "close; nothing is made", hint: "close")
    ])
}

extension ExportFormat {
  fileprivate var key: Key {
    switch self {
    case .pdf: "p"
    case .html: "w"
    case .fhir: "f"
    case .hl7: "h"
    case .geojson: "g"
    case .png: "i"
    case .sectra: "s"
    case .structuredReport: "r"
    case .parametricMap: "m"
    case .annotations: "a"
    }
  }
}
