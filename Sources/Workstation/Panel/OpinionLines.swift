import Casework
import Labels
import TerminalKit

extension ThemedView {
  /// A question about a place, and what became of it.
  func opinionLines(_ opinion: SecondOpinion, of file: CaseFile, _ columns: Int) -> [Line] {
    let request = opinion.request
    let standing = file.standing(of: opinion)
    return wrapped(request.title.uppercased() + " · " + standing.label, columns: columns, style: theme[standing.role])
      + wrapped(request.question, columns: columns, style: theme[.text])
      + pair("place", request.place.text, columns) + pair("by", request.asker, columns)
      + pair("asked of", request.askedOf, columns) + pair("at", TimeText.words(request.askedAt), columns)
      + answerLines(opinion, file, columns)
  }

  private func answerLines(_ opinion: SecondOpinion, _ file: CaseFile, _ columns: Int) -> [Line] {
    if let words = opinion.withheldWords(in: file) { return wrapped(words, columns: columns, style: theme[.text]) }
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
  /// The second opinions that wait for the reader: what is asked of them, what was answered to them. An answer stays
  /// here as long as the case is open on which it was read.
  func waitingOpinions(_ columns: Int) -> [[Line]] {
    let asked = file.questions(for: reader).map { opinionLines($0, of: file, columns) + [askedKeys] }
    return asked + answered.map { opinionLines($0, of: file, columns) }
  }

  /// The others, the last one first.
  func otherOpinions(_ columns: Int) -> [[Line]] {
    let waiting = file.questions(for: reader) + answered
    return file.opinions.filter { !waiting.contains($0) }.reversed().map {
      opinionLines($0, of: file, columns) + backKey($0)
    }
  }

  private var answered: [SecondOpinion] {
    let unread = file.unreadAnswers(for: reader).map(\.id)
    return file.opinions.filter { unread.contains($0.id) || answersRead.contains($0.id) }
  }

  private var askedKeys: Line {
    let answer = file.readerMay(.giveOpinion) ? keyWords(keys("i"), " answer") + Line("  ") : Line()
    return answer + keyWords(keys("p"), " its place")
  }

  /// The key that takes a question of the reader's own back.
  private func backKey(_ opinion: SecondOpinion) -> [Line] {
    let isOwn = opinion.request.asker == Reviewer.name(reader)
    guard isOwn, file.readerMay(.askOpinion), file.standing(of: opinion).isOpen else { return [] }
    return [keyWords(keys("u"), " take it back")]
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
