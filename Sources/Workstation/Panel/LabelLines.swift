import Casework
import Labels
import TerminalKit

/// What the labels of the slides say: no result of the model, so that it is told whoever reads the case, and how.
extension CasePanel {
  /// Whether a label was held against the case: then it stands beside the patient, else among what is known besides.
  var isLabelChecked: Bool { !file.labels.isEmpty }

  /// All slides in one line; below it each mismatch that nobody has resolved, and the key that does.
  func labelLines(_ columns: Int) -> [Line] {
    let open = file.openLabels
    let line = pair("label", file.labelWords, columns, style: open.isEmpty ? nil : theme[.warning])
    guard !open.isEmpty else { return line }
    let texts = open.flatMap { slide -> [Line] in
      let name = file.record.slides.count > 1 ? "\(file.record.slides[slide].fileName): " : ""
      return wrapped("! " + name + (file.labelSentence(of: slide) ?? ""), columns: columns, style: theme[.warning])
    }
    guard file.isScored, file.identitiesWithheld == nil else { return line + texts }
    return line + texts + [Line([Span("v", theme[.key]), Span(" resolves it", theme[.accent])])]
  }
}
