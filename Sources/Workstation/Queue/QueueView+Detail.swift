import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// The selected case, beside the table or below it.
extension QueueView {
  func drawDetail(on screen: inout Screen) {
    let file = queue.selected
    let title = file.map { TextWidth.middleTruncated(TextWidth.printable($0.id), to: layout.detail.columns - 8) }
    screen.box(layout.detail, Frame(title: Line(title ?? "No case", theme[.title]), style: theme[.border]))
    guard let file else { return }
    let inside = layout.detail.inset(columns: 2)
    guard layout.isWide else {
      screen.write(summaryLines(of: file, columns: inside.columns, rows: inside.rows), in: inside)
      return
    }
    let preview = layout.preview(of: file.record.slides.first?.size)
    drawPreview(of: file, on: &screen, in: preview)
    let text = inside.splitRows(preview.rows + 1).1
    screen.write(wholeSections(of: file, columns: text.columns, rows: text.rows).map(\.unmarked), in: text)
  }

  /// The parts of the case's panel that fit whole; the short summary where not even the first does.
  private func wholeSections(of file: CaseFile, columns: Int, rows: Int) -> [Line] {
    var lines: [Line] = []
    var panel = CasePanel(
      theme: theme, file: file, slide: file.slide(0), model: around.model, reader: around.reviewer,
      scoring: around.command("score \(file.id)"))
    panel.withdrawable = around.withdrawable(of: file.id)
    panel.isOpen = false
    (panel.scoringWords, panel.scoringKey) = (around.scoring.words(of: file.id), keys.list.key(of: .score))
    for section in panel.parts(columns: columns).map(\.lines) {
      let longer = lines.isEmpty ? section : lines + [Line()] + section
      guard longer.count <= rows else { break }
      lines = longer
    }
    return lines.isEmpty ? summaryLines(of: file, columns: columns, rows: rows) : lines
  }

  private func drawPreview(of file: CaseFile, on screen: inout Screen, in area: Rect) {
    if let problem = pictures.problems[.preview] {
      drawUnavailable(problem, on: &screen, in: area)
    } else if !drawPicture(.preview, of: pictures, on: &screen, in: area) {
      drawMessage(file.record.slides.isEmpty ? "The case has no slide." : "drawing …", on: &screen, in: area)
    }
  }

  /// The case in a few lines: as many as fit, the first the most needed.
  private func summaryLines(of file: CaseFile, columns: Int, rows: Int) -> [Line] {
    var lines = headline(of: file, columns: columns)
    if let finding = file.finding, !finding.flags.isEmpty {
      let names = finding.flags.map(\.kind.label).joined(separator: ", ")
      lines += wrapped("! " + names, columns: columns, style: theme[.warning])
    }
    let slides = file.record.slides.count
    let person = [
      file.identitiesWithheld == nil ? file.record.patient.map { "patient \($0)" } : "patient withheld",
      file.record.clinical.age.map { "\(NumberText.screen.fixed($0, digits: 0)) y" },
    ].compactMap { $0 }.joined(separator: ", ")
    let facts: [String?] = [
      file.record.received.map { "received \($0)" }, slides.counted("slide"),
      person.isEmpty ? nil : person, file.claim.map { "with \($0.reviewer)" },
    ]
    lines += wrapped(facts.compactMap { $0 }.joined(separator: " · "), columns: columns, style: theme[.dim])
    if let held = around.withdrawable(of: file.id) {
      lines.append(Line(held.words, theme[.success]))
    } else if file.draft != nil {
      lines.append(Line("A draft of the sign-off is kept.", theme[.accent]))
    }
    if let note = file.record.note, !note.isEmpty {
      lines += wrapped("note: " + note, columns: columns, style: theme[.dim])
    }
    return Array(lines.prefix(rows))
  }

  /// The signed call, the model's call, or what is missing for one.
  private func headline(of file: CaseFile, columns: Int) -> [Line] {
    var lines: [Line] = []
    if let standing = file.standing {
      let reviewer = standing.reviewer
      let word = standing.finalCall == nil ? reviewer : "  \(standing.outcomeWord) · \(reviewer)"
      let later = file.supplements.isEmpty ? "" : " · " + file.supplements.map(\.title).joined(separator: ", ")
      lines.append(standing.decision.heading(theme) + callLine(of: standing) + Line(word + later, theme[.dim]))
      if let words = file.rescoredWords { lines += wrapped(words, columns: columns, style: theme[.warning]) }
    }
    if let withheld = file.withheldLabel, file.isScored {
      return lines + [Line([Span("model    ", theme[.dim]), Span(withheld, theme[.text])])]
    }
    guard let finding = file.finding else {
      if let words = around.scoring.words(of: file.id) {
        return lines + wrapped(words, columns: columns, style: theme[.accent])
      }
      return lines
        + wrapped(
          "Not scored yet: \(keys.list.label(of: .score)) scores it, or: \(around.command("score \(file.id)"))",
          columns: columns, style: theme[.dim])
    }
    let badge = finding.badge
    var line = Line([Span("model    ", theme[.dim]), Span(badge.text, theme[badge.role])])
    if let risk = file.shownProbability {
      line.append("  \(NumberText.screen.percent(risk))", theme[.text])
      if let interval = finding.interval, columns >= 50 { line.append("  (\(interval.text))", theme[.dim]) }
    } else if !finding.reasons.isEmpty {
      line.append("  " + finding.reasons.map(\.label).joined(separator: ", "), theme[.dim])
    }
    lines.append(line)
    return lines + [basisLine(of: finding)].compactMap { $0 }
  }
}

extension Decision {
  /// Before what was signed, as wide as *model* and *basis* are.
  fileprivate func heading(_ theme: Theme) -> Line {
    switch self {
    case .confirm, .override, .acknowledge, .assess: Line("signed   ", theme[.success])
    case .defer: Line("deferred ", theme[.accent])
    case .reject: Line("rejected ", theme[.warning])
    }
  }
}
