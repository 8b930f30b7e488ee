import Casework
import Labels
import TerminalKit

extension ThemedView {
  /// A question about a place, and what became of it.
  func opinionLines(_ opinion: SecondOpinion, of file: CaseFile, _ columns: Int) -> [Line] {
    let request = opinion.request
    let standing = file.standing(of: opinion)
    return [Line(request.title.uppercased() + " · " + standing.label, theme[standing.role])]
      + wrapped(request.question, columns: columns, style: theme[.text])
      + pair("place", request.place.text, columns) + pair("by", request.asker, columns)
      + pair("asked of", request.askedOf, columns) + pair("at", TimeText.words(request.askedAt), columns)
      + answerLines(opinion, file, columns)
  }

  private func answerLines(_ opinion: SecondOpinion, _ file: CaseFile, _ columns: Int) -> [Line] {
    if opinion.isAnswerWithheld, let withheld = file.withheld {
      return wrapped("The answer is \(withheld.label).", columns: columns, style: theme[.text])
    }
    if let withdrawal = opinion.withdrawal {
      return pair("back at", TimeText.words(withdrawal.withdrawnAt), columns)
    }
    guard let answer = opinion.answer else { return [] }
    let call = answer.call.map { pair("own call", $0.label, columns) } ?? []
    let digest = answer.entryDigest.map { pair("entry", String($0.prefix(12)) + "…", columns) } ?? []
    return [Line("ANSWER", theme[.accent])] + wrapped(answer.text, columns: columns, style: theme[.text]) + call
      + pair("by", answer.reviewer, columns) + pair("at", TimeText.words(answer.answeredAt), columns)
      + pair("meaning", answer.statement, columns) + digest
  }
}

extension CasePanel {
  /// The case's second opinions, in the order in which the reader needs them: what is asked of them, what was answered
  /// to them, the others.
  func opinionSections(_ columns: Int) -> [[Line]] {
    let (asked, answered) = (file.questions(for: reader), file.unreadAnswers(for: reader))
    let others = file.opinions.filter { !asked.contains($0) && !answered.contains($0) }
    return asked.map { opinionLines($0, of: file, columns) + [askedKeys] }
      + (answered + others.reversed()).map { opinionLines($0, of: file, columns) + backKey($0) }
  }

  private var askedKeys: Line {
    let (key, words) = (theme[.key], theme[.accent])
    return Line([Span("i", key), Span(" answer  ", words), Span("p", key), Span(" its place", words)])
  }

  /// The key that takes a question of the reader's own back.
  private func backKey(_ opinion: SecondOpinion) -> [Line] {
    let isOwn = opinion.request.asker == Reviewer.name(reader)
    guard isOwn, file.standing(of: opinion).isOpen else { return [] }
    return [Line([Span("u", theme[.key]), Span(" take it back", theme[.accent])])]
  }
}

extension OpinionStanding {
  fileprivate var role: Role {
    switch self {
    case .open: .warning
    case .answered: .accent
    case .read: .success
    case .withdrawn, .lapsed: .dim
    }
  }

  fileprivate var isOpen: Bool {
    switch self {
    case .open: true
    case .answered, .read, .withdrawn, .lapsed: false
    }
  }
}
