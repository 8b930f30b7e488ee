import Tables

/// What is wrong with a cohort, collected so that all of it is told at once.
package struct CohortProblems: Hashable, Sendable {
  /// Whether rows with a problem are left out instead of refusing all.
  package let leavesOut: Bool
  private var entries: [CohortProblem] = []
  private var absent: [AbsentFeatures] = []
  /// The folder that lacks features.
  private var folder = ""
  private var told = 0

  package init(leavesOut: Bool = false) { self.leavesOut = leavesOut }

  /// In the order of the lines.
  package var all: [CohortProblem] {
    entries.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  /// Lines of patients with a problem.
  var lines: Set<Int> { Set(entries.filter { !$0.isOfSlide }.map(\.line)) }
  /// Lines of slides with a problem of their own.
  var slideLines: Set<Int> { Set(entries.filter(\.isOfSlide).map(\.line) + absent.map(\.line)) }

  mutating func add(_ problem: CohortProblem) { entries.append(problem) }

  mutating func add(_ problem: TableProblem) { entries.append(.cell(problem)) }

  /// A slide of which there is no file of features in `folder`.
  mutating func add(_ slide: AbsentFeatures, in folder: String) {
    absent.append(slide)
    self.folder = folder
  }

  /// Fails where anything was added, unless that is to be left out.
  func check(table: String) throws(CohortReadingFailure) {
    guard !leavesOut, !(entries.isEmpty && absent.isEmpty) else { return }
    guard !entries.isEmpty else { throw .noFeatures(folder: folder, slides: absent) }
    throw .rows(table: table, problems: all, absent: absent)
  }

  /// What was added since it was asked the last time, all of it where there is more; `nil` where there is none.
  mutating func untold() -> (problems: [CohortProblem], absent: [AbsentFeatures])? {
    let count = entries.count + absent.count
    guard count > told else { return nil }
    told = count
    return (all, absent)
  }
}
