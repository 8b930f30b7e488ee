import Casework
import Labels

/// What `coverslip label` prints.
package enum LabelLines {
  /// The check of each slide of a case.
  package static func text(_ file: CaseFile) -> String {
    let slides = file.record.slides.indices.map { index in
      let head = "  slide    \(file.record.slides[index].fileName.printable)   \(standing(of: index, file).label)"
      return ([head] + CaseText.labelLines(of: index, file).map { "    " + $0.printable }).joined(separator: "\n")
    }
    return (["Case \(file.id.printable)   label: \(file.labelWords)"] + slides).joined(separator: "\n")
  }

  /// What is said once a mismatch is resolved.
  package static func done(_ resolution: LabelResolution, of file: CaseFile) -> String {
    "resolved the label of \(file.record.slides[resolution.slide].fileName.printable), case \(file.id.printable), as "
      + "\(resolution.reviewer.printable) at \(resolution.resolvedAt): \(resolution.reason.label). "
      + resolution.statement
  }

  private static func standing(of slide: Int, _ file: CaseFile) -> LabelStanding {
    file.labels.indices.contains(slide) ? file.labels[slide].check.standing : .notChecked
  }
}

extension CaseText {
  /// Of all slides in one line, and each mismatch with what resolves it.
  static func labelLines(_ file: CaseFile) -> [String] {
    ["  label    \(file.labelWords)"]
      + file.labels.indices.filter { file.labels[$0].check.isMismatch }.flatMap { labelLines(of: $0, file) }
  }

  /// The two texts of a slide, and what resolves that they differ.
  static func labelLines(of slide: Int, _ file: CaseFile) -> [String] {
    guard file.labels.indices.contains(slide), let expected = file.labels[slide].check.expected else { return [] }
    let check = file.labels[slide].check
    let texts =
      ["  expected \(expected.text), by \(expected.source.label)"]
      + (check.found.map { ["  found    \($0.text), in \($0.property)"] } ?? [])
    guard let resolution = file.labelResolution(of: slide) else { return texts }
    let comment = resolution.comment.isEmpty ? [] : ["  comment  \(resolution.comment)"]
    return texts + ["  resolved \(resolution.reason.label)"] + comment
      + ["  by       \(resolution.reviewer), \(resolution.resolvedAt)", "  entry    \(resolution.entryDigest ?? "-")"]
  }
}
