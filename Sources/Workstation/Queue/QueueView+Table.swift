import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// What a row of the table is made of.
private enum QueueCell: Hashable {
  /// Whether something waits for the reader.
  case mark
  /// Whether the case is marked.
  case tick
  case column(CaseColumn)
  case gauge
}

/// The rows of the table.
extension QueueView {
  func table(of files: [CaseFile], selected: Int?) -> Table {
    let cells = cells
    var columns = cells.map(column)
    let widths = Table(columns: columns, rows: []).widths(within: layout.table.columns - 5)
    func width(of wanted: QueueCell) -> Int? { cells.firstIndex(of: wanted).flatMap { widths[$0] } }
    if let waiting = cells.firstIndex(of: .column(.waiting)), widths[waiting] ?? 7 < 7 {
      columns[waiting].title = "wait"
    }
    let bar = width(of: .gauge) ?? 11
    let rows = files.map { file in cells.map { line(of: $0, file, bar: bar) } }
    return Table(columns: columns, rows: rows, selected: selected)
  }

  /// From left to right; the gauge stands beside the risk.
  private var cells: [QueueCell] {
    (queue.marked.isEmpty ? [] : [.tick]) + (queue.waiting > 0 ? [.mark] : [])
      + queue.columns.flatMap { $0 == .risk ? [.column($0), .gauge] : [.column($0)] }
  }

  private func column(of cell: QueueCell) -> TableColumn {
    switch cell {
    case .mark, .tick: TableColumn("", columns: 1...1)
    case .gauge: TableColumn("1 % to 50 %", columns: 11...25, rank: 5).sorting(by: .probability)
    case .column(let column): self.column(column).sorting(by: column.order)
    }
  }

  private func column(_ column: CaseColumn) -> TableColumn {
    switch column {
    case .name: TableColumn("case", columns: nameColumns...nameColumns)
    case .age: TableColumn("age", columns: 5...5, alignment: .right, rank: 4)
    case .grade: TableColumn("grade", columns: 5...5, alignment: .right, rank: 1)
    case .received: TableColumn("received", columns: 10...10, rank: 8)
    case .waiting: TableColumn("waiting", columns: 4...7, alignment: .right, rank: 2)
    case .slides: TableColumn("slides", columns: 6...6, alignment: .right, rank: 7)
    case .status: TableColumn("status", columns: 9...9)
    case .finalCall: TableColumn("final", columns: 9...9, rank: 1)
    case .call: TableColumn("model's call", columns: 17...17)
    case .risk: TableColumn("5-y risk", columns: 8...8, alignment: .right)
    case .interval: TableColumn("95 % interval", columns: 13...13, alignment: .right, rank: 6)
    case .disagreement: TableColumn("disagreement", columns: 12...26, rank: 1)
    case .flags: TableColumn("flags", columns: 5...5, rank: 3)
    case .reviewer: TableColumn("reviewer", columns: 14...20, rank: 9)
    }
  }

  private func line(of cell: QueueCell, _ file: CaseFile, bar: Int) -> Line {
    switch cell {
    case .mark: opinionMark(file)
    case .tick: Line(queue.marked.contains(file.id) ? "●" : "", theme[.key])
    case .gauge: gaugeLine(file, columns: bar)
    case .column(let column): line(of: column, file)
    }
  }

  private func line(of column: CaseColumn, _ file: CaseFile) -> Line {
    switch column {
    case .name: Line(TextWidth.middleTruncated(TextWidth.printable(file.id), to: nameColumns), theme[.text])
    case .age: ageLine(file)
    case .grade: Line(file.record.clinical.grade.map(String.init) ?? "–", theme[.dim])
    case .received: Line(file.record.received ?? "–", theme[.dim])
    case .waiting: waitingLine(file)
    case .slides: Line("\(file.record.slides.count)", theme[.dim])
    case .status: statusLine(file)
    case .finalCall: finalCallLine(file)
    case .call: modelCallLine(file)
    case .risk: riskLine(file)
    case .interval: intervalLine(file)
    case .disagreement: Line(file.listedDisagreements.map(\.label).joined(separator: ", "), theme[.warning])
    case .flags: flagLine(file)
    case .reviewer: Line(file.standing?.reviewer ?? file.claim?.reviewer ?? "", theme[.dim])
    }
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

  /// How far its scoring is, where it is scored from here.
  private func statusLine(_ file: CaseFile) -> Line {
    if let words = around.scoring.cell(of: file.id) {
      return Line(words, theme[around.scoring.failures[file.id] == nil ? .accent : .error])
    }
    return standingLine(file)
  }

  private func standingLine(_ file: CaseFile) -> Line {
    switch file.status {
    case .new: Line(file.status.label, theme[.dim])
    case .scored: Line(file.status.label, theme[.text])
    case .inReview, .deferred, .awaitingReader: Line(file.status.label, theme[.accent])
    case .rejected: Line(file.status.label, theme[.dim])
    case .signed, .addendum, .amended: Line(file.status.label, theme[.success])
    }
  }

  /// The call that was signed, with a mark where it is not the model's; that there is none, where the slide was
  /// rejected or the call put off. Whose it is stands under *reviewer*.
  private func finalCallLine(_ file: CaseFile) -> Line {
    guard let standing = file.standing else { return Line("–", theme[.dim]) }
    return switch standing.decision {
    case .confirm, .acknowledge, .assess: callLine(of: standing)
    case .override: callLine(of: standing) + Line(" ov", theme[.warning])
    case .defer: Line(CaseStatus.deferred.label, theme[.dim])
    case .reject: Line(CaseStatus.rejected.label, theme[.dim])
    }
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

extension TableColumn {
  /// The column, a click on whose head sorts by `key`.
  fileprivate func sorting(by key: CaseOrderKey) -> TableColumn {
    var column = self
    column.number = key.number
    return column
  }
}
