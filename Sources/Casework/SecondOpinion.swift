/// What a reader asks a colleague about a place of a case.
public struct OpinionRequest: Hashable, Sendable, Codable {
  /// 1, 2, 3 ... of the case's questions.
  public var number: Int
  /// Where the colleague lands.
  public var place: SlidePlace
  /// What is asked, in the asker's words. The colleague is shown it before their own first call.
  public var question: String
  /// Printed name of the signer.
  public var asker: String
  /// Printed name of whoever is asked; `nil`: anybody who may answer.
  public var colleague: String?
  /// ISO 8601 with seconds, UTC.
  public var askedAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// A question as it stands; the rules are in ``CaseFile/opinion(_:by:now:)``.
  public init(
    number: Int, place: SlidePlace, question: String, asker: String, colleague: String?, askedAt: String,
    meaning: SignatureMeaning = .opinionAsked, entryDigest: String? = nil
  ) {
    self.number = number
    self.place = place
    self.question = question
    self.asker = asker
    self.colleague = colleague
    self.askedAt = askedAt
    self.meaning = meaning
    self.entryDigest = entryDigest
  }
}

/// What a colleague answers: an opinion, which signs no case and changes no call.
public struct OpinionAnswer: Hashable, Sendable, Codable {
  /// Of the question.
  public var number: Int
  /// The colleague's words.
  public var text: String
  /// Their own call of the case, where they gave one.
  public var call: FirstCall?
  /// Whether they answered before the model's call, and those of colleagues, were told to them.
  public var isBlinded: Bool
  /// Printed name of the signer.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var answeredAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// Digest of the entry with the question, hexadecimal.
  public var to: String
  /// Random: whoever is told the digest of the entry, and not what it says, finds it by no trial.
  public var nonce: String
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// An answer as it stands; the rules are in ``CaseFile/opinion(_:by:now:)``.
  public init(
    number: Int, text: String, call: FirstCall?, isBlinded: Bool, reviewer: String, answeredAt: String,
    meaning: SignatureMeaning = .opinionGiven, to: String, nonce: String = "", entryDigest: String? = nil
  ) {
    self.number = number
    self.text = text
    self.call = call
    self.isBlinded = isBlinded
    self.reviewer = reviewer
    self.answeredAt = answeredAt
    self.meaning = meaning
    self.to = to
    self.nonce = nonce
    self.entryDigest = entryDigest
  }
}

/// The asker takes a question back that nobody has answered.
public struct OpinionWithdrawal: Hashable, Sendable, Codable {
  /// Of the question.
  public var number: Int
  /// Printed name of the signer, who asked.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var withdrawnAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// Digest of the entry with the question, hexadecimal.
  public var to: String

  /// A withdrawal as it stands; the rules are in ``CaseFile/opinion(_:by:now:)``.
  public init(
    number: Int, reviewer: String, withdrawnAt: String, meaning: SignatureMeaning = .opinionWithdrawn, to: String
  ) {
    self.number = number
    self.reviewer = reviewer
    self.withdrawnAt = withdrawnAt
    self.meaning = meaning
    self.to = to
  }
}

/// The answer was on the asker's screen. It is an entry under the name of the workstation's reader, without their key.
public struct OpinionReading: Hashable, Sendable, Codable {
  /// Of the question.
  public var number: Int
  /// Printed name of the asker.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var readAt: String

  /// That `reviewer` read the answer to the question `number`.
  public init(number: Int, reviewer: String, readAt: String) {
    self.number = number
    self.reviewer = reviewer
    self.readAt = readAt
  }
}

/// What happens to a second opinion: each is an entry of the ledger.
public enum OpinionAct: Hashable, Sendable {
  case asked(OpinionRequest)
  case given(OpinionAnswer)
  case withdrawn(OpinionWithdrawal)
  case read(OpinionReading)

  /// Of the question.
  public var number: Int {
    switch self {
    case .asked(let request): request.number
    case .given(let answer): answer.number
    case .withdrawn(let withdrawal): withdrawal.number
    case .read(let reading): reading.number
    }
  }

  /// The right that its signature needs, and the name that it is made in; `nil` where it is not signed.
  var signature: (right: ReviewerRight, name: String)? {
    switch self {
    case .asked(let request): (.askOpinion, request.asker)
    case .given(let answer): (.giveOpinion, answer.reviewer)
    case .withdrawn(let withdrawal): (.askOpinion, withdrawal.reviewer)
    case .read: nil
    }
  }
}

/// An act in the making.
public enum OpinionDraft: Hashable, Sendable {
  case question(place: SlidePlace, text: String, colleague: String?)
  /// To the question `number`, whose entry has the digest `to`.
  case answer(number: Int, to: String, text: String, call: FirstCall?, nonce: String = "")
  case withdrawal(number: Int, to: String)
}

/// A question about a place, and what became of it.
public struct SecondOpinion: Hashable, Sendable, Codable, Identifiable {
  /// What is asked.
  public var request: OpinionRequest
  /// What was answered; `nil` where nothing was, or where it is withheld.
  public var answer: OpinionAnswer?
  /// That it was taken back.
  public var withdrawal: OpinionWithdrawal?
  /// That the asker has read the answer.
  public var reading: OpinionReading?
  /// Whether there is an answer that whoever asks is not told yet.
  public internal(set) var isAnswerWithheld = false

  /// A question that was just asked.
  public init(_ request: OpinionRequest) { self.request = request }

  /// The number of the question.
  public var id: Int { request.number }

  /// The same as far as `reader` may know it before their own first call; `nil` where it is not for them. A question
  /// that is put to them is told as it is asked.
  func withholding(from reader: String) -> SecondOpinion? {
    let isForAnybody = request.colleague == nil && answer == nil
    guard [request.asker, request.colleague, answer?.reviewer].contains(reader) || isForAnybody else { return nil }
    guard let answer, answer.reviewer != reader else { return self }
    var told = self
    (told.answer, told.isAnswerWithheld) = (nil, true)
    return told
  }
}

/// Where a question stands. Raw values are codes that scripts are told.
public enum OpinionStanding: String, Sendable, Codable, CaseIterable {
  /// It waits for an answer.
  case open
  /// It was answered; the asker has not read that yet.
  case answered
  /// The asker has read the answer.
  case read
  /// The asker has taken it back.
  case withdrawn
  /// The case was closed before anybody answered.
  case lapsed
}

extension CaseFile {
  /// The question `number`, with what became of it.
  public func opinion(_ number: Int) -> SecondOpinion? { opinions.first { $0.request.number == number } }

  /// Where a question of the case stands. One that nobody has answered when the case is closed waits no more.
  public func standing(of opinion: SecondOpinion) -> OpinionStanding {
    if opinion.withdrawal != nil { return .withdrawn }
    if opinion.reading != nil { return .read }
    if opinion.answer != nil || opinion.isAnswerWithheld { return .answered }
    return status.isClosed ? .lapsed : .open
  }

  /// The questions of that standing.
  public func opinions(_ wanted: OpinionStanding) -> [SecondOpinion] {
    opinions.filter { standing(of: $0).rawValue == wanted.rawValue }
  }

  /// The questions that wait for an answer of `reviewer`: they are asked, or anybody is and they are not the asker.
  public func questions(for reviewer: String) -> [SecondOpinion] {
    let name = Reviewer.name(reviewer)
    return opinions(.open).filter { $0.request.asker != name && ($0.request.colleague ?? name) == name }
  }

  /// The answers that `reviewer` asked for and has not read.
  public func unreadAnswers(for reviewer: String) -> [SecondOpinion] {
    let name = Reviewer.name(reviewer)
    return opinions(.answered).filter { $0.request.asker == name }
  }

  /// Whether a question or an answer waits for `reviewer`.
  public func hasOpinion(for reviewer: String) -> Bool {
    !questions(for: reviewer).isEmpty || !unreadAnswers(for: reviewer).isEmpty
  }

  /// Words by which a search finds what waits: `asked Ann Rey`, `asked anybody`, `answered Bo`.
  var opinionTexts: [String] {
    opinions(.open).map { "asked \($0.request.colleague ?? "anybody")" }
      + opinions(.answered).map { "answered \($0.request.asker)" }
  }

  /// For whom something waits: `asked NAME`, `anybody ASKER`, `answered ASKER`.
  package var opinionMarks: [String] {
    opinions(.open).map { $0.request.colleague.map { "asked \($0)" } ?? "anybody \($0.request.asker)" }
      + opinions(.answered).map { "answered \($0.request.asker)" }
  }
}
