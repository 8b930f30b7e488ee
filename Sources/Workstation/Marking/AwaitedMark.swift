import Basics
import Casework

/// What the casebook was asked to do with a mark: it is said to be done once the case as the casebook has it shows
/// that, and not before.
enum AwaitedMark: Equatable, Sendable {
  /// The mark is to be kept; `alike` are those that looked the same before.
  case keeping(SlideMark, alike: Int, words: String)
  case removal(id: String)

  /// The mark is to be kept beside these.
  init(_ mark: SlideMark, beside marks: [SlideMark], words: String) {
    self = .keeping(mark, alike: Self.alike(mark, in: marks), words: words)
  }

  /// What is said where the case has these marks; `nil` as long as it is not done.
  func words(of marks: [SlideMark]) -> String? {
    switch self {
    case .keeping(let mark, let alike, let words): Self.alike(mark, in: marks) > alike ? words : nil
    case .removal(let id): marks.contains { $0.id == id } ? nil : "Taken away."
    }
  }

  /// How many look like `mark`, which has no identity yet; one that has is changed once it is of another time.
  private static func alike(_ mark: SlideMark, in marks: [SlideMark]) -> Int {
    let note = CleanText.cleaned(mark.note)
    guard mark.id.isEmpty else {
      return marks.count { $0.id == mark.id && $0.note == note && $0.madeAt != mark.madeAt }
    }
    return marks.count {
      ($0.slide, $0.kind, $0.note) == (mark.slide, mark.kind, note) && $0.shape == mark.shape
    }
  }
}
