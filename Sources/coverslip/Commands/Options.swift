import ArgumentParser
import CasebookStore
import Console
import Cryptography
import Exports
import Files
import Foundation
import Labels
import NeuralNetworks
import Sentences
import Settings
import UseCases

/// Which casebook, and how to open it.
struct CasebookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The casebook, one SQLite file.", valueName: "path"))
  var casebook: String?

  var path: String { FilePaths.absolute(casebook ?? Places.current.casebook) }

  /// The casebook; made with its folder where there is none and `create` says so.
  func open(create: Bool = false) throws -> Casebook {
    if create { try PrivateFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path) }
    return told(
      try Casebook.open(
        path: path, createIfMissing: create, now: WallClock.system.timestamp, actor: Places.current.account))
  }

  /// Where the result files of its findings are.
  var results: ResultFiles { ResultFiles(of: path) }

  /// SHA-256 of a result file, 64 hexadecimal digits; `nil` where it cannot be read.
  var resultDigest: @Sendable (String) -> String? { { [results] in FileDigest.sha256(results.place(of: $0)) } }

  /// The casebook's file as a whole.
  var vault: CasebookVault { CasebookVault(path: path) }

  /// The casebook for a command that only reads: it may lie on read-only media.
  func openToRead() throws -> Casebook {
    told(try Casebook.openToRead(path: path, now: WallClock.system.timestamp, actor: Places.current.account))
  }

  private func told(_ casebook: Casebook) -> Casebook {
    if let migration = casebook.migration { Standard.error(CasebookText.text(migration)) }
    return casebook
  }

  /// The casebook's ledger as a log, with its key beside the casebook.
  func log() throws -> LedgerLog {
    LedgerLog(try openToRead(), shelf: LogFiles(beside: path), cryptography: .system)
  }

  /// Exports of its cases, told as anybody may know them; a model that is named must be readable.
  func exports(_ model: ModelOptions) throws -> ExportCase {
    if model.bundle != nil { _ = try ModelBundle.load(model.path) }
    let casebook = try openToRead()
    return ExportCase(
      store: casebook, tools: .files(of: casebook, at: path, bundle: model.path, software: Software.name))
  }
}

/// Which model bundle.
struct ModelOptions: ParsableArguments {
  @Option(name: .customLong("model"), help: ArgumentHelp("The model bundle, a folder.", valueName: "bundle"))
  var bundle: String?

  var path: String { bundle.map { FilePaths.absolute($0) } ?? Places.current.demonstrationBundle }
}
