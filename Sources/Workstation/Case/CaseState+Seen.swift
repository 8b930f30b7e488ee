import Casework
import TerminalKit

extension CaseState {
  /// What of the slides was on the screen, and what is known of their files.
  func slidesSeen(_ pictures: PictureShelf) -> SlidesSeen {
    var seen = slidesShown(pictures)
    seen.changedFile = changedFile
    return seen
  }

  /// Why no call is given: the first slide whose file is another one than was scored.
  private var changedFile: String? {
    let changed = files.firstIndex { state in
      switch state.check {
      case .changed: true
      case .whole, .quick, .notChecked: false
      }
    }
    guard let name = changed.flatMap({ file.slide($0)?.fileName }) else { return nil }
    let shown = TextWidth.middleTruncated(TextWidth.printable(name), to: 30)
    return "\(shown) changed since it was scored: put that file back, or score the case again."
  }

  private func slidesShown(_ pictures: PictureShelf) -> SlidesSeen {
    let unseen = file.record.slides.indices.filter { !seen.contains($0) }
    guard !unseen.isEmpty else { return SlidesSeen(shown: .every, reading: trace.kept) }
    let names = unseen.compactMap { file.slide($0)?.fileName }
    guard seen.isEmpty else {
      let list = names.map { TextWidth.middleTruncated(TextWidth.printable($0), to: 30) }.joined(separator: ", ")
      return SlidesSeen(
        shown: .allBut(names), remark: "Not on the screen: \(list). The signature will say so; Esc, then w shows it.",
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
