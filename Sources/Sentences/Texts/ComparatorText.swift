import Basics
import Casework
import Foundation
import Labels
import Prognosis
import Tables

/// The comparators of one patient as text for a shell.
package struct ComparatorText {
  package let text: String

  package init(_ record: Case) {
    let lines = ClinicalComparator.allCases.flatMap { Self.lines($0, $0.result(of: record.clinical)) }
    text =
      (["Case \(record.id.printable)   comparators, not blended into the call"] + lines + [
        "", ResearchUse.sentence,
      ])
      .joined(separator: "\n")
  }

  private static func lines(_ comparator: ClinicalComparator, _ result: ComparatorResult) -> [String] {
    let label = "  " + comparator.name.padding(toLength: 29, withPad: " ", startingAt: 0)
    switch result {
    case .none(let reasons): return [label + "-  " + reasons.phrase.printable]
    case .value(.score(let score, let group)):
      return [label + number(score, comparator) + " " + comparator.unit + (group.map { ", \($0)" } ?? "")]
    case .value(.group(let group)): return [label + group]
    case .value(.outlook(let outlook)): return lines(outlook, label)
    }
  }

  package static func number(_ score: Double, _ comparator: ClinicalComparator) -> String {
    NumberText.shell.fixed(score, digits: comparator.decimals)
  }

  private static func lines(_ outlook: PredictOutlook, _ label: String) -> [String] {
    let blank = String(repeating: " ", count: label.count)
    var lines = [label + percent(outlook.surgeryOnly) + " alive at 5, 10, 15 years, surgery alone"]
    if let treated = outlook.asTreated { lines.append(blank + percent(treated) + " as treated") }
    lines += outlook.benefits.map { blank + points($0.gain) + " by " + $0.treatment.label }
    if !outlook.unknown.isEmpty { lines.append(blank + "unknown: " + names(outlook.unknown)) }
    if !outlook.notCounted.isEmpty { lines.append(blank + "given, not counted: " + names(outlook.notCounted)) }
    return lines
  }

  private static func names(_ variables: [ClinicalVariable]) -> String {
    variables.map(\.name).joined(separator: ", ")
  }

  private static func percent(_ shares: [Double]) -> String {
    shares.map { String(format: "%5.1f", $0 * 100) }.joined(separator: " ") + " %"
  }

  private static func points(_ shares: [Double]) -> String {
    shares.map { String(format: "%+5.1f", $0 * 100) }.joined(separator: " ") + "  "
  }
}

/// The comparators of a table of patients as text for a shell: one line per patient, then what the columns were taken
/// for.
package struct ComparatorTableText {
  package let text: String

  package init(_ table: ClinicalTable) {
    let header = ["LINE", "PATIENT"] + ClinicalComparator.allCases.map { $0.rawValue.uppercased() }
    let rows = [header] + table.rows.map(Self.row)
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
    }
    text = (lines + [""] + Self.columns(table) + [ResearchUse.sentence]).joined(separator: "\n")
  }

  private static func row(_ row: ClinicalTable.Row) -> [String] {
    [String(row.line), row.name?.printable ?? "-"]
      + ClinicalComparator.allCases.map { cell($0, $0.result(of: row.clinical)) }
  }

  /// PREDICT's cell is the survival at 10 years after surgery alone.
  private static func cell(_ comparator: ClinicalComparator, _ result: ComparatorResult) -> String {
    switch result {
    case .none: "-"
    case .value(.score(let score, let group)): ComparatorText.number(score, comparator) + (group.map { " \($0)" } ?? "")
    case .value(.group(let group)): group
    case .value(.outlook(let outlook)): NumberText.shell.percent(outlook.surgeryOnly[1])
    }
  }

  private static func columns(_ table: ClinicalTable) -> [String] {
    let unknown = table.unknownColumns.map(\.printable)
    return ["columns used: \(list(table.knownColumns))"]
      + (unknown.isEmpty ? [] : ["columns unknown here: \(list(unknown))"])
      + (table.absentColumns.isEmpty ? [] : ["columns that are not there: \(list(table.absentColumns))"])
      + ["PREDICT: alive after 10 years, surgery alone; - has its reasons with --json"]
  }

  private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
}
