/// What the entries of second opinions make of a case: nothing of its status, and nothing of its call.
extension CaseFile {
  /// Takes one act more.
  ///
  /// - Throws: why it cannot happen to the case as it stands.
  mutating func take(_ act: OpinionAct, digest: String) throws(TransitionProblem) {
    switch act {
    case .asked(let request): try check(request)
    case .given(let answer): try check(answer)
    case .withdrawn(let withdrawal): try check(withdrawal)
    case .read(let reading): try check(reading)
    }
    record(act, digest: digest)
  }

  /// The same of an act that lies in the ledger, and was possible when it was written.
  package mutating func record(_ act: OpinionAct, digest: String) {
    let index = opinions.firstIndex { $0.request.number == act.number }
    switch (act, index) {
    case (.asked(var request), _):
      request.entryDigest = digest
      opinions.append(SecondOpinion(request))
    case (.given(var answer), let index?):
      answer.entryDigest = digest
      opinions[index].answer = answer
    case (.withdrawn(let withdrawal), let index?): opinions[index].withdrawal = withdrawal
    case (.read(let reading), let index?): opinions[index].reading = reading
    case (.given, nil), (.withdrawn, nil), (.read, nil): break
    }
  }

  private func check(_ request: OpinionRequest) throws(TransitionProblem) {
    try requireOpen()
    guard request.number == opinions.count + 1 else { throw .misplaced }
    guard request.colleague != request.asker else { throw .opinion(.ownQuestion) }
    let own: SlidePlace
    do throws(PlaceProblem) { own = try place(request.place) } catch { throw .opinion(.place(error)) }
    guard own == request.place else { throw .misplaced }
  }

  private func check(_ answer: OpinionAnswer) throws(TransitionProblem) {
    let request = try openQuestion(answer.number, digest: answer.to)
    guard answer.reviewer != request.asker else { throw .opinion(.ownQuestion) }
    if let colleague = request.colleague, colleague != answer.reviewer {
      throw .opinion(.askedOf(colleague: colleague))
    }
    guard answer.isBlinded == isBlinded(to: answer.reviewer) else { throw .opinion(.otherBlinding) }
  }

  private func check(_ withdrawal: OpinionWithdrawal) throws(TransitionProblem) {
    let request = try openQuestion(withdrawal.number, digest: withdrawal.to)
    guard request.asker == withdrawal.reviewer else { throw .opinion(.askedBy(asker: request.asker)) }
  }

  private func check(_ reading: OpinionReading) throws(TransitionProblem) {
    guard let opinion = opinion(reading.number) else { throw .opinion(.noSuchQuestion(reading.number)) }
    let asker = opinion.request.asker
    guard asker == reading.reviewer else { throw .opinion(.askedBy(asker: asker)) }
    guard opinion.answer != nil, opinion.reading == nil else { throw .opinion(.nothingToRead) }
  }

  /// The question that still waits for an answer, with the digest of its entry.
  private func openQuestion(_ number: Int, digest: String) throws(TransitionProblem) -> OpinionRequest {
    guard let opinion = opinion(number), opinion.request.entryDigest == digest else {
      throw .opinion(.noSuchQuestion(number))
    }
    if opinion.withdrawal != nil { throw .opinion(.withdrawn) }
    if let answer = opinion.answer { throw .opinion(.answered(by: answer.reviewer)) }
    try requireOpen()
    return opinion.request
  }

  /// Whether `reviewer` is not told what the model says of the case.
  func isBlinded(to reviewer: String) -> Bool { disclosed(to: .reviewer(reviewer)).withheld != nil }
}

extension OpinionAct {
  /// The kind of entry that holds it.
  var kind: LedgerKind {
    switch self {
    case .asked: .opinionAsked
    case .given: .opinionGiven
    case .withdrawn: .opinionWithdrawn
    case .read: .opinionRead
    }
  }
}
