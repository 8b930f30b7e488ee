import Casework
import Labels
import TerminalKit

extension CasePanel {
  /// What is known of the slides' files: one entry per slide, none before anything is known.
  func fileLines(_ columns: Int) -> [Line] {
    files.indices.flatMap { index in
      let name = files.count == 1 ? "file" : "file \(index + 1)"
      return wrapped("\(name): \(files[index].phrase)", columns: columns, style: style(of: files[index]))
    }
  }

  private func style(of state: SlideFileState) -> Style {
    switch state.check {
    case .changed: theme[.error]
    case .notChecked: theme[state.isGone ? .error : .dim]
    case .whole, .quick: theme[.dim]
    }
  }
}
