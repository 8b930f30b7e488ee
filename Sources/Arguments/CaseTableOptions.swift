import ArgumentParser
import Casework
import Exports
import Labels

/// Which cases stand in a table, in which format, and where it goes.
package struct CaseTableOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The cases that pass: \(CaseFilter.offered); default: all.", valueName: "query"))
  package var cases = ""

  @Option(help: "As what: csv.") package var format = CaseTableFormat.csv

  @Option(help: ArgumentHelp("A file to write into; default: stdout.", valueName: "path")) package var out: String?

  package init() {}

  /// The cases that are asked for.
  ///
  /// - Parameter me: printed name of whoever asks.
  /// - Throws: `CaseFilterMistake` where the query is none.
  package func query(me: String) throws -> CaseQuery {
    CaseQuery(filter: try CaseFilter(cases).resolved(me: me))
  }
}

extension CaseTableFormat: ExpressibleByArgument {}
