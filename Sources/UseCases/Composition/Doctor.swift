import Casework
import NeuralNetworks
import Settings
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
    case products(BLASKernel)
    case model(Result<ModelIdentity, any Error>)
    /// `nil` where there is none yet.
    case casebook(path: String, Result<LedgerVerification?, any Error>)
    case themes([String])
    /// What the laboratory says of all cases, in the file beside the casebook; `nil` where there is no such file.
    case laboratory(path: String, Result<LabelPattern?, any Error>)
  }

  /// The smallest terminal that the workstation opens in.
  package static let smallest = TerminalSize(columns: 80, rows: 24)

  /// What the terminal, the libraries and the model bundle are.
  package var findings: [Finding] {
    [
      .terminal(name: variables["TERM"], terminal),
      .colours(ColorDepth.detect(environment: variables, isTTY: terminal != nil)), .encoding(locale: locale),
      .slides(Result { try OpenSlideLibrary.installed() }),
      .decoders(Result { DecoderReport.made(with: try OpenSlideLibrary.installed()) }), .products(BLAS.kernel),
      .model(Result { try ModelBundle.load(bundle).identity }),
    ]
  }

  private var locale: String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }.first.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Doctor.Finding {
  /// What the laboratory says of the casebook at `path`.
  package static func laboratory(beside path: String) -> Doctor.Finding {
    .laboratory(
      path: LaboratorySettings.file(beside: path), Result { try LaboratorySettings.load(beside: path).labelPattern })
  }
}
