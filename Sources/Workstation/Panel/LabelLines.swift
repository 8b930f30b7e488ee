import Casework
import Labels
import Microscopy
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
    let texts = open.flatMap { mismatchLines(of: $0, columns) }
    guard file.readerMay(.sign), file.isScored, file.identitiesWithheld == nil else { return line + texts }
    return line + texts + [keyWords(keys("v"), " resolves it")]
  }

  /// The mismatch of a slide in few lines: of texts that are too long for these, beginnings and ends.
  private func mismatchLines(of slide: Int, _ columns: Int) -> [Line] {
    let slideName = file.record.slides.count > 1 ? file.record.slides[slide].fileName : nil
    let name = slideName.map { TextWidth.middleTruncated(TextWidth.printable($0), to: columns - 4) + ": " } ?? ""
    func lines(_ limit: Int) -> [Line] {
      let sentence = file.labelSentence(of: slide) {
        TextWidth.middleTruncated(TextWidth.printable($0), to: limit)
      }
      return wrapped("! " + name + (sentence ?? ""), columns: columns, style: theme[.warning])
    }
    let limits = stride(from: 2 * LabelText.limit, to: Self.shortestText, by: -4)
    return limits.lazy.map(lines).first { $0.count <= Self.mismatchRows } ?? lines(Self.shortestText)
  }

  /// Rows of a mismatch; all of it says the command label.
  private static let mismatchRows = 3
  /// Columns that are shown of a text, however long the other one is.
  private static let shortestText = 9
}
