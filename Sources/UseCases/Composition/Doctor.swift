import Casework
import ColorManagement
import FeatureFiles
import NeuralNetworks
import SlideReading
import Tensors
import TerminalKit

/// What works on this machine.
package struct Doctor: Sendable {
  /// The variables of the process's environment.
  package let variables: [String: String]
  /// Size of the terminal behind stdout; `nil` where it is none.
  package let terminal: TerminalSize?
  /// The folder of the model bundle.
  package let bundle: String

  package init(variables: [String: String], terminal: TerminalSize?, bundle: String) {
    self.variables = variables
    self.terminal = terminal
    self.bundle = bundle
  }

  /// What was found of one thing.
  package enum Finding: Sendable {
    case terminal(name: String?, TerminalSize?)
    case colours(ColorDepth)
    /// `nil` where no locale is set.
    case encoding(locale: String?)
    case slides(Result<OpenSlideLibrary, any Error>)
    /// What the library makes of small slides whose every pixel is known.
    case decoders(Result<DecoderReport, any Error>)
    /// The library that reads and writes other tools' feature files.
    case features(Result<HDF5Library, any Error>)
    /// The library that understands the ICC profiles of slides: its name and version.
    case profiles(Result<String, any Error>)
    case products(BLASKernel)
    case model(Result<ModelIdentity, any Error>)
    /// `nil` where there is none yet.
    case casebook(path: String, Result<LedgerVerification?, any Error>)
    /// Paths of the laboratory's files beside the casebook.
    case settings(Result<[String], any Error>)
    /// Their names, and what is wrong with their files.
    case themes([String], mistakes: [any Error])
  }

  /// The smallest terminal that the workstation opens in.
  package static let smallest = TerminalSize(columns: 80, rows: 24)

  /// What the terminal, the libraries and the model bundle are.
  package var findings: [Finding] {
    [
      .terminal(name: variables["TERM"], terminal),
      .colours(ColorDepth.detect(environment: variables, isTTY: terminal != nil)), .encoding(locale: locale),
      .slides(Result { try OpenSlideLibrary.installed() }),
      .decoders(Result { DecoderReport.made(with: try OpenSlideLibrary.installed()) }),
      .features(Result { try HDF5Library.installed() }),
      .profiles(Result { "Little CMS \(try LittleCMS.installed().version)" }), .products(BLAS.kernel),
      .model(Result { try ModelBundle.load(bundle).identity }),
    ]
  }

  private var locale: String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }.first.flatMap { $0.isEmpty ? nil : $0 }
  }
}
