import Basics
import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

/// Regions that the reader leaves out of the finding for a trial.
extension CaseState {
  /// Why nothing can be left out; `nil` where it can.
  var obstacleToTrials: String? {
    if let withheld = file.withheldLabel { return "The model's finding is \(withheld)." }
    guard let finding = file.finding else { return "No model has scored the case: nothing could be left out." }
    guard finding.call.isAnswer else { return "The model makes no call: there is nothing that could change." }
    guard !file.status.isClosed else {
      return "The case is \(file.status.label): trials are kept with a signature, and so come before it."
    }
    return slide == nil ? "The case has no slide." : nil
  }

  /// Begins a box: the tile that is looked at, else about the place that was gone to, else in the middle.
  mutating func beginBox(in around: Surroundings) -> [CaseOutcome] {
    if let obstacle = obstacleToTrials { return [.notice(obstacle)] }
    guard leftOut.shown.boxes.count < LeftOutState.mostBoxes else {
      return [.notice("No more than \(LeftOutState.mostBoxes) regions are left out at once.")]
    }
    guard let view = view(in: around), let slide else { return [] }
    if let tile = markedTile {
      leftOut.drawing = BoxDrawing(
        slide: slideIndex, fixed: RegionPoint(x: Double(tile.x), y: Double(tile.y)),
        moving: RegionPoint(x: Double(tile.x + tile.side), y: Double(tile.y + tile.side)))
      return []
    }
    let mark = placeMark(in: around) == nil ? nil : place
    let middle =
      mark.map { RegionPoint(x: Double($0.x) + 0.5, y: Double($0.y) + 0.5) }
      ?? RegionPoint(x: view.centerX, y: view.centerY)
    let shown = view.region(in: pane(in: around))
    var drawing = BoxDrawing(slide: slideIndex, fixed: middle, moving: middle)
    drawing.move(x: -shown.width / 8, y: -shown.height / 8, on: slide.size)
    drawing.swapCorners()
    drawing.move(x: shown.width / 8, y: shown.height / 8, on: slide.size)
    leftOut.drawing = drawing
    return []
  }

  /// What a key does while a box is drawn; `nil` where it is none of the keys for this.
  mutating func press(_ key: Key, _ keys: RegionKeys, in around: Surroundings) -> [CaseOutcome]? {
    guard let drawing = leftOut.drawing else { return nil }
    guard drawing.isChoosing else { return keys.drawing.command(for: key).map { perform($0, drawing, in: around) } }
    if let index = keys.reasons.firstIndex(of: key), LeftOutReason.allCases.indices.contains(index) {
      return leaveOut(drawing, LeftOutReason.allCases[index])
    }
    guard keys.reason.command(for: key) != nil else { return nil }
    leftOut.drawing?.isChoosing = false
    return []
  }

  private mutating func perform(
    _ command: RegionCommand, _ drawing: BoxDrawing, in around: Surroundings
  ) -> [CaseOutcome] {
    switch command {
    case .left: return moveCorner(-1, 0, in: around)
    case .right: return moveCorner(1, 0, in: around)
    case .up: return moveCorner(0, -1, in: around)
    case .down: return moveCorner(0, 1, in: around)
    case .farLeft: return moveCorner(-Self.farSteps, 0, in: around)
    case .farRight: return moveCorner(Self.farSteps, 0, in: around)
    case .farUp: return moveCorner(0, -Self.farSteps, in: around)
    case .farDown: return moveCorner(0, Self.farSteps, in: around)
    case .swapCorners: leftOut.drawing?.swapCorners()
    case .take:
      guard drawing.box(.other) != nil else { return [.notice("The box is empty: move a corner.")] }
      leftOut.drawing?.isChoosing = true
    case .takeBack: return takeRegionBack()
    case .zoomIn: return zoomIn(in: around)
    case .zoomOut: return zoomOut(in: around)
    case .giveUp: leftOut.drawing = nil
    }
    return []
  }

  /// Steps of the corner at once.
  private static let farSteps = 8.0

  /// Moves the corner by steps of about a square of cells: two columns, or a row. The picture follows it.
  private mutating func moveCorner(_ across: Double, _ down: Double, in around: Surroundings) -> [CaseOutcome] {
    guard let slide, let view = view(in: around) else { return [] }
    let step = view.pixelsPerColumn * Viewport.cellAspect
    let way = view.orientation.slide(across * step, down * step)
    leftOut.drawing?.move(x: way.x, y: way.y, on: slide.size)
    guard let corner = leftOut.drawing?.moving, viewport != nil else { return [] }
    let shown = view.region(in: pane(in: around))
    var following = view
    following.centerX += min(0, corner.x - shown.x) + max(0, corner.x - shown.x - shown.width)
    following.centerY += min(0, corner.y - shown.y) + max(0, corner.y - shown.y - shown.height)
    return following == view ? [] : look(at: following, in: around)
  }

  private mutating func leaveOut(_ drawing: BoxDrawing, _ reason: LeftOutReason) -> [CaseOutcome] {
    leftOut.drawing = nil
    guard let box = drawing.box(reason) else { return [] }
    leftOut.shown.boxes.append(box)
    return askWithout()
  }

  private mutating func takeRegionBack() -> [CaseOutcome] {
    leftOut.drawing = nil
    let before = leftOut.shown.boxes
    guard !before.isEmpty else { return [.notice("No region is left out that could be taken back.")] }
    trace.takeBack(before)
    leftOut.shown.boxes.removeLast()
    guard !leftOut.shown.boxes.isEmpty else {
      leftOut.shown = LeftOutShown()
      return [.notice("Nothing is left out any more: the finding is as it was.")]
    }
    return askWithout()
  }

  private mutating func askWithout() -> [CaseOutcome] {
    guard let finding = file.finding else { return [] }
    (leftOut.shown.trial, leftOut.shown.isAsked) = (nil, true)
    let request = RegionTrialRequest(
      finding: finding, clinical: file.record.clinical, boxes: leftOut.shown.boxes)
    return [.effect(.leaveOut(caseID: file.id, request))]
  }

  /// Takes what the model would say; what was asked before the last change is kept in the record and not shown.
  ///
  /// - Returns: the answer for the last line, since the panel may show another tab.
  mutating func receive(_ trial: RegionTrial) -> [CaseOutcome] {
    guard let finding = file.finding, trial.findingID == finding.id else { return [] }
    trace.take(trial)
    guard trial.boxes == leftOut.shown.boxes else {
      if !leftOut.shown.boxes.starts(with: trial.boxes) { trace.takeBack(trial.boxes) }
      return []
    }
    (leftOut.shown.trial, leftOut.shown.isAsked) = (trial, false)
    return [.notice(trial.sentence(beside: finding))]
  }

  /// It is not known what the model would say: nothing is left out.
  mutating func refuseTrial() { leftOut.shown = LeftOutShown() }
}

extension RegionTrial {
  /// For the last line: what the model would say, what it said, and without what.
  fileprivate func sentence(beside finding: Finding) -> String {
    let told = [finding.call.label, finding.probability5y.map { NumberText.screen.percent($0) }]
    return "Exploratory: \(answerPhrase()), was \(told.compactMap(\.self).joined(separator: ", ")); "
      + "without \(boxes.count.counted("region")), \(tilesLeftOut) of \((tiles + tilesLeftOut).counted("tile"))"
  }
}
