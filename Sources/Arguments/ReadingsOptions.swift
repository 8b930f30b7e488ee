import ArgumentParser
import Casework
import Labels

/// Which readings are counted, for whom, and how it is told.
package struct ReadingsOptions: ParsableArguments {
  @Option(help: "Who asks: one of reviewer list.")
  package var reviewer: String?

  @Option(parsing: .unconditional, help: "Only the cases that pass: \(CaseFilter.offered).")
  package var cases = ""

  @Flag(help: "As JSON.")
  package var json = false

  @Flag(help: "As CSV: one row for each signature.")
  package var csv = false

  package init() {}

  package func validate() throws {
    guard !json || !csv else { throw ValidationError("Give --json or --csv, not both.") }
  }
}
