import ArgumentParser
import Arguments
import CasebookStore
import Casework
import Console
import Labels
import Sentences
import Settings
import UseCases

/// `coverslip protocol`: how cases are read.
struct ProtocolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protocol", abstract: "Tell or set how cases are read: open, blinded first, or double.",
    discussion: CommandHelp.readingProtocol)

  @Argument(help: "One of \(ReadingProtocol.offered).", transform: ReadingProtocol.given)
  var code: ReadingProtocol?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("Of this case alone; default: of all that have none of their own.", valueName: "case"))
  var caseID: String?

  @Option(help: ArgumentHelp("Who sets it; default: the only one who may.", valueName: "name"))
  var by: String?

  @OptionGroup var passphrases: PassphraseOptions
  @OptionGroup var options: CasebookOptions

  func run() throws {
    guard let code else { return try tell() }
    let casebook = try options.open()
    let roster = try casebook.roster()
    let name = roster.isEmpty ? by ?? Places.current.printedName : try roster.admitter(by)
    let passphrase = roster.isEmpty ? nil : try passphrases.passphrase(of: name, for: .admit, in: casebook)
    let caseID = caseID
    try waiting { try await SetProtocol(store: casebook, keys: .system)(code, for: caseID, by: name, passphrase) }
    Standard.output(ProtocolText.done(code, for: caseID, by: name))
  }

  private func tell() throws {
    let casebook = try options.openToRead()
    if let caseID { return Standard.output(ProtocolText.text(of: try casebook.caseFile(caseID))) }
    let others = try casebook.cases { $0.ownProtocol != nil }.compactMap(\.ownProtocol)
    Standard.output(
      ProtocolText.text(house: try casebook.houseProtocol(), others: Dictionary(others.map { ($0, 1) }) { $0 + $1 }))
  }
}
