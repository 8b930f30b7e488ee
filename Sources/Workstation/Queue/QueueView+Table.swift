import Basics
import Casework
import Prognosis
import TerminalKit

/// The rows of the table.
extension QueueView {
  func table(of files: [CaseFile], selected: Int?) -> Table {
    var columns = columns
    let own = queue.waiting > 0 ? 1 : 0
    columns = Array(repeating: TableColumn("", columns: 1...1), count: own) + columns
    let widths = Table(columns: columns, rows: []).widths(within: layout.table.columns - 5)
    if widths[3 + own] ?? 7 < 7 { columns[3 + own].title = "wait" }
    let bar = widths[9 + own] ?? 11
    let rows = files.map { file in
      Array(repeating: opinionMark(file), count: own) + [
        Line(TextWidth.middleTruncated(TextWidth.printable(file.id), to: nameColumns), theme[.text]),
        ageLine(file), Line(file.record.received ?? "–", theme[.dim]), waitingLine(file),
        Line("\(file.record.slides.count)", theme[.dim]), statusLine(file), finalCallLine(file), modelCallLine(file),
        riskLine(file),
        gaugeLine(file, columns: bar), intervalLine(file), flagLine(file),
        Line(file.standing?.reviewer ?? file.reviewer ?? "", theme[.dim]),
      ]
    }
    return Table(columns: columns, rows: rows, selected: selected)
  }

  private var columns: [TableColumn] {
    [
      TableColumn("case", columns: nameColumns...nameColumns),
      TableColumn("age", columns: 5...5, alignment: .right, rank: 4),
      TableColumn("received", columns: 10...10, rank: 8),
      TableColumn("waiting", columns: 4...7, alignment: .right, rank: 2),
      TableColumn("slides", columns: 6...6, alignment: .right, rank: 7),
      TableColumn("status", columns: 9...9),
      TableColumn("final", columns: 9...9, rank: 1),
      TableColumn("model's call", columns: 17...17),
      TableColumn("5-y risk", columns: 8...8, alignment: .right),
      TableColumn("1 % to 50 %", columns: 11...25, rank: 5),
      TableColumn("95 % interval", columns: 13...13, alignment: .right, rank: 6),
      TableColumn("flags", columns: 5...5, rank: 3),
      TableColumn("reviewer", columns: 14...20, rank: 9),
    ]
  }

  /// `?` where a question waits for the reader, `←` where an answer came back.
  private func opinionMark(_ file: CaseFile) -> Line {
    if !file.questions(for: around.reviewer).isEmpty { return Line("?", theme[.warning]) }
    return file.unreadAnswers(for: around.reviewer).isEmpty ? Line() : Line("←", theme[.accent])
  }

  /// The same for all cases, so that columns stay where they are while the list scrolls.
  private var nameColumns: Int {
    min(max(8, queue.nameColumns), around.size.columns < 110 ? 12 : QueueState.longestName)
  }

  /// The patient's, in years.
  private func ageLine(_ file: CaseFile) -> Line {
    guard let age = file.record.clinical.age else { return Line("–", theme[.dim]) }
    return Line("\(NumberText.screen.fixed(age, digits: 0)) y", theme[.text])
  }

  private func waitingLine(_ file: CaseFile) -> Line {
    guard let days = file.daysWaiting(at: around.now) else { return Line("–", theme[.dim]) }
    return Line("\(days)d", days > Self.usualWait ? theme[.warning] : theme[.dim])
  }

  /// Days within which a case is usually closed; one that waits longer is told in the colour of a warning.
  static let usualWait = 14

  private func statusLine(_ file: CaseFile) -> Line {
    switch file.status {
    case .new: Line(file.status.label, theme[.dim])
    case .scored: Line(file.status.label, theme[.text])
    case .inReview, .deferred, .awaitingReader: Line(file.status.label, theme[.accent])
    case .rejected: Line(file.status.label, theme[.dim])
    case .signed, .addendum, .amended: Line(file.status.label, theme[.success])
    }
  }

  /// The call that was signed; whose it is stands under *reviewer*.
  private func finalCallLine(_ file: CaseFile) -> Line {
    file.standing.map { callLine(of: $0) } ?? Line("–", theme[.dim])
  }

  /// What the model says, whatever was signed.
  private func modelCallLine(_ file: CaseFile) -> Line {
    guard let finding = file.finding else {
      return Line(file.withheld != nil && file.isScored ? "withheld" : "–", theme[.dim])
    }
    return Line(finding.badge.text, theme[finding.badge.role])
  }

  /// The model's, beside its call.
  private func riskLine(_ file: CaseFile) -> Line {
    guard let risk = file.shownProbability else { return Line("–", theme[.dim]) }
    return Line(NumberText.screen.percent(risk), theme[.text])
  }

  private func intervalLine(_ file: CaseFile) -> Line {
    guard file.shownProbability != nil, let interval = file.finding?.interval else { return Line("–", theme[.dim]) }
    return Line(interval.text, theme[.dim])
  }

  private func gaugeLine(_ file: CaseFile, columns: Int) -> Line {
    guard let finding = file.finding, file.shownProbability != nil else { return Line() }
    return finding.gauge.line(columns: columns, theme: theme, role: finding.badge.role)
  }

  private func flagLine(_ file: CaseFile) -> Line {
    let count = file.finding?.flags.count ?? 0
    return count == 0 ? Line("") : Line("! \(count)", theme[.warning])
  }
}
