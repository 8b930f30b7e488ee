import Casework

extension FileCheck {
  /// What was found, as a signature tells it: `unchanged (whole file)`.
  public var label: String {
    switch self {
    case .whole: "unchanged (whole file)"
    case .quick: "size and quick digest unchanged"
    case .changed: "changed since it was scored"
    case .notChecked: "not checked"
    }
  }
}

extension SlideFileState {
  /// What is known by now: `size and quick digest unchanged; whole file 43 %`.
  public var phrase: String {
    [known, percent.map { "whole file \($0) %" }].compactMap(\.self).joined(separator: "; ")
  }

  private var known: String {
    switch check {
    case .whole, .changed: check.label
    case .notChecked: isGone ? "gone: there is no file any more" : check.label
    case .quick: isWritten ? "\(check.label), but written since it was scored" : check.label
    }
  }
}

extension SignOff {
  /// What was found of the files of `slides`: `S-1.svs unchanged (whole file), S-2.svs not checked`, of one slide
  /// without its name; `nil` in what was signed before files were checked.
  public func filesPhrase(_ slides: [CaseSlide]) -> String? {
    guard files.count > 1 else { return files.first?.check.label }
    let names = files.indices.map { slides.indices.contains($0) ? slides[$0].fileName : "slide \($0 + 1)" }
    return zip(names, files).map { "\($0) \($1.check.label)" }.joined(separator: ", ")
  }
}
