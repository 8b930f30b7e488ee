import Basics
import Casework
import Evaluation
import Labels
import Prognosis
import SlidePictures
import TerminalKit

/// All that is known of a case, in sections: the panel beside an open case, and below the preview in the queue.
struct CasePanel: ThemedView, Equatable {
  let theme: Theme
  let file: CaseFile
  /// The slide that is looked at.
  let slide: CaseSlide?
  /// The model that is loaded.
  let model: ModelSummary?
  /// Who looks at it.
  let reader: String
  /// The answers that were read since the case was opened, by their questions.
  var answersRead: Set<Int> = []
  /// What was seen of the case so far.
  var seen: ReadingRecord?
  /// What is known of the slides' files, in their order.
  var files: [SlideFileState] = []
  /// How the picture of the slide came by its colours; `nil` before there is one.
  var coloring: PictureColoring?
  /// The command that scores the case.
  let scoring: String
  /// How far its scoring is, or why there was none; `nil` where there is nothing to say.
  var scoringWords: String?
  /// The key that scores the case.
  var scoringKey: Key?
  /// The reader's signature of the case, where it can still be withdrawn.
  var withdrawable: Withdrawable?
  /// What is left out of the finding for a trial.
  var leftOut = LeftOutShown()
  /// The keys of an open case that are not as they are delivered.
  var keys = KeyChanges()
  /// Whether the case is open, so that its keys do what the panel says; in the queue they do something else.
  var isOpen = true

  /// All that is known of the case, the most needed first: parts, each with what it shows of the case where that is
  /// told with a signature.
  func parts(columns: Int) -> [Part] {
    withSeen(in: lastingParts(columns: columns), columns: columns).filter { $0.isShown(in: .all) }
  }

  /// Those that are the same from screen to screen: all but what was seen of the case.
  func lastingParts(columns: Int) -> [Part] {
    var sections = [Part(identityLines(columns))]
    if let claim = othersClaim {
      let ask = isOpen && file.readerMay(.takeUp) ? [keyWords(keys("r"), " asks for it")] : []
      sections.append(Part(wrapped(claim.refusal, columns: columns, style: theme[.warning]) + ask))
    }
    // Whatever tab is open: what is on the screen counts as read.
    sections += waitingOpinions(columns).map { Part($0, in: [.call, .clinical, .tiles, .history]) }
    if let scoringWords { sections.append(Part(wrapped(scoringWords, columns: columns, style: theme[.accent]))) }
    if let words = file.rescoredWords {
      sections.append(Part(wrapped(words, columns: columns, style: theme[.warning])))
    }
    sections += file.supplements.reversed().map {
      Part(supplementLines($0, columns, of: file.record), in: [.call, .history])
    }
    sections.append(Part(readersLines(columns), in: [.call, .history]))
    if let signOff = file.signOff {
      let lines = signedLines(signOff, columns, title: file.title(of: signOff), of: file.record) + afterLines
      sections.append(Part(lines, in: [.call, .history]))
    }
    if !decides { sections += readingSections(columns).map { Part($0, in: [.call, .history]) } }
    sections += putOffSections(columns).map { Part($0, in: [.history]) }
    sections.append(Part(firstReadLines(columns), in: [.call, .history]))
    sections += file.outcomes.reversed().map { Part(outcomeLines($0, columns, of: file), in: [.history]) }
    sections.append(Part(draftLines(columns)))
    if let finding = file.finding {
      let isUnsigned = file.signOff == nil && (decides || file.readings.isEmpty)
      let title = isUnsigned ? [] : [heading("What the model said", columns)]
      sections.append(Part(title + callLines(finding, columns), .call))
      sections.append(Part(flagNames(finding, columns), isShort: true))
      sections.append(Part(flagLines(finding, columns), in: [.tiles]))
      sections.append(Part(contributionLines(finding, columns), in: [.clinical]))
      sections.append(Part(trialLines(finding, columns), in: [.call, .clinical]))
      if decides { sections += readingSections(columns).map { Part($0, in: [.call, .history]) } }
    } else if let withheld = file.withheldLabel, file.isScored {
      sections.append(Part(withheldLines(withheld, columns)))
    } else {
      sections.append(Part(unscoredLines(columns)))
    }
    sections.append(Part(clinicalLines(file.record.clinical, columns), .clinicalValues, in: [.clinical]))
    sections.append(Part(comparatorLines(columns), file.withheld == nil ? .comparators : nil, in: [.clinical]))
    sections += otherOpinions(columns).map { Part($0, in: [.call, .history]) }
    sections.append(Part(markLines(columns), in: [.tiles]))
    if let finding = file.finding { sections.append(Part(modelLines(finding, columns), in: [.tiles])) }
    sections.append(Part(recordLines(columns), in: [.history]))
    return sections.filter { !$0.lines.isEmpty }
  }

  // MARK: Sections

  /// That there is no finding, and how there comes to be one.
  private func unscoredLines(_ columns: Int) -> [Line] {
    let head = Line("Not scored yet", theme[.noCall])
    guard scoringWords == nil else { return [head] }
    let key = scoringKey.map { [keyWords($0, " scores it")] } ?? []
    return [head] + key + wrapped("Score it with: \(scoring)", columns: columns, style: theme[.text])
  }

  private func callLines(_ finding: Finding, _ columns: Int) -> [Line] {
    let badge = finding.badge
    let word = finding.call.isAnswer ? badge.text + " RISK" : badge.text
    var head = Line(word, theme[badge.role])
    if finding.model.demonstration {
      head.append(String(repeating: " ", count: max(1, columns - head.columns - 6)))
      head.append(" DEMO ", theme[.demo])
    }
    let body = finding.call.isAnswer ? probabilityLines(finding, columns) : noCallLines(finding, columns)
    return [head] + body + ownCallLines(columns) + basisLines(finding, columns)
  }

  /// Whose case it is, and what the laboratory notes of it: before everything else, since it says what is looked at.
  private func identityLines(_ columns: Int) -> [Line] {
    let record = file.record
    let age = record.clinical.age.map { "\(NumberText.screen.fixed($0, digits: 0)) y" }
    let person = [record.patientWords(file.identitiesWithheld), age].compactMap(\.self).joined(separator: ", ")
    var lines = pair("patient", person, columns)
    if let specimen = record.specimen { lines += pair("specimen", specimen, columns) }
    if isLabelChecked { lines += labelLines(columns) }
    if let note = record.note, !note.isEmpty {
      let note = pair("note", note, columns, style: theme[.warning])
      lines += note.prefix(Self.noteRows)
      if note.count > Self.noteRows { lines.append(Line("         … all of it: see Case below", theme[.dim])) }
    }
    return lines + fileLines(columns)
  }

  /// Rows of a note that stand at the top.
  private static let noteRows = 3

  /// Who else reads the case, to sign it.
  private var othersClaim: ReadingClaim? { file.claim.flatMap { $0.reviewer == Reviewer.name(reader) ? nil : $0 } }

  /// The reader's own key; nothing where nothing is left to sign, or another one does that.
  private func ownCallLines(_ columns: Int) -> [Line] {
    guard isOpen, file.readerMay(.sign), file.status.isReviewable, othersClaim == nil, !file.hasRead(reader),
      withdrawable == nil
    else { return [] }
    return [keyWords(keys("s"), " sign off")]
  }

  /// The keys to what comes after a signature.
  private var afterLines: [Line] {
    guard isOpen, file.closingSignOff != nil, file.readerMay(.amend) else { return [] }
    return [keyWords(keys("d"), " add") + Line("  ") + keyWords(keys("e"), " amend")]
  }

  /// What stands in the place of the finding, and the key that leads to it.
  private func withheldLines(_ withheld: String, _ columns: Int) -> [Line] {
    let key = keyWords(keys("s"), file.isToRepeat ? " your call" : " your first call")
    let mayCall = isOpen && file.readerMay(.takeUp) && file.status.isReviewable && othersClaim == nil
    return wrapped("The model's call is \(withheld).", columns: columns, style: theme[.text])
      + (mayCall ? [key] : [])
  }

  private func probabilityLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard let risk = finding.probability5y else { return [] }
    var line = Line(NumberText.screen.percent(risk), theme[.title])
    if let interval = finding.interval { line.append("  95 % CI \(interval.text)", theme[.text]) }
    let gauge = finding.gauge
    let ticks = gauge.ticks([finding.model.threshold, 0.01, 0.5, 0.2, 0.1, 0.02], columns: columns - 2)
    var lines = [
      line, Line("metastatic relapse in 5 years", theme[.dim]),
      gauge.line(columns: columns - 2, theme: theme, role: finding.badge.role), Line(ticks + " %", theme[.dim]),
      Line("╂ threshold \(NumberText.screen.percent(finding.model.threshold))", theme[.dim]),
    ]
    lines += laterLines(finding, columns)
    if finding.borderline {
      lines += wrapped("The interval crosses the threshold.", columns: columns, style: theme[.borderline])
    }
    return lines
  }

  /// The probability at ten years, where the finding has one.
  private func laterLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard let risk = finding.probability10y else { return [] }
    let words =
      ["in 10 years \(NumberText.screen.percent(risk))"]
      + [finding.interval10y.map { "95 % CI \($0.text)" }]
      .compactMap(\.self)
    let line = words.joined(separator: ", ")
    return (TextWidth.of(line) <= columns ? [line] : words).map { Line($0, theme[.text]) }
  }

  private func noCallLines(_ finding: Finding, _ columns: Int) -> [Line] {
    let reasons = finding.reasons.flatMap { wrapped("• " + $0.label, columns: columns, style: theme[.text]) }
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
      ? NumberText.screen.grouped(finding.tiles)
      : "\(NumberText.screen.grouped(finding.tiles)) of \(NumberText.screen.grouped(finding.tilesAvailable))"
    let precision = finding.precision.flatMap { $0 == "f32" ? nil : pair("precision", $0, columns) } ?? []
    if let leftOut = finding.leftOut {
      lines += pair("without", leftOut.phrase, columns, style: theme[.warning])
    }
    return lines + pair("tiles", tiles, columns) + precision
      + pair("tissue", "\(NumberText.screen.fixed(finding.tissueMM2, digits: 1)) mm²", columns)
  }

  /// Bars on one scale, the longest one the greatest contribution.
  private func contributionLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard finding.call.isAnswer, !finding.contributions.isEmpty else { return [] }
    let greatest = finding.contributions.map { abs($0.logHazard) }.max() ?? 0
    let name = columns >= 40 ? 26 : 13
    let bar = (columns - name - 8) / 2 * 2 - 1
    let rows = finding.contributions.map { item in
      let role: Role = item.logHazard >= 0 ? .high : .low
      let text = columns >= 40 ? item.name + ": " + item.value : item.name
      var line = Line(TextWidth.padded(TextWidth.printable(text), to: name) + " ", theme[.text])
      let share = greatest > 0 ? item.logHazard / greatest : 0
      line.append(Bar.signed(share, columns: max(3, bar)), Style(foreground: theme[role].foreground))
      line.append(TextWidth.padded(NumberText.screen.signed(item.logHazard, digits: 2), to: 7, .right), theme[.text])
      return line
    }
    let hangs = finding.hangsPhrase().map { wrapped($0, columns: columns, style: theme[.text]) } ?? []
    return [heading("Contributions", note: "log-hazard", columns)] + rows + hangs
  }

  /// Which flags there are, where the tab of tiles says what they mean.
  private func flagNames(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !finding.flags.isEmpty else { return [] }
    let names = finding.flags.map(\.kind.label).joined(separator: ", ")
    return wrapped("! " + names, columns: columns, style: theme[.warning])
  }

  private func flagLines(_ finding: Finding, _ columns: Int) -> [Line] {
    guard !finding.flags.isEmpty else { return [] }
    let lines = finding.flags.flatMap { flag -> [Line] in
      let place = flag.slide.map { ", \($0)" } ?? ""
      return wrapped("! " + flag.kind.label + place, columns: columns, style: theme[.warning])
        + wrapped(flag.sentence, columns: columns - 2, style: theme[.dim]).map { Line("  ") + $0 }
    }
    return [heading("Flags", note: "\(finding.flags.count)", columns)] + lines
  }

  private func clinicalLines(_ clinical: ClinicalVariables, _ columns: Int) -> [Line] {
    let left: [(String, String?)] = [
      ("age", clinical.age.map { NumberText.screen.fixed($0, digits: 0) + " y" }),
      ("size", clinical.tumourSizeMM.map { NumberText.screen.fixed($0, digits: 0) + " mm" }),
      ("Ki-67", clinical.ki67.map { NumberText.screen.fixed($0, digits: 0) + " %" }),
      ("meno.", clinical.menopausal?.label),
    ]
    let right: [(String, String?)] = [
      ("grade", clinical.grade.map(String.init)), ("nodes", clinical.positiveNodes.map(String.init)),
      ("ER", clinical.er?.label), ("HER2", clinical.her2?.label),
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
      + pair("saw", finding.encodedColors.label, columns)
      + own.flatMap { wrapped($0.line(), columns: columns, style: theme[.dim]) }
  }

  private func recordLines(_ columns: Int) -> [Line] {
    var lines = [heading("Case", columns)]
    lines += pair("case", file.id, columns) + pair("status", file.status.label, columns)
    if file.readingProtocol.asksFirstCall { lines += pair("protocol", file.readingProtocol.label, columns) }
    if let received = file.record.received { lines += pair("received", received, columns) }
    if let reviewer = file.standing?.reviewer ?? file.claim?.reviewer { lines += pair("reviewer", reviewer, columns) }
    if let slide {
      lines += pair("scan", "\(slide.vendor), \(NumberText.screen.fixed(slide.mpp.mean, digits: 3)) µm/px", columns)
    }
    lines += colorLines(columns)
    if !isLabelChecked { lines += labelLines(columns) }
    if let note = file.record.note, !note.isEmpty { lines += pair("note", note, columns) }
    return lines
  }

  /// The reader's signature that is not in the casebook yet, else their draft.
  private func draftLines(_ columns: Int) -> [Line] {
    if let withdrawable { return wrapped(withdrawable.words, columns: columns, style: theme[.success]) }
    let goesOn = isOpen && file.readerMay(.sign) ? " \(keys.label("s")) goes on." : ""
    guard let draft = file.draft else { return [] }
    guard !file.status.isClosed else {
      let comment = draft.comment.isEmpty ? "" : " \"\(TextWidth.printable(draft.comment))\""
      return wrapped("Your own draft was not signed.\(comment)", columns: columns, style: theme[.accent])
    }
    let words = draft.decision?.intent ?? judgedPhrase ?? "undecided"
    return wrapped("Draft, \(words): not signed.\(goesOn)", columns: columns, style: theme[.accent])
  }
}
