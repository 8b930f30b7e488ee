import ArgumentParser
import Arguments
import Console
import Documents
import Sentences

/// `coverslip show CASE`: all that is known of a case.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a case.")

  @OptionGroup var options: CasebookOptions

  @Argument(help: "The case.")
  var id: String

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let file = try options.openToRead().caseFile(id)
    Standard.output(json ? CaseJSON.show(file) : CaseText(file).text)
  }
}
