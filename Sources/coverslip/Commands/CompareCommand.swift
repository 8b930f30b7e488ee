import ArgumentParser
import Arguments
import Casework
import Console
import Sentences
import Tables
import UseCases

/// `coverslip compare CASE`: the clinical comparators of a case.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show the clinical comparators of a case.",
    discussion: CommandHelp.compare)

  @OptionGroup var options: CasebookOptions

  @Argument(help: "The case.")
  var id: String

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let file = try options.openToRead().caseFile(id)
    try file.requireTold(.comparators)
    let record = file.record
    Standard.output(json ? ComparatorJSON.show(record) : ComparatorText(record).text)
  }
}

/// `coverslip comparators --table clinical.csv`: the clinical comparators of many patients.
struct ComparatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comparators", abstract: "Compute the clinical comparators of a table of patients.",
    discussion: CommandHelp.comparators)

  @Option(help: ArgumentHelp("The table, CSV.", valueName: "clinical.csv"))
  var table: String

  @Option(help: ArgumentHelp("The column of the patients; default: `patient`, else `case`.", valueName: "C"))
  var patient: String?

  @Flag(name: .customLong("skip"), help: "Leave out rows that cannot be read, and say which.")
  var leavesOut = false

  @Flag(name: .customLong("keep-columns"), help: "Let columns be that are called nearly as known ones.")
  var keepsNearColumns = false

  @Flag(help: "As JSON, with the reasons where there is no value.")
  var json = false

  func run() throws {
    let table = try read()
    if !table.leftOut.isEmpty { Standard.error("left out of \(self.table): \(table.leftOut.sentence)") }
    Standard.output(json ? ComparatorJSON.table(table) : ComparatorTableText(table).text)
  }

  private func read() throws -> ClinicalTable {
    let bytes = try GivenFile.read(table)
    do {
      return try ClinicalTable.parse(
        bytes: bytes, .init(keepsNearColumns: keepsNearColumns, leavesOut: leavesOut, patient: patient))
    } catch {
      throw error.words(path: table)
    }
  }
}
