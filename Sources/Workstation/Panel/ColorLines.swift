import Labels
import SlidePictures
import TerminalKit

extension CasePanel {
  /// In which colours the slide is on the screen; nothing before there is a picture.
  func colorLines(_ columns: Int) -> [Line] {
    guard let coloring else { return [] }
    return pair("colour", coloring.profile.words, columns) + refusalLines(coloring.profile, columns)
      + (coloring.vectors.map { pair("stains", $0.words, columns) } ?? [])
  }

  private func refusalLines(_ profile: PictureColoring.Profile, _ columns: Int) -> [Line] {
    switch profile {
    case .none, .raw, .applied: []
    case .notUsed(let failure):
      wrapped("profile: not used, because \(failure.reason).", columns: columns, style: theme[.warning])
    }
  }
}

extension PictureColoring.Profile {
  /// `as scanned`, or which profile made the colours.
  fileprivate var words: String {
    switch self {
    case .none: "as scanned; the slide has no ICC profile"
    case .raw, .notUsed: "as scanned"
    case .applied(let name): name.isEmpty ? "ICC profile" : "ICC profile (\(name))"
    }
  }
}

extension PictureColoring.Vectors {
  /// By which vectors one stain is told from the other.
  fileprivate var words: String {
    switch self {
    case .own: "by the slide's own vectors"
    case .reference: "by Ruifrok's reference vectors: the slide's own cannot be estimated"
    }
  }
}
