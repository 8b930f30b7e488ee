import Basics
import Casework
import Microscopy

extension ColorProfileFailure {
  /// Why pictures stay as they were scanned, as the end of a sentence: `it is for CMYK, not for red, green and blue`.
  public var reason: String {
    switch self {
    case .noLibrary(let name): "the library that reads it, \(name.printable), is not installed"
    case .unreadable(let detail): "the file does not give it: \(detail.printable)"
    case .tooLarge(let bytes, let limit):
      "it has \(NumberText.screen.grouped(bytes)) bytes, more than \(NumberText.screen.grouped(limit))"
    case .damaged: "it is damaged"
    case .wrongClass(let code): "it is not that of a scanner or a screen, but of the class \(code.printable)"
    case .wrongColors(let code): "it is for \(code.printable), not for red, green and blue"
    case .incomplete: "it lacks what its colours are computed from"
    }
  }
}

extension EncodedColors {
  /// What is shown: `raw pixels`.
  public var label: String {
    switch self {
    case .raw: "raw pixels"
    case .notTold: "not told by the feature file"
    }
  }
}
