import Casework

/// The rows of a list that are known: some consecutive ones around the selected one, never the casebook.
///
/// What is not known is asked for. An answer that is not wanted any more is dropped; what is pressed meanwhile is kept
/// and done when the answer comes.
struct CaseList: Equatable, Sendable {
  /// Which cases, and in which order, as last asked for.
  private(set) var query = CaseQuery()
  /// What the known cases were asked for with: ``query``, unless its answer has not come or could not be had.
  private var shown = CaseQuery()
  /// How many cases there are by stage.
  private(set) var counts = CaseCounts()
  /// How many cases the list has, known or not.
  private(set) var total = 0
  /// How many cases come before the first known one.
  private(set) var start = 0
  /// The known cases.
  private(set) var cases: [CaseFile] = []
  /// Where the known cases are.
  private var places: [CasePlace] = []
  /// Where in the list the selected case is; it is a known one, unless the list is empty.
  private(set) var selected = 0
  /// The last entry of the ledger that is shown.
  private(set) var entry = 0
  /// Whether the casebook answered yet.
  private(set) var isLoaded = false
  private var awaited: Awaited?
  private var page: CasePageRequest?
  private var lastID = 0

  /// Rows that were asked for, and what was pressed since.
  private struct Awaited: Equatable, Sendable {
    let request: CaseListRequest
    /// Whether the same list is only read anew, so that keys go to what is shown.
    var isRefresh = false
    /// The case that was selected.
    var selectedID: String?
    /// Lines to move when the answer is there.
    var moves = 0
    /// Whether the selected case is to be opened then.
    var opens = false
  }

  /// Screens of rows that are kept where more were read.
  private static let keptScreens = 4

  // MARK: What is known

  /// Where the known cases are in the list.
  var known: Range<Int> { start..<start + cases.count }

  var selectedFile: CaseFile? { known.contains(selected) ? cases[selected - start] : nil }

  var selectedID: String? { selectedFile?.id }

  /// The known case of that name.
  func file(_ id: String) -> CaseFile? { cases.first { $0.id == id } }

  /// Whether the selection follows when an answer comes.
  var isMoving: Bool { awaited.map { !$0.isRefresh } ?? false }

  /// The next known row, from the selected one on and then from the first, whose case is such.
  func nextRow(where isWanted: (CaseFile) -> Bool) -> Int? {
    let rows = known.filter { $0 >= selected } + known.filter { $0 < selected }
    return rows.first { isWanted(cases[$0 - start]) }
  }

  /// Lines from the selected case to the one that is `step` further than `file`. Where `file` has left the list, the
  /// selected case took its place: it is the next one itself, or at the end of the list the one before.
  func lines(to step: Int, from file: CaseFile) -> Int {
    guard let selectedID, selectedID != file.id, self.file(file.id) == nil, !isMoving else { return step }
    let (left, taken) = (CasePlace(of: file, by: shown.key), places[selected - start])
    let isNext = shown.isReversed ? taken < left : left < taken
    return step > 0 ? (isNext ? step - 1 : step) : (isNext ? step : step + 1)
  }

  /// Takes a case that changed; does nothing where it is not known.
  mutating func replace(_ file: CaseFile) {
    guard let index = cases.firstIndex(where: { $0.id == file.id }) else { return }
    cases[index] = file
  }

  // MARK: Asking

  /// Asks for the list of `query`; the selection follows when it comes.
  mutating func ask(_ query: CaseQuery, at anchor: CaseAnchor, limit: Int) -> Effect {
    self.query = query
    page = nil
    let request = CaseListRequest(id: nextID(), query: query, anchor: anchor, limit: limit)
    awaited = Awaited(request: request, selectedID: selectedID)
    return .listCases(request)
  }

  /// The selected case in the list of `query`; where it is not listed, the one that took its place.
  func anchor(in query: CaseQuery) -> CaseAnchor {
    guard let selectedID else { return .first }
    return .around(selectedID, instead: query.key == shown.key ? places[selected - start] : nil)
  }

  /// Asks for the same list again; the selection stays on its case, or goes to the one that took its place.
  mutating func refresh(limit: Int) -> Effect? {
    guard !isMoving else { return nil }
    let effect = ask(query, at: anchor(in: query), limit: limit)
    awaited?.isRefresh = true
    return effect
  }

  /// Asks for the rows next to the known ones, where the selection comes close to their end.
  mutating func extend(visible: Int) -> Effect? {
    guard shown == query, page == nil, !isMoving, let first = places.first, let last = places.last else { return nil }
    if known.upperBound < total, selected + visible >= known.upperBound { return ask(after: last, query, visible) }
    var backward = query
    backward.isReversed.toggle()
    if start > 0, selected < start + visible { return ask(after: first, backward, visible) }
    return nil
  }

  private mutating func ask(after place: CasePlace, _ query: CaseQuery, _ limit: Int) -> Effect {
    let request = CasePageRequest(id: nextID(), query: query, place: place, limit: limit)
    page = request
    return .loadPage(request)
  }

  private mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }

  // MARK: Moving

  /// Moves the selection, at once where the row is known.
  mutating func move(by lines: Int, limit: Int) -> Effect? {
    guard !isMoving else {
      awaited?.moves += lines
      return nil
    }
    guard total > 0 else { return nil }
    let target = min(max(0, selected + lines), total - 1)
    guard !known.contains(target) else {
      selected = target
      return nil
    }
    return go(to: target, limit: limit)
  }

  mutating func moveToFirst(limit: Int) -> Effect? { jump(to: .first, row: 0, limit: limit) }

  mutating func moveToLast(limit: Int) -> Effect? { jump(to: .last, row: max(0, total - 1), limit: limit) }

  private mutating func jump(to anchor: CaseAnchor, row: Int, limit: Int) -> Effect? {
    guard isMoving || !known.contains(row) else {
      selected = row
      return nil
    }
    return total == 0 && !isMoving ? nil : ask(query, at: anchor, limit: limit)
  }

  /// Selects the known row next to `target`, and asks for the rows around that, the rest of the way to go then.
  private mutating func go(to target: Int, limit: Int) -> Effect? {
    guard let last = cases.indices.last else { return nil }
    selected = min(max(target, start), start + last)
    guard selected != target, let selectedID else { return nil }
    let rest = target - selected
    let effect = ask(query, at: .around(selectedID, instead: nil), limit: limit + 3 * abs(rest))
    awaited?.moves = rest
    return effect
  }

  /// Selects a known row.
  mutating func select(_ row: Int) {
    guard known.contains(row), !isMoving else { return }
    selected = row
  }

  /// Has the selected case opened: now, where it is known, else when it is.
  mutating func open() -> CaseFile? {
    guard isMoving else { return selectedFile }
    awaited?.opens = true
    return nil
  }

  /// Something else was pressed.
  mutating func cancelOpening() { awaited?.opens = false }

  // MARK: Answers

  /// Takes the rows that were asked for. Returns the case to open by now, and what else is wanted.
  mutating func receive(_ request: CaseListRequest, _ window: CaseWindow) -> (open: CaseFile?, effect: Effect?) {
    guard let awaited, awaited.request.id == request.id else { return (nil, nil) }
    let before = selectedID
    take(window)
    shown = request.query
    self.awaited = nil
    let effect = settle(awaited, before: before, anchor: window.anchor)
    guard awaited.opens else { return (nil, effect) }
    return (open(), effect)
  }

  private mutating func take(_ window: CaseWindow) {
    (cases, places, entry) = (window.page.cases, window.page.places, window.page.entry)
    (start, total, counts) = (window.start, max(window.total, window.start + cases.count), window.counts)
    isLoaded = true
    page = nil
  }

  /// Puts the selection where it was wished to be.
  private mutating func settle(_ awaited: Awaited, before: String?, anchor: Int) -> Effect? {
    guard total > 0 else {
      selected = 0
      return nil
    }
    if awaited.isRefresh, before != awaited.selectedID, let before,
      let index = cases.firstIndex(where: { $0.id == before })
    {
      selected = start + index
      return nil
    }
    let moves = awaited.request.anchor.held(awaited.moves)
    return go(to: min(max(0, anchor + moves), total - 1), limit: awaited.request.limit)
  }

  /// Puts the rows next to the known ones, and drops those that are far from the selection.
  mutating func receive(_ request: CasePageRequest, _ answer: CasePage, visible: Int) {
    guard let page, page.id == request.id else { return }
    self.page = nil
    let isShort = answer.cases.count < request.limit
    if request.query.isReversed == query.isReversed {
      append(answer, isShort: isShort)
      drop(first: cases.count - Self.keptScreens * visible, notBeyond: selected - visible)
    } else {
      prepend(answer, isShort: isShort)
      drop(last: cases.count - Self.keptScreens * visible, notBelow: selected + visible)
    }
  }

  private mutating func append(_ answer: CasePage, isShort: Bool) {
    cases += answer.cases
    places += answer.places
    total = isShort ? known.upperBound : max(total, known.upperBound)
  }

  /// Where the list turns out to be longer or shorter at its beginning than was thought, all rows move.
  private mutating func prepend(_ answer: CasePage, isShort: Bool) {
    cases = answer.cases.reversed() + cases
    places = answer.places.reversed() + places
    let counted = start - answer.cases.count
    start = isShort ? 0 : max(0, counted)
    selected += start - counted
    total += start - counted
  }

  private mutating func drop(first count: Int, notBeyond row: Int) {
    let dropped = min(count, row - start)
    guard dropped > 0 else { return }
    cases.removeFirst(dropped)
    places.removeFirst(dropped)
    start += dropped
  }

  private mutating func drop(last count: Int, notBelow row: Int) {
    let dropped = min(count, known.upperBound - 1 - row)
    guard dropped > 0 else { return }
    cases.removeLast(dropped)
    places.removeLast(dropped)
  }

  /// The rows that were asked for could not be had: what is shown stays.
  mutating func fail(_ id: Int) {
    if page?.id == id { page = nil }
    if awaited?.request.id == id { awaited = nil }
  }
}

extension CaseAnchor {
  /// As many lines as there can be a way to go from here.
  fileprivate func held(_ lines: Int) -> Int {
    switch self {
    case .first: max(0, lines)
    case .last: min(0, lines)
    case .around, .bestMatch: lines
    }
  }
}
