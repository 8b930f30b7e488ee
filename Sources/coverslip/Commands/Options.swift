import ArgumentParser
import Arguments
import Exports
import Files
import NeuralNetworks
import Settings

/// Which model bundle.
struct ModelOptions: ParsableArguments {
  @Option(name: .customLong("model"), help: ArgumentHelp("The model bundle, a folder.", valueName: "bundle"))
  var bundle: String?

  var path: String { bundle.map { FilePaths.absolute($0) } ?? Places.current.demonstrationBundle }
}

extension CasebookOptions {
  /// Exports of its cases, told as anybody may know them; a model that is named must be readable.
  func exports(_ model: ModelOptions) throws -> ExportCase {
    if model.bundle != nil { _ = try ModelBundle.load(model.path) }
    let (casebook, laboratory) = (try openToRead(), try LaboratorySettings.load(beside: path))
    return ExportCase(
      store: casebook, tools: .files(of: casebook, at: path, bundle: model.path, software: Software.name, laboratory))
  }
}
