import Casework

/// What of a case's slides was on the screen since it was opened, and what is known of their files, for whoever signs.
struct SlidesSeen: Equatable, Sendable {
  /// What the signature says of it.
  let shown: SlidesShown
  /// Why nothing can be signed that rests on the picture: no slide was on the screen.
  let refusal: String?
  /// Why no call stands upon the finding: the file of a slide is gone, or another one than was scored.
  var changedFile: String?
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

  /// Why no call can be given upon the finding whose files are watched.
  var callRefusal: String? { changedFile ?? refusal }

  /// Why no call can be signed with the case, and what can be.
  var signingRefusal: String? { changedFile.map { $0 + " d defers, r rejects." } ?? refusal }

  /// Every slide was on the screen.
  static let all = SlidesSeen(shown: .every)
}
