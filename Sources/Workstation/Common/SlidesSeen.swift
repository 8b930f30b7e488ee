import Casework

/// What of a case's slides was on the screen since it was opened, for whoever signs.
struct SlidesSeen: Equatable, Sendable {
  /// What the signature says of it.
  let shown: SlidesShown
  /// Why nothing can be signed that rests on the picture: no slide was on the screen.
  let refusal: String?
  /// What is said before signing where some were not.
  let remark: String?
  /// What was seen of the reading, or that nothing is kept of it; `nil` where the case was on no screen.
  let reading: ReadingKept?

  init(
    shown: SlidesShown, refusal: String? = nil, remark: String? = nil, reading: ReadingKept? = nil
  ) {
    self.shown = shown
    self.refusal = refusal
    self.remark = remark
    self.reading = reading
  }

  /// Every slide was on the screen.
  static let all = SlidesSeen(shown: .every)
}
