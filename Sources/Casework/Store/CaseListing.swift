import Prognosis

/// The list of a query over cases in memory: the slow and obvious answer to every question that a ``CaseStore`` gets.
public struct CaseListing: Sendable {
  /// In the order of the query.
  public let cases: [CaseFile]
  /// The place of each case.
  public let places: [CasePlace]

  /// Lists those of `files` that `query` asks for.
  public init(_ files: some Sequence<CaseFile>, _ query: CaseQuery) {
    let listed = files.filter { query.holds($0) }.map { (file: $0, place: CasePlace(of: $0, by: query.key)) }
    let sorted = listed.sorted { query.isReversed ? $1.place < $0.place : $0.place < $1.place }
    cases = sorted.map(\.file)
    places = sorted.map(\.place)
    isReversed = query.isReversed
  }

  private let isReversed: Bool

  /// Where the case is listed, counted from 0; `nil` where it is not.
  public func position(of caseID: String) -> Int? { places.firstIndex { $0.caseID == caseID } }

  /// How many cases come before `place`, itself not counted.
  public func count(before place: CasePlace) -> Int {
    places.count { isReversed ? place < $0 : $0 < place }
  }

  /// The cases after `place`, at most `limit`.
  public func page(after place: CasePlace?, limit: Int, entry: Int) -> CasePage {
    let start = place.map { place in places.firstIndex { isReversed ? $0 < place : place < $0 } ?? places.count } ?? 0
    let range = start..<min(places.count, start + max(0, limit))
    return CasePage(cases: Array(cases[range]), places: Array(places[range]), entry: entry)
  }
}

extension CaseQuery {
  /// Whether the list has that case.
  public func holds(_ file: CaseFile) -> Bool {
    guard stage.holds(file.status) else { return false }
    if let waitingFor, !file.hasOpinion(for: waitingFor) { return false }
    guard !filter.isEmpty else { return true }
    let text = (isNameOnly ? [file.id] : file.searchTexts).joined(separator: "\n").lowercased()
    let facts = ListedFacts(file)
    return filter.terms.allSatisfy { $0.condition.holds(facts, text) != $0.isNegated }
  }
}

extension CaseCondition {
  /// Whether it holds for a case of which `facts` are listed, and `text` is searched.
  fileprivate func holds(_ facts: ListedFacts, _ text: String) -> Bool {
    switch self {
    case .word(let word): text.contains(word)
    case .mark(let mark, let values): facts.hasMark(mark, values)
    case .number(let number, let comparison, let value):
      ListedRange(number, comparison, value).holds(facts.numberKey(number))
    case .received(let comparison, let day): ListedRange(received: comparison, day).holds(facts.key(of: .received))
    }
  }
}

extension CaseStage {
  /// The stages of single cases that are listed together here; each case has one of them.
  public var parts: [CaseStage] {
    switch self {
    case .all: [.new, .scored, .inReview, .signed]
    case .toDo: [.new, .scored, .inReview]
    case .new, .scored, .inReview, .signed: [self]
    }
  }

  /// The stages of which a store keeps how many cases there are; the others are sums of these.
  public static var tallied: [CaseStage] { [.all] + CaseStage.all.parts }

  /// Whether cases of that status are listed.
  public func holds(_ status: CaseStatus) -> Bool { parts.contains(status.stage) }
}

extension CaseStatus {
  /// The stage of a case of this status, one of the parts of those under which it is listed: a case that was put off,
  /// or waits for another reader, is among the scored ones; a rejected one is done with.
  public var stage: CaseStage {
    switch self {
    case .new: .new
    case .scored, .deferred, .awaitingReader: .scored
    case .inReview: .inReview
    case .signed, .addendum, .amended, .rejected: .signed
    }
  }
}

extension CaseFile {
  /// What a search looks through: names, people, slides, status, and the call that stands; of a case that is read
  /// blinded no call, and nobody who gave one. The case's name comes first, then its patient where it names one.
  public var searchTexts: [String] {
    let call = standing.map { $0.finalCall?.searchText ?? $0.decision.rawValue } ?? finding?.searchText
    let said = isBlinded ? [] : [call, signOff?.reviewer] + (readings.map(\.reviewer) + supplements.map(\.reviewer))
    let fields = [id, record.patient, record.note, reviewer] + said + [status.rawValue]
    return fields.compactMap(\.self) + record.slides.map(\.fileName) + opinionTexts
  }

  /// The model's probability where it may be shown as an answer.
  public var shownProbability: Double? { finding.flatMap { $0.call.isAnswer ? $0.probability5y : nil } }
}

extension Finding {
  fileprivate var searchText: String { (borderline ? "borderline " : "") + call.searchText }
}

extension Call {
  fileprivate var searchText: String {
    switch self {
    case .high: "high"
    case .low: "low"
    case .noCall: "no call"
    }
  }
}

extension CasePlace {
  /// Where `file` stands in a list by `key`.
  public init(of file: CaseFile, by key: CaseOrderKey) {
    self.init(key: ListedFacts(file).key(of: key), caseID: file.id)
  }

  /// The order of a list, by bytes.
  public static func < (left: CasePlace, right: CasePlace) -> Bool {
    left.key.utf8.elementsEqual(right.key.utf8)
      ? left.caseID.utf8.lexicographicallyPrecedes(right.caseID.utf8)
      : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }
}

extension CaseStatus {
  /// Its place along the way of a case, ordered by bytes; never changed, since casebooks hold it.
  public var orderKey: String {
    switch self {
    case .new: "0"
    case .scored: "1"
    case .deferred: "15"
    case .awaitingReader: "17"
    case .inReview: "2"
    case .signed: "3"
    case .rejected: "35"
    case .addendum: "4"
    case .amended: "5"
    }
  }
}

extension CaseWindow {
  /// The window over `files` that ``CaseStore/window(_:at:limit:)`` answers with, found by looking at every case.
  public init(
    of files: [CaseFile], _ query: CaseQuery, at anchor: CaseAnchor, limit: Int, entry: Int, for reader: String? = nil
  ) {
    let listing = CaseListing(files, query)
    let row = anchor.position(in: listing, of: files, query)
    let start = max(0, row - limit / 3)
    let before = start == 0 ? nil : listing.places[start - 1]
    self.init(
      page: listing.page(after: before, limit: limit, entry: entry), start: start, total: listing.cases.count,
      anchor: row, counts: CaseCounts(of: files, for: reader))
  }
}

extension CaseAnchor {
  /// Where in the list the anchor is; 0 in an empty list.
  fileprivate func position(in listing: CaseListing, of files: [CaseFile], _ query: CaseQuery) -> Int {
    let last = max(0, listing.cases.count - 1)
    switch self {
    case .first: return 0
    case .last: return last
    case .around(let caseID, let instead):
      if let row = listing.position(of: caseID) { return row }
      return instead.map { min(last, listing.count(before: $0)) } ?? 0
    case .bestMatch(let caseID):
      var named = query
      named.isNameOnly = true
      let answers = CaseListing(files, named)
      let best = caseID.flatMap { answers.position(of: $0) == nil ? nil : $0 } ?? answers.cases.first?.id ?? caseID
      return best.flatMap { listing.position(of: $0) } ?? 0
    }
  }
}

extension CaseCounts {
  /// Counts `files`, one after the other.
  ///
  /// - Parameter reader: for whom questions and answers wait.
  public init(of files: [CaseFile], for reader: String? = nil) {
    self.init(
      stages: files.reduce(into: [.all: files.count]) { $0[$1.status.stage, default: 0] += 1 },
      hasDemonstration: files.contains { $0.finding?.model.demonstration ?? false },
      waiting: reader.map { name in files.count { $0.hasOpinion(for: name) } } ?? 0)
  }
}
