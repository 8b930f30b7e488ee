import Casework
import Prognosis
import TerminalKit

/// Which cases the queue lists.
public enum QueueTab: String, Sendable, CaseIterable {
  case all = "All"
  case new = "New"
  case scored = "Scored"
  case inReview = "In review"
  case signed = "Signed"

  func holds(_ status: CaseStatus) -> Bool {
    switch self {
    case .all: true
    case .new: status == .new
    case .scored: status == .scored
    case .inReview: status == .inReview
    case .signed: status == .signed || status == .addendum || status == .amended
    }
  }
}

/// In which order.
public enum QueueOrder: String, Sendable, CaseIterable {
  case longestWaiting = "age"
  case probability, status
  case name = "case"
}

/// The list of cases and what is looked at in it.
///
/// What needs a walk over all cases is found when the cases, the tab, the search or the order change, never for a frame
/// or a key: ``walks`` counts.
public struct QueueState: Equatable, Sendable {
  /// As the casebook gave them.
  private(set) var cases: [CaseFile] = []
  /// Whether the casebook answered yet.
  var isLoaded = false
  var tab = QueueTab.all { didSet { arrange() } }
  var search = TextField(limit: 80) { didSet { if search.text != oldValue.text { arrange() } } }
  /// Whether the keys go to the search field.
  var isSearching = false
  var order = QueueOrder.longestWaiting { didSet { arrange() } }
  var selectedID: String?
  /// Lines scrolled away at the top.
  var scrolled = 0
  /// Seconds since the epoch at the last reading of the casebook.
  var loadedAt = 0

  /// The cases that are listed, in order.
  private(set) var visible: [CaseFile] = []
  /// Cells of the longest name of a case, at most ``longestName``.
  private(set) var nameColumns = 0
  /// Whether a demonstration model spoke of any case.
  private(set) var hasDemonstration = false
  /// How often all cases were walked over.
  private(set) var walks = 0
  private var counts: [QueueTab: Int] = [:]
  /// Where a case is in ``cases``.
  private var places: [String: Int] = [:]
  /// Where a case is in ``visible``.
  private var rows: [String: Int] = [:]

  /// Cells of a name that are ever shown in the list.
  static let longestName = 20

  private var words: [String] { search.text.lowercased().split(separator: " ").map(String.init) }

  /// Whether the case's own number has all that is searched for.
  func matchesByName(_ file: CaseFile) -> Bool {
    let name = file.id.lowercased()
    return words.allSatisfy { name.contains($0) }
  }

  /// Takes the whole list.
  mutating func take(_ files: [CaseFile]) {
    cases = files
    survey()
    arrange()
  }

  /// Takes cases that changed or are new.
  mutating func merge(_ files: [CaseFile]) {
    guard !files.isEmpty else { return }
    for file in files {
      if let place = places[file.id] {
        cases[place] = file
      } else {
        places[file.id] = cases.count
        cases.append(file)
      }
    }
    survey()
    arrange()
  }

  /// Takes a case that changed; does nothing where it is not listed.
  mutating func replace(_ file: CaseFile) {
    guard let place = places[file.id] else { return }
    var before = cases[place]
    before.draft = file.draft
    // A draft changes neither where the case is listed nor whether: typing it costs no walk.
    guard before == file else { return merge([file]) }
    cases[place] = file
    if let row = rows[file.id] { visible[row] = file }
  }

  /// The case of that number.
  func file(_ id: String) -> CaseFile? { places[id].map { cases[$0] } }

  /// Cases of the tab before the search.
  func count(_ tab: QueueTab) -> Int { counts[tab] ?? 0 }

  var selected: CaseFile? { selectedID.flatMap { file($0) } }

  /// Where the selected case is listed.
  var selectedRow: Int? { selectedID.flatMap { rows[$0] } }

  private mutating func survey() {
    walks += 1
    places = Dictionary(cases.indices.map { (cases[$0].id, $0) }) { first, _ in first }
    nameColumns = 0
    hasDemonstration = false
    counts = [:]
    for file in cases {
      nameColumns = max(nameColumns, min(Self.longestName, TextWidth.of(file.id)))
      if file.finding?.model.demonstration == true { hasDemonstration = true }
      for tab in QueueTab.allCases where tab.holds(file.status) { counts[tab, default: 0] += 1 }
    }
  }

  /// Sorts places, not cases: a case is large.
  private mutating func arrange() {
    walks += 1
    let words = words
    let listed = cases.indices.filter { tab.holds(cases[$0].status) && Self.matches(cases[$0], words) }
    visible = listed.sorted { precedes(cases[$0], cases[$1]) }.map { cases[$0] }
    rows = Dictionary(visible.indices.map { (visible[$0].id, $0) }) { first, _ in first }
  }

  static func matches(_ file: CaseFile, _ words: [String]) -> Bool {
    guard !words.isEmpty else { return true }
    let fields =
      [
        file.id, file.record.patient, file.record.note, file.reviewer, file.standingWords, file.signOff?.reviewer,
        file.status.rawValue,
      ] + file.record.slides.map(\.fileName)
    let text = fields.compactMap { $0?.lowercased() }.joined(separator: "\n")
    return words.allSatisfy { text.contains($0) }
  }

  private func precedes(_ left: CaseFile, _ right: CaseFile) -> Bool {
    switch order {
    case .longestWaiting:
      let (a, b) = (left.record.received ?? "9999", right.record.received ?? "9999")
      if a != b { return a < b }
    case .probability:
      let (a, b) = (left.shownProbability ?? -1, right.shownProbability ?? -1)
      if a != b { return a > b }
    case .status:
      let (a, b) = (left.status.position, right.status.position)
      if a != b { return a < b }
    case .name: break
    }
    return left.id < right.id
  }
}

extension CaseStatus {
  /// Whether there is a signature, which is never replaced.
  var isSigned: Bool { QueueTab.signed.holds(self) }
}

extension CaseFile {
  /// The call that stands, in words: the signed one where there is one, else the model's.
  var standingWords: String? { signOff.map { CallBadge($0.finalCall).words } ?? finding?.badge.words }

  /// Whether the case was signed with another call than the model's.
  var isOverridden: Bool {
    guard let signOff, let finding else { return false }
    return signOff.finalCall != finding.call
  }
}
