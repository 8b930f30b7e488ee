import Casework
import Labels
import Prognosis
import TerminalKit

extension WorkstationState {
  func drawPanel(_ reading: ReadingState, on screen: inout Screen, in area: Rect) {
    let inside = area.inset(columns: 2)
    let lines = panelLines(of: reading, columns: inside.columns)
    let scrolled = min(reading.panelScrolled, max(0, lines.count - inside.rows))
    let below = lines.count - inside.rows - scrolled
    let more = [scrolled > 0 ? "↑" : "", below > 0 ? "↓ \(below) more" : ""].filter { !$0.isEmpty }
    let hint = more.isEmpty ? nil : Line([Span("^D ^U ", theme[.key]), Span(more.joined(separator: " "), theme[.dim])])
    screen.box(area, Frame(title: Line("Finding", theme[.title]), footNote: hint, style: theme[.border]))
    screen.write(lines, in: inside, skipping: scrolled)
  }

  /// All that is known of the case, the most needed first.
  func panelLines(of reading: ReadingState, columns: Int) -> [Line] {
    Array(panelSections(of: reading, columns: columns).joined(separator: [Line()]))
  }

  func panelSections(of reading: ReadingState, columns: Int) -> [[Line]] {
    let file = reading.file
    var sections: [[Line]] = []
    if let signOff = file.signOff { sections.append(signedLines(signOff, columns)) }
    if let draft = file.draft { sections.append(draftLines(draft, of: file, columns)) }
    if let finding = file.finding {
      let title = file.signOff == nil ? [] : [heading("What the model said", columns)]
      sections.append(title + callLines(finding, columns))
      sections.append(flagLines(finding, columns))
      sections.append(contributionLines(finding, columns))
    } else {
      sections.append(
        [Line("Not scored yet", theme[.noCall])]
          + wrapped("Score it with: coverslip score \(file.id)", columns: columns, style: theme[.text]))
    }
    sections.append(clinicalLines(file.record.clinical, columns))
    sections.append(comparatorLines(file.record.clinical, columns))
    if let finding = file.finding { sections.append(modelLines(finding, columns)) }
    sections.append(recordLines(file, reading, columns))
    return sections.filter { !$0.isEmpty }
  }

  // MARK: Sections

  private func callLines(_ finding: Finding, _ columns: Int) -> [Line] {
    let badge = finding.badge
    let word = finding.call == .noCall ? badge.text : badge.text + " RISK"
    var head = Line(word, theme[badge.role])
    if finding.model.demonstration {
      head.append(String(repeating: " ", count: max(1, columns - head.columns - 6)))
      head.append(" DEMO ", theme[.demo])
    }
    let body = finding.call == .noCall ? noCallLines(finding, columns) : probabilityLines(finding, columns)
    return [head] + body + basisLines(finding, columns)
  }

  private func probabilityLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard let risk = finding.probability5y else { return [] }
    var line = Line(Number.percent(risk), theme[.title])
    if let interval = finding.interval { line.append("  95 % CI \(interval.text)", theme[.text]) }
    let gauge = gauge(of: finding)
    let ticks = gauge.ticks([finding.model.threshold, 0.01, 0.5, 0.2, 0.1, 0.02], columns: columns - 2)
    var lines = [
      line, Line("metastatic relapse in 5 years", theme[.dim]),
      gauge.line(columns: columns - 2, theme: theme, role: finding.badge.role), Line(ticks + " %", theme[.dim]),
      Line("╂ threshold \(Number.percent(finding.model.threshold))", theme[.dim]),
    ]
    if finding.borderline {
      lines += wrapped("The interval crosses the threshold.", columns: columns, style: theme[.borderline])
    }
    return lines
  }

  private func noCallLines(_ finding: Finding, _ columns: Int) -> [Line] {
    let reasons = finding.reasons.flatMap { wrapped("• " + $0.rawValue, columns: columns, style: theme[.text]) }
    return [Line("The model declines, because of", theme[.dim])] + reasons
      + wrapped("No probability is shown: it would not be an answer.", columns: columns, style: theme[.dim])
  }

  private func basisLines(_ finding: Finding, _ columns: Int) -> [Line] {
    var lines = [basisLine(of: finding)].compactMap { $0 }
    if !finding.missing.isEmpty {
      lines += pair("missing", finding.missing.joined(separator: ", "), columns, style: theme[.warning])
    }
    let tiles =
      finding.tiles == finding.tilesAvailable
      ? Number.grouped(finding.tiles)
      : "\(Number.grouped(finding.tiles)) of \(Number.grouped(finding.tilesAvailable))"
    let precision = finding.precision.flatMap { $0 == "f32" ? nil : pair("precision", $0, columns) } ?? []
    return lines + pair("tiles", tiles, columns) + precision
      + pair("tissue", "\(Number.fixed(finding.tissueMM2, digits: 1)) mm²", columns)
  }

  /// What answered: the slide alone, or with the clinical variables.
  func basisLine(of finding: Finding) -> Line? {
    guard let basis = finding.basis else { return nil }
    let words = basis == .slide ? "slide only" : "slide + clinical"
    return Line([Span("basis    ", theme[.dim]), Span(words, theme[.text])])
  }

  /// Bars on one scale, the longest one the greatest contribution.
  private func contributionLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !finding.contributions.isEmpty else { return [] }
    let greatest = finding.contributions.map { abs($0.logHazard) }.max() ?? 0
    let name = columns >= 40 ? 26 : 13
    let bar = (columns - name - 8) / 2 * 2 - 1
    let rows = finding.contributions.map { item in
      let role: Role = item.logHazard >= 0 ? .high : .low
      let text = columns >= 40 ? item.name + ": " + item.value : item.name
      var line = Line(TextWidth.padded(TextWidth.printable(text), to: name) + " ", theme[.text])
      let share = greatest > 0 ? item.logHazard / greatest : 0
      line.append(Bar.signed(share, columns: max(3, bar)), Style(foreground: theme[role].foreground))
      line.append(TextWidth.padded(Number.signed(item.logHazard, digits: 2), to: 7, .right), theme[.text])
      return line
    }
    return [heading("Contributions", note: "log-hazard", columns)] + rows
  }

  private func flagLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !finding.flags.isEmpty else { return [] }
    let lines = finding.flags.flatMap { flag -> [Line] in
      let place = flag.slide.map { ", \($0)" } ?? ""
      return wrapped("! " + flag.kind.rawValue + place, columns: columns, style: theme[.warning])
        + wrapped(flag.detail, columns: columns - 2, style: theme[.dim]).map { Line("  ") + $0 }
    }
    return [heading("Flags", note: "\(finding.flags.count)", columns)] + lines
  }

  private func clinicalLines(_ clinical: ClinicalVariables, _ columns: Int) -> [Line] {
    let left: [(String, String?)] = [
      ("age", clinical.age.map { Number.fixed($0, digits: 0) + " y" }),
      ("size", clinical.tumourSizeMM.map { Number.fixed($0, digits: 0) + " mm" }),
      ("Ki-67", clinical.ki67.map { Number.fixed($0, digits: 0) + " %" }), ("meno.", clinical.menopausal?.rawValue),
    ]
    let right: [(String, String?)] = [
      ("grade", clinical.grade.map(String.init)), ("nodes", clinical.positiveNodes.map(String.init)),
      ("ER", clinical.er?.rawValue), ("HER2", clinical.her2?.rawValue),
    ]
    let half = (columns - 1) / 2
    let rows = zip(left, right).map { cell($0, columns: half) + cell($1, columns: columns - half) }
    return [heading("Clinical", columns)] + rows
  }

  private func cell(_ pair: (name: String, value: String?), columns: Int) -> Line {
    Line([
      Span(TextWidth.padded(pair.name, to: 6) + " ", theme[.dim]),
      Span(TextWidth.padded(pair.value ?? "–", to: columns - 7), pair.value == nil ? theme[.dim] : theme[.text]),
    ])
  }

  private func modelLines(_ finding: Finding, _ columns: Int) -> [Line] {
    let own = model?.digest == finding.model.digest ? model?.figures ?? [] : []
    return [heading("Model", columns), Line("\(finding.model.name) \(finding.model.version)", theme[.text])]
      + pair("digest", String(finding.model.digest.prefix(12)) + "…", columns)
      + pair("scored", String(finding.computedAt.prefix(10)), columns)
      + own.flatMap { wrapped($0.line(), columns: columns, style: theme[.dim]) }
  }

  private func recordLines(_ file: CaseFile, _ reading: ReadingState, _ columns: Int) -> [Line] {
    var lines = [heading("Case", columns)]
    lines += pair("case", file.id, columns) + pair("status", file.status.rawValue, columns)
    if let patient = file.record.patient { lines += pair("patient", patient, columns) }
    if let received = file.record.received { lines += pair("received", received, columns) }
    if let reviewer = file.reviewer { lines += pair("reviewer", reviewer, columns) }
    if let slide = reading.slide {
      lines += pair("scan", "\(slide.vendor), \(Number.fixed(slide.mpp.mean, digits: 3)) µm/px", columns)
    }
    if let note = file.record.note, !note.isEmpty { lines += pair("note", note, columns) }
    return lines
  }

  func signedLines(_ signOff: SignOff, _ columns: Int) -> [Line] {
    let badge = CallBadge(signOff.finalCall)
    var lines = [
      Line([Span("✓ SIGNED  ", theme[.success]), Span(badge.text, theme[badge.role])]),
      Line(signOff.decision == .override ? "overrides the model" : "confirms the model", theme[.text]),
    ]
    if let reason = signOff.reason { lines += pair("reason", reason.rawValue, columns) }
    if !signOff.comment.isEmpty { lines += pair("comment", signOff.comment, columns) }
    lines += pair("by", signOff.reviewer, columns) + pair("at", Self.readable(signOff.signedAt), columns)
    lines += pair("meaning", signOff.meaning, columns)
    if let digest = signOff.entryDigest { lines += pair("entry", String(digest.prefix(12)) + "…", columns) }
    return lines
  }

  private func draftLines(_ draft: SignOffDraft, of file: CaseFile, _ columns: Int) -> [Line] {
    guard !file.status.isSigned else {
      let comment = draft.comment.isEmpty ? "" : " “\(TextWidth.printable(draft.comment))”"
      return wrapped("Your own draft was not signed.\(comment)", columns: columns, style: theme[.accent])
    }
    let words = draft.decision.map { $0 == .confirm ? "to confirm" : "to override" } ?? "undecided"
    return wrapped("Draft, \(words): not signed. s goes on.", columns: columns, style: theme[.accent])
  }

  // MARK: Pieces

  /// `2025-06-02 09:12:44 UTC` for `2025-06-02T09:12:44Z`.
  static func readable(_ timestamp: String) -> String {
    guard timestamp.hasSuffix("Z") else { return timestamp }
    return timestamp.dropLast().split(separator: "T").joined(separator: " ") + " UTC"
  }

  func gauge(of finding: Finding) -> Gauge {
    Gauge(
      threshold: finding.model.threshold, value: finding.probability5y, lower: finding.interval?.lower,
      upper: finding.interval?.upper)
  }

  func heading(_ title: String, note: String = "", _ columns: Int) -> Line {
    let rule = max(1, columns - TextWidth.of(title) - TextWidth.of(note) - (note.isEmpty ? 1 : 2))
    return Line([
      Span(title + " ", theme[.heading]), Span(String(repeating: "─", count: rule), theme[.border]),
      Span(note.isEmpty ? "" : " " + note, theme[.dim]),
    ])
  }

  /// A name and its value, the value wrapped below itself.
  func pair(_ name: String, _ value: String, _ columns: Int, style: Style? = nil) -> [Line] {
    let indent = 9
    let lines = TextWidth.wrapped(TextWidth.printable(value), to: columns - indent)
    return (lines.isEmpty ? ["–"] : lines).enumerated().map { index, text in
      let label = index == 0 ? TextWidth.padded(name, to: indent - 1) + " " : String(repeating: " ", count: indent)
      return Line([Span(label, theme[.dim]), Span(text, style ?? theme[.text])])
    }
  }

  func wrapped(_ text: String, columns: Int, style: Style) -> [Line] {
    TextWidth.wrapped(TextWidth.printable(text), to: columns).map { Line($0, style) }
  }
}
