/// Which cases a list shows, and in which order.
public struct CaseQuery: Hashable, Sendable {
  /// The cases of these stages.
  public var stage: CaseStage
  /// What the listed cases have in common.
  public var filter: CaseFilter
  /// Whether words of ``filter`` are looked for in the case's name alone.
  public var isNameOnly: Bool
  /// The cases in which a question or an answer waits for this reader; `nil`: all cases.
  public var waitingFor: String?
  /// What the list is ordered by.
  public var key: CaseOrderKey
  /// Whether the order is turned round, ties included: the last case comes first.
  public var isReversed: Bool

  /// Every case, the longest waiting first, where nothing else is said.
  public init(
    stage: CaseStage = .all, filter: CaseFilter = CaseFilter(), isNameOnly: Bool = false, waitingFor: String? = nil,
    key: CaseOrderKey = .received, isReversed: Bool = false
  ) {
    self.stage = stage
    self.filter = filter
    self.isNameOnly = isNameOnly
    self.waitingFor = waitingFor
    self.key = key
    self.isReversed = isReversed
  }

  /// The same with a search for lower-case words.
  public init(
    stage: CaseStage = .all, words: [String], isNameOnly: Bool = false, waitingFor: String? = nil,
    key: CaseOrderKey = .received, isReversed: Bool = false
  ) {
    self.init(
      stage: stage, filter: CaseFilter(words: words), isNameOnly: isNameOnly, waitingFor: waitingFor, key: key,
      isReversed: isReversed)
  }
}

/// Cases that are listed together.
public enum CaseStage: String, Sendable, Codable, CaseIterable {
  case all, new, scored
  case inReview = "in-review"
  /// Signed, with an addendum, amended, or rejected: nothing is left to do.
  case signed
  /// New, scored or in review: everything that is not signed.
  case toDo = "to-do"
}

/// What a list of cases is ordered by. Ties are in the order of the cases' names, by their bytes in UTF-8.
public enum CaseOrderKey: String, Sendable, Codable, CaseIterable {
  /// The day of receipt, the earliest first; cases without one last.
  case received
  /// The probability that may be shown, the highest first; cases without one last.
  case probability
  /// Along the way of a case: new, scored, in review, signed, addendum, amended.
  case status
  /// The case's name, by its bytes in UTF-8.
  case name
  /// The patient's age, the oldest first.
  case age
  /// The registered grade, the highest first.
  case grade
  /// How many slides there are, the most first.
  case slides
  /// The signed call: high, low, no call.
  case finalCall = "final"
  /// The model's call: high, low, no call.
  case call
  /// How much was noticed, the most first.
  case flags
  /// Who has signed the case, else who has opened it, by the letters of their names.
  case reviewer
  /// The most disagreements first, of as many the one nearest to the threshold; cases without a call last.
  case disagreement
}

/// A place in an ordered list: the key of one case and its name, behind which a page begins.
public struct CasePlace: Hashable, Sendable, Codable {
  /// The value of the order's key, as the store compares it.
  public let key: String
  /// The case's name.
  public let caseID: String

  /// The place of the case `caseID`, whose key is `key`.
  public init(key: String, caseID: String) {
    self.key = key
    self.caseID = caseID
  }
}

/// Some consecutive cases of a list.
public struct CasePage: Hashable, Sendable {
  /// In the order of the query.
  public let cases: [CaseFile]
  /// The place of each case, to go on from.
  public let places: [CasePlace]
  /// The last entry of the ledger that the page shows.
  public let entry: Int

  /// The page of `cases` at `places`, as of `entry`.
  public init(cases: [CaseFile], places: [CasePlace], entry: Int) {
    self.cases = cases
    self.places = places
    self.entry = entry
  }
}

/// How many cases there are.
public struct CaseCounts: Hashable, Sendable {
  /// Cases of each stage of ``CaseStage/tallied``, searched for or not.
  public var stages: [CaseStage: Int]
  /// Whether a demonstration model spoke of any case.
  public var hasDemonstration: Bool
  /// Cases in which a question or an answer waits for the reviewer whom the casebook is told to; 0 for anybody else.
  public var waiting: Int

  /// The counts by stage.
  public init(stages: [CaseStage: Int] = [:], hasDemonstration: Bool = false, waiting: Int = 0) {
    self.stages = stages
    self.hasDemonstration = hasDemonstration
    self.waiting = waiting
  }

  /// Cases of any stage, searched for or not.
  public func count(of stage: CaseStage) -> Int { stage.parts.reduce(0) { $0 + stages[$1, default: 0] } }
}

/// What others, and oneself, changed since an entry.
public struct CaseChanges: Hashable, Sendable {
  /// Names of the cases that changed or are new, each once; at most as many as were asked for.
  public var caseIDs: [String]
  /// Whether more changed than were asked for: what is shown is read anew then.
  public var isPartial: Bool
  /// The last entry of the ledger now.
  public var entry: Int

  /// The changes up to `entry`.
  public init(caseIDs: [String], isPartial: Bool, entry: Int) {
    self.caseIDs = caseIDs
    self.isPartial = isPartial
    self.entry = entry
  }
}
