import Casework
import TerminalKit

extension CaseState {
  /// What of the slides was on the screen, and what is known of their files.
  func slidesSeen(_ pictures: PictureShelf) -> SlidesSeen {
    var seen = slidesShown(pictures)
    seen.changedFile = changedFile
    return seen
  }

  /// Why no call is given: the first slide whose file is gone, or another one than was scored.
  private var changedFile: String? {
    for (index, state) in files.enumerated() {
      guard let words = state.refusal, let name = file.slide(index)?.fileName else { continue }
      return TextWidth.middleTruncated(TextWidth.printable(name), to: 30) + words
    }
    return nil
  }

  private func slidesShown(_ pictures: PictureShelf) -> SlidesSeen {
    let unseen = file.record.slides.indices.filter { !seen.contains($0) }
    guard !unseen.isEmpty else { return SlidesSeen(shown: .every, reading: trace.kept) }
    let names = unseen.compactMap { file.slide($0)?.fileName }
    guard seen.isEmpty else {
      let list = names.map { TextWidth.middleTruncated(TextWidth.printable($0), to: 30) }.joined(separator: ", ")
      return SlidesSeen(
        shown: .allBut(names),
        remark: "Not on the screen: \(list). The signature will say so; Esc, then \(keys.label("w")) shows it.",
        reading: trace.kept)
    }
    return SlidesSeen(shown: .allBut(names), refusal: refusal(pictures), reading: trace.kept)
  }

  /// Why nothing can be signed that rests on a picture: there was none.
  private func refusal(_ pictures: PictureShelf) -> String {
    let name = slide.map { TextWidth.middleTruncated(TextWidth.printable($0.fileName), to: 30) } ?? "the slide"
    return pictures.problems[.pane] == nil
      ? "The slide \(name) was not on the screen: Esc, and look at it."
      : "\(name) cannot be shown: no call is signed without the picture. d defers, r rejects the slide."
  }
}

extension SlideFileState {
  /// What is said of a file upon which no call is given, behind its name; `nil` where one is.
  fileprivate var refusal: String? {
    switch check {
    case .changed: " changed since it was scored: put that file back, or score the case again."
    case .notChecked: isGone ? " is gone since it was scored: put that file back." : nil
    case .whole, .quick: nil
    }
  }
}
