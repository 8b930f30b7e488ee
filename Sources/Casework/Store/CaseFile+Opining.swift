import Basics

extension CaseFile {
  /// What `draft` makes of the case's second opinions, signed by `reviewer` at `now`.
  ///
  /// A question is asked of one colleague or of anybody, about a place of a case that is not closed. The colleague who
  /// was asked answers, in words, and where they like with a call of their own; the asker takes back what nobody has
  /// answered. Texts are composed (NFC), and control characters are taken out.
  ///
  /// - Throws: the first rule that the draft breaks; what the ledger's state machine refuses besides, it refuses.
  package func opinion(
    _ draft: OpinionDraft, by reviewer: String, now: String
  ) throws(TransitionProblem) -> OpinionAct {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    switch draft {
    case .question(let place, let text, let colleague):
      let own: SlidePlace
      do throws(PlaceProblem) { own = try self.place(place) } catch { throw .opinion(.place(error)) }
      return .asked(
        OpinionRequest(
          number: opinions.count + 1, place: own, question: try Self.opinionText(text, or: .noQuestion), asker: name,
          colleague: colleague.map { Reviewer.name($0) }, askedAt: now))
    case .answer(let number, let digest, let text, let call, let nonce):
      return .given(
        OpinionAnswer(
          number: number, text: try Self.opinionText(text, or: .noAnswer), call: call, isBlinded: isBlinded(to: name),
          reviewer: name, answeredAt: now, to: digest, nonce: nonce))
    case .withdrawal(let number, let digest):
      return .withdrawn(OpinionWithdrawal(number: number, reviewer: name, withdrawnAt: now, to: digest))
    }
  }

  /// Makes sure that a text can be asked or answered.
  ///
  /// - Throws: that it says nothing, or is too long.
  package static func opinionText(_ text: String, or problem: OpinionProblem) throws(TransitionProblem) -> String {
    let text = ComposedText.composed(CleanText.cleaned(text))
    guard SignOff.isSeen(text) else { throw .opinion(problem) }
    let length = text.unicodeScalars.count
    guard length <= SignOff.commentLimit else {
      throw .opinion(.textTooLong(length: length, limit: SignOff.commentLimit))
    }
    return text
  }
}
