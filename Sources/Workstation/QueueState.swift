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
public struct QueueState: Equatable, Sendable {
  /// As the casebook gave them.
  var cases: [CaseFile] = [] { didSet { arrange() } }
  /// Whether the casebook answered yet.
  var isLoaded = false
  var tab = QueueTab.all { didSet { arrange() } }
  var search = TextField(limit: 80) { didSet { arrange() } }
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

  private var words: [String] { search.text.lowercased().split(separator: " ").map(String.init) }

  /// Whether the case's own number has all that is searched for.
  func matchesByName(_ file: CaseFile) -> Bool {
    let name = file.id.lowercased()
    return words.allSatisfy { name.contains($0) }
  }

  private mutating func arrange() {
    let words = words
    visible = cases.filter { tab.holds($0.status) && Self.matches($0, words) }.sorted(by: precedes)
  }

  /// Cases of the tab before the search.
  func count(_ tab: QueueTab) -> Int { cases.count { tab.holds($0.status) } }

  var selected: CaseFile? { selectedID.flatMap { id in cases.first { $0.id == id } } }

  static func matches(_ file: CaseFile, _ words: [String]) -> Bool {
    guard !words.isEmpty else { return true }
    let fields =
      [
        file.id, file.record.patient, file.record.note, file.reviewer, file.finding?.badge.words,
        file.signOff?.reviewer, file.status.rawValue,
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
  /// Place along the way of a case.
  var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether there is a signature, which is never replaced.
  var isSigned: Bool { QueueTab.signed.holds(self) }
}

extension CaseFile {
  /// The model's probability where it may be shown as an answer.
  var shownProbability: Double? {
    guard let finding, finding.call != .noCall else { return nil }
    return finding.probability5y
  }
}
