import Basics
import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// What is drawn on the slides of an open case, besides what the casebook has of it.
struct SlideMarking: Equatable, Sendable {
  /// The ruler or the box that is being drawn.
  var tool: SlideTool?
  /// The note that is being typed.
  var note: MarkNote?
  /// The mark that was gone to last, and the view of it: whoever moves on is not at it any more.
  var visited: Visit?
  /// What the casebook was asked to keep or take away last, and has not answered.
  var awaited: AwaitedMark?
  /// Where nuclei are being counted.
  var counting: NucleiRequest?
  /// Where nuclei are looked for, to be shown.
  var showing: NucleiRequest?
  /// What was found there.
  var found: FoundNuclei?

  struct Visit: Equatable, Sendable {
    let id: String
    let slide: Int
    let view: Viewport?
  }
}

extension CaseState {
  /// The tool, where it lies on the open slide.
  var activeTool: SlideTool? { marking.tool.flatMap { $0.slide == slideIndex ? $0 : nil } }

  /// The mark that was gone to, where it is still looked at.
  var visitedMark: SlideMark? {
    guard let visit = marking.visited, visit.slide == slideIndex, visit.view == viewport else { return nil }
    return file.marks.first { $0.id == visit.id }
  }

  /// What keys make of a tool or a note; `nil` where neither takes the key.
  mutating func press(
    _ key: Key, _ tool: KeyTable<ToolCommand>, _ note: KeyTable<MarkNoteCommand>, in around: Surroundings
  ) -> [CaseOutcome]? {
    if let typed = marking.note { return press(key, in: typed, note) }
    guard activeTool != nil else { return nil }
    return tool.command(for: key).map { perform($0, in: around) }
  }

  // MARK: Ruler and box

  /// A tool from the middle of the picture on; the same key ends it.
  mutating func draw(_ kind: SlideTool.Kind, in around: Surroundings) -> [CaseOutcome] {
    guard slide != nil, let view = view(in: around) else { return [.notice("The case has no slide to measure.")] }
    let middle = RegionPoint(x: view.centerX, y: view.centerY)
    marking.tool = SlideTool(kind, slide: slideIndex, at: middle)
    return []
  }

  private mutating func perform(_ command: ToolCommand, in around: Surroundings) -> [CaseOutcome] {
    let pane = pane(in: around)
    let (columns, rows) = (max(1, pane.columns / 3), max(1, pane.rows / 3))
    switch command {
    case .left: return moveEnd(columns: -1, rows: 0, in: around)
    case .right: return moveEnd(columns: 1, rows: 0, in: around)
    case .up: return moveEnd(columns: 0, rows: -1, in: around)
    case .down: return moveEnd(columns: 0, rows: 1, in: around)
    case .farLeft: return moveEnd(columns: -columns, rows: 0, in: around)
    case .farRight: return moveEnd(columns: columns, rows: 0, in: around)
    case .farUp: return moveEnd(columns: 0, rows: -rows, in: around)
    case .farDown: return moveEnd(columns: 0, rows: rows, in: around)
    case .zoomIn: return zoomIn(in: around)
    case .zoomOut: return zoomOut(in: around)
    case .keep: return keepTool()
    case .end:
      marking.tool = nil
      return []
    }
  }

  private mutating func moveEnd(columns: Int, rows: Int, in around: Surroundings) -> [CaseOutcome] {
    guard let view = view(in: around), let end = activeTool?.end else { return [] }
    let from = Viewport(
      centerX: end.x, centerY: end.y, pixelsPerColumn: view.pixelsPerColumn, orientation: view.orientation)
    let moved = from.moved(columns: Double(columns), rows: Double(rows))
    return setEnd(x: moved.centerX, y: moved.centerY, in: around)
  }

  /// Moves the other end to a place, level-0 px, held on the slide; the picture follows where it does not show that.
  mutating func setEnd(x: Double, y: Double, in around: Surroundings) -> [CaseOutcome] {
    guard let slide, activeTool != nil, var view = view(in: around) else { return [] }
    let end = RegionPoint(
      x: min(max(0, x), Double(slide.size.width)), y: min(max(0, y), Double(slide.size.height)))
    marking.tool?.end = end
    let region = view.region(in: pane(in: around))
    view.centerX += Self.excess(end.x, of: region.x, region.width)
    view.centerY += Self.excess(end.y, of: region.y, region.height)
    return viewport == nil ? [] : look(at: view, in: around)
  }

  /// How far `place` lies beside what is shown from `start` on.
  private static func excess(_ place: Double, of start: Double, _ length: Double) -> Double {
    place < start ? place - start : max(0, place - start - length)
  }

  private mutating func keepTool() -> [CaseOutcome] {
    guard let tool = activeTool, let slide else { return [] }
    if let refusal = refusalToMark { return refusal }
    switch tool.kind {
    case .ruler:
      guard !tool.isEmpty else { return [.notice("The ruler has no length yet: h j k l move its end.")] }
      marking.tool = nil
      let length = tool.lengthUM(slide.mpp)
      let mark = SlideMark(slide: slideIndex, kind: .length, shape: tool.shape, lengthUM: length)
      let words = "Kept: \(LengthText.length(length)). \(keys.label("'")) goes to what is marked."
      return keep(mark, saying: words)
    case .box: return count(in: tool, of: slide)
    }
  }

  private mutating func count(in tool: SlideTool, of slide: CaseSlide) -> [CaseOutcome] {
    guard !tool.isEmpty else { return [.notice("The box has no area yet: h j k l move its corner.")] }
    let area = tool.areaMM2(slide.mpp)
    if let refusal = Self.refusal(area: area, of: slide) { return [.notice(refusal)] }
    marking.tool = nil
    let request = NucleiRequest(
      caseID: file.id, slideIndex: slideIndex, slide: slide.opening, region: tool.region, purpose: .count)
    marking.counting = request
    return [.effect(.findNuclei(request)), .notice("Counting the nuclei in \(LengthText.area(area)) …")]
  }

  /// Why nuclei are not looked for; `nil` where they are.
  private static func refusal(area: Double, of slide: CaseSlide) -> String? {
    guard slide.mpp.mean <= coarsestMPP else {
      return "The scan is too coarse for nuclei: \(NumberText.screen.fixed(slide.mpp.mean, digits: 2)) µm a pixel."
    }
    guard area <= NucleiRequest.mostMM2 else {
      let most = LengthText.area(NucleiRequest.mostMM2)
      return "\(LengthText.area(area)) are too much: nuclei are looked for in at most \(most). Make it smaller."
    }
    return nil
  }

  /// Of a scan in which nuclei can be found, um/px: they are looked for at 0.5.
  private static let coarsestMPP = 0.75

  /// Whoever may not take a case up is told so, and whoever reads it again that no mark is kept.
  var refusalToMark: [CaseOutcome]? {
    guard !file.isToRepeat else { return [.notice(Surroundings.callsAlone)] }
    return file.readerMay(.takeUp) ? nil : [.effect(.checkRight(caseID: file.id, .takeUp))]
  }

  // MARK: Nuclei

  /// Shows the nuclei of the picture as they are found, or hides them.
  mutating func switchNuclei(in around: Surroundings) -> [CaseOutcome] {
    guard let slide, let view = view(in: around) else { return [.notice("The case has no slide.")] }
    let whole = SlideRegion(whole: slide.size)
    guard let region = view.region(in: pane(in: around)).intersection(whole) else { return [] }
    if let shown = marking.showing, shown.slideIndex == slideIndex, shown.region == region {
      (marking.showing, marking.found) = (nil, nil)
      return []
    }
    let magnification = around.ladder(of: slide).magnification(of: view.pixelsPerColumn)
    guard magnification >= Self.nucleiMagnification * 0.999 else {
      return [.notice("Nuclei are shown from \(Int(Self.nucleiMagnification))x on: \(keys.label("+")) comes closer.")]
    }
    let area = region.width * slide.mpp.x * region.height * slide.mpp.y / 1e6
    if let refusal = Self.refusal(area: area, of: slide) { return [.notice(refusal)] }
    let request = NucleiRequest(
      caseID: file.id, slideIndex: slideIndex, slide: slide.opening, region: region, purpose: .show)
    (marking.showing, marking.found) = (request, nil)
    return [.effect(.findNuclei(request)), .notice("Looking for nuclei …")]
  }

  /// From which on a nucleus takes two columns and a row.
  private static let nucleiMagnification = 20.0

  /// Takes what was found, unless nobody waits for it any more.
  mutating func receive(_ found: FoundNuclei, for request: NucleiRequest) -> [CaseOutcome] {
    guard request.caseID == file.id, let slide = file.slide(request.slideIndex) else { return [] }
    let area = request.region.width * slide.mpp.x * request.region.height * slide.mpp.y / 1e6
    let count = NucleusCount(nuclei: found.middles.count, areaMM2: area)
    let warning = found.isHE == false ? " The slide's colours are not those of H&E: do not rely on it." : ""
    switch request.purpose {
    case .count:
      guard marking.counting == request else { return [] }
      marking.counting = nil
      let mark = SlideMark(
        slide: request.slideIndex, kind: .nuclei, shape: .rectangle(request.region), count: count)
      return [
        .effect(.keepMark(caseID: file.id, mark)), .notice("\(LengthText.count(count)), as found.\(warning)"),
      ]
    case .show:
      guard marking.showing == request else { return [] }
      marking.found = found
      return [.notice("\(LengthText.count(count)), as found. \(keys.label("Y")) hides them.\(warning)")]
    }
  }

  /// Nothing was found out.
  mutating func forget(_ request: NucleiRequest) {
    if marking.counting == request { marking.counting = nil }
    if marking.showing == request { marking.showing = nil }
  }

  // MARK: Marks

  /// Asks the casebook to keep a mark; `words` are said when it has it.
  mutating func keep(_ mark: SlideMark, saying words: String) -> [CaseOutcome] {
    marking.awaited = AwaitedMark(mark, beside: file.marks, words: words)
    return [.effect(.keepMark(caseID: file.id, mark))]
  }

  /// What is said now that the case is as the casebook has it.
  mutating func answerOfMarks() -> [CaseOutcome] {
    guard let words = marking.awaited?.words(of: file.marks) else { return [] }
    marking.awaited = nil
    return [.notice(words)]
  }

  /// To the note of a bookmark at the marked tile, else at the middle of the picture; of a mark of the reader's own
  /// that is looked at, to its note.
  mutating func bookmark(in around: Surroundings) -> [CaseOutcome] {
    if let refusal = refusalToMark { return refusal }
    if let own = visitedMark, own.reviewer == Reviewer.name(around.reviewer) {
      marking.note = MarkNote(own)
      return []
    }
    guard slide != nil, let view = view(in: around) else { return [.notice("The case has no slide to mark.")] }
    let (x, y) = markedTile?.center ?? (view.centerX, view.centerY)
    marking.note = MarkNote(
      SlideMark(slide: slideIndex, kind: .bookmark, shape: .points([RegionPoint(x: x, y: y)])))
    return []
  }

  private mutating func press(
    _ key: Key, in note: MarkNote, _ keys: KeyTable<MarkNoteCommand>
  ) -> [CaseOutcome] {
    var note = note
    switch keys.command(for: key) {
    case .close?: marking.note = nil
    case .keep?:
      marking.note = nil
      return keep(note.noted, saying: "Kept: \(self.keys.label("'")) goes to what is marked.")
    case .remove?:
      guard !note.isNew else { return [.notice("It is not kept yet: Esc closes it.")] }
      marking.note = nil
      marking.awaited = .removal(id: note.mark.id)
      return [.effect(.removeMark(caseID: file.id, id: note.mark.id))]
    case nil:
      if note.press(key) { marking.note = note }
    }
    return []
  }

  /// Text that is pasted goes into the note.
  mutating func paste(_ text: String) { marking.note?.paste(text) }

  /// Goes round what is marked on the case's slides.
  mutating func visitMark(in around: Surroundings) -> [CaseOutcome] {
    guard !file.marks.isEmpty else {
      let withheld = file.withheld == nil ? "" : " What colleagues have marked is \(file.withheldLabel ?? "withheld")."
      let (bookmark, ruler) = (keys.label("B"), keys.label("R"))
      return [.notice("Nothing is marked yet: \(bookmark) sets a bookmark, \(ruler) measures.\(withheld)")]
    }
    let last = marking.visited.flatMap { visit in file.marks.firstIndex { $0.id == visit.id } }
    let index = last.map { ($0 + 1) % file.marks.count } ?? 0
    let mark = file.marks[index]
    show(mark, in: around)
    return [.notice("\(index + 1)/\(file.marks.count) \(mark.words), \(mark.reviewer)")]
  }

  /// Shows a mark in the middle of the picture: a place as close as cells are to be seen, else all of it.
  private mutating func show(_ mark: SlideMark, in around: Surroundings) {
    guard let slide = file.slide(mark.slide) else { return }
    (slideIndex, marked) = (mark.slide, nil)
    let pane = pane(in: around)
    let (bounds, ladder) = (mark.shape.bounds, around.ladder(of: slide))
    let needed = max(
      bounds.width / Double(pane.columns), bounds.height / Double(pane.rows) / Viewport.cellAspect)
    let target = Viewport(
      centerX: mark.center.x, centerY: mark.center.y,
      pixelsPerColumn: max(needed * 1.5, ladder.pixelsPerColumn(at: Self.tileMagnification)))
    _ = look(at: target, in: around)
    marking.visited = SlideMarking.Visit(id: mark.id, slide: mark.slide, view: viewport)
  }
}

extension SlideMark {
  /// What it is, what was measured, and its note.
  var words: String {
    let measured = lengthUM.map(LengthText.length) ?? count.map(LengthText.count)
    let parts = [measured ?? kind.label, note.isEmpty ? nil : "\"\(TextWidth.printable(note))\""]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}
