import Casework
import Labels
import Microscopy
import SlidePictures
import TerminalKit

extension CaseState {
  /// What is wanted when the case is opened: it is shown at once, what the casebook says of it comes later.
  var opening: [Effect] {
    [.readCase(caseID: file.id)] + tiles + [.watchFiles(caseID: file.id)]
  }

  /// What is wanted of the finding's tiles; nothing where there are none, or they are withheld.
  var tiles: [Effect] {
    file.finding?.resultFile.map { [Effect.loadTiles(caseID: file.id, resultFile: $0)] } ?? []
  }

  /// Does what a key or the palette asked for.
  mutating func perform(_ command: CaseCommand, in around: Surroundings) -> [CaseOutcome] {
    grip = nil
    visited.begin(at: here)
    return command.isGradual ? answer(command, in: around) : jumping { $0.answer(command, in: around) }
  }

  private mutating func answer(_ command: CaseCommand, in around: Surroundings) -> [CaseOutcome] {
    switch command {
    case .panLeft: pan(columns: -1, rows: 0, in: around)
    case .panRight: pan(columns: 1, rows: 0, in: around)
    case .panUp: pan(columns: 0, rows: -1, in: around)
    case .panDown: pan(columns: 0, rows: 1, in: around)
    case .zoomIn: zoomIn(in: around)
    case .zoomOut: zoomOut(in: around)
    case .wholeSlide: showWhole()
    case .lowestMagnification: magnify(0, in: around)
    case .lowMagnification: magnify(1, in: around)
    case .mediumMagnification: magnify(2, in: around)
    case .highMagnification: magnify(3, in: around)
    case .scannedMagnification: showScanned(in: around)
    case .toggleHeat: toggleHeat()
    case .moreOpaque: changeOpacity(by: 10)
    case .lessOpaque: changeOpacity(by: -10)
    case .switchQuantity: switchQuantity()
    case .hideHeat: hideHeat()
    case .switchReference: switchReference()
    case .raiseThreshold: changeThreshold(by: -1)
    case .lowerThreshold: changeThreshold(by: 1)
    case .narrowRange: changeRange(by: -1)
    case .widenRange: changeRange(by: 1)
    case .nextTile: visitTile(1, in: around)
    case .previousTile: visitTile(-1, in: around)
    case .nextSlide: switchSlide(by: 1)
    case .previousSlide: switchSlide(by: -1)
    case .stepLeft: step(columns: -1, rows: 0, in: around)
    case .stepRight: step(columns: 1, rows: 0, in: around)
    case .stepUp: step(columns: 0, rows: -1, in: around)
    case .stepDown: step(columns: 0, rows: 1, in: around)
    case .zoomInHalf: zoomInHalf(in: around)
    case .zoomOutHalf: zoomOutHalf(in: around)
    case .placeBack: goBack(in: around)
    case .placeForward: goForward(in: around)
    case .setBeside: setBeside(in: around)
    case .switchLink: switchLink(in: around)
    case .switchFocus: switchFocus(in: around)
    case .turn: turn(to: \.turned, in: around)
    case .mirror: turn(to: \.mirrored, in: around)
    case .nextCase: [.neighbour(1)]
    case .previousCase: [.neighbour(-1)]
    case .panelDown: scrollPanel(by: 5)
    case .panelUp: scrollPanel(by: -5)
    case .switchPanel: switchPanel()
    case .toggleOverview: toggleOverview()
    case .switchProfile: switchProfile()
    case .switchPixels: switchPixels(in: around)
    case .switchStains: switchStains()
    case .signOff: signOff(in: around)
    case .addendum: supplement(.addendum(file))
    case .amend: supplement(.amendment(file))
    case .askForCase: ask(in: around)
    case .askOpinion: askOpinion(in: around)
    case .answerOpinion: answerOpinion(around.reviewer)
    case .takeOpinionBack: takeOpinionBack(around.reviewer)
    case .nextPlace: visitPlace(in: around)
    case .resolveLabel: resolveLabel()
    case .score: [.score(file)]
    case .export: [.exports]
    case .nextPanelTab: showPanelTab(panelTab.neighbour(by: 1))
    case .previousPanelTab: showPanelTab(panelTab.neighbour(by: -1))
    case .openGallery: openGallery()
    case .ruler: draw(.ruler, in: around)
    case .countNuclei: (file.isToRepeat ? refusalToMark : nil) ?? draw(.box, in: around)
    case .bookmark: bookmark(in: around)
    case .nextMark: visitMark(in: around)
    case .switchNuclei: switchNuclei(in: around)
    case .leaveOut: beginBox(in: around)
    case .switchMask: switchMask()
    case .showModel: [.showModel]
    case .back: [.close]
    }
  }

  // MARK: Answers

  /// Takes a newer state of the case. A draft that was changed on this screen is never older than the one that comes;
  /// one that was not gives way: what was kept outside of the casebook may be newer.
  ///
  /// - Returns: whether another draft stands here now, so that a dialog that is open has to show it.
  mutating func refresh(_ newer: CaseFile) -> Bool {
    let before = file.draft
    let isSameWork = file.finding?.id == newer.finding?.id && !newer.status.isClosed
    if file.finding?.id != newer.finding?.id { leftOut = LeftOutState() }
    file = newer
    if isSameWork, hasTouchedDraft { file.draft = before }
    if file.finding == nil { receive([]) }
    return isSameWork && file.draft != before
  }

  /// Takes the tiles of the finding, tissue that a budget left out, what was measured of the tiles, and those of the
  /// model's training.
  mutating func receive(
    _ tiles: [TileFinding], unread: [TissueSquare] = [], measured: MeasuredTiles? = nil, cohort: TileCohort? = nil
  ) {
    tileCount = tiles.count
    take(cohort)
    ends = Ends(tiles, measured: measured)
    if tiles.isEmpty { gallery = nil } else { move(by: 0) }
    attentionTiles = TileTour.tiles(of: tiles, by: .attention)
    contributors =
      file.finding.map { TileTour.tiles(of: tiles, by: HighestPlaces.ranking(of: tiles, $0)) } ?? []
    marked = nil
    trace.take(tiles, unread: unread, of: file.finding)
  }

  /// Takes the draft of the dialog.
  mutating func keep(_ draft: SignOffDraft?) {
    file.draft = draft
    hasTouchedDraft = true
  }

  /// A slide counts as seen once its picture was painted with nothing over it.
  mutating func noteSeen(_ pictures: PictureShelf, in around: Surroundings) {
    guard !leftOut.isChoosing else { return }
    for slot in [PictureSlot.pane, .beside] where pictures.isSeen(slot) {
      if let index = pictures.shown[slot]?.request.slideIndex { seen.insert(index) }
      if let window = closeWindow(slot, of: pictures, in: around) { trace.see(window) }
    }
  }

  /// A slide that cannot be shown is not one that was reviewed, whatever was seen of it before.
  mutating func fail(_ request: PictureRequest) {
    guard file.id == request.caseID else { return }
    switch request.slot {
    case .pane, .beside: seen.remove(request.slideIndex)
    case .sharp, .sharpBeside, .overview, .preview, .tile: break
    }
  }

  // MARK: Commands

  /// To the dialog where the case can be signed; else says why not and what to do.
  private func signOff(in around: Surroundings) -> [CaseOutcome] {
    if let signOff = file.closingSignOff {
      let day = signOff.signedAt.prefix(10)
      let after = "\(keys.label("d")) adds to it, \(keys.label("e")) amends it."
      return [.notice("Signed by \(signOff.reviewer) on \(day). \(after)")]
    }
    if file.status.isClosed {
      return [.notice("The case is \(file.status.label): a signed reading is never changed.")]
    }
    if let finding = file.finding { return [.signOff(file, finding)] }
    if file.isScored, file.withheld != nil { return [.firstRead(file)] }
    return [
      .problem(
        Problem(
          title: "Nothing to sign yet", detail: "Case \(file.id) has no finding: no model has scored it.",
          remedy: "Score it with: \(around.command("score \(file.id)")), or with the key \(keys.label("S"))."))
    ]
  }

  /// Asks another reader for the case.
  private mutating func ask(in around: Surroundings) -> [CaseOutcome] {
    guard let claim = file.claim, claim.reviewer != Reviewer.name(around.reviewer) else {
      return [.notice("Nobody else reads this case: there is nobody to ask for it.")]
    }
    if file.hasRead(around.reviewer), let words = file.readersSentence(for: around.reviewer) {
      return [.notice(words)]
    }
    guard file.readerMay(.takeUp) else { return [.effect(.checkRight(caseID: file.id, .takeUp))] }
    asked = claim.reviewer
    return [.effect(.askForCase(caseID: file.id)), .notice("\(claim.reviewer) is asked for the case. Stay here.")]
  }

  /// What became of what was asked, where that is known by now: a sentence for the last line.
  mutating func takeAnswer(_ reader: String, now: Int) -> String? {
    guard let holder = asked else { return nil }
    guard let claim = file.claim else {
      asked = nil
      return file.status.isClosed
        ? "\(holder) has signed the case." : "\(holder) has given the case back: \(keys.label("s")) takes it."
    }
    if claim.reviewer == reader {
      (asked, claimedAt) = (nil, now)
      return "\(holder) gave you the case: \(keys.label("s")) goes on."
    }
    guard let request = claim.request else { return nil }
    if request.asker != reader, !request.isKept {
      asked = nil
      return "\(request.asker) has asked before you and waits for an answer."
    }
    guard request.asker == reader, request.isKept else { return nil }
    asked = nil
    return "\(holder) keeps the case."
  }

  /// To the dialog where the case is signed; else says that it is not.
  private func supplement(_ outcome: CaseOutcome) -> [CaseOutcome] {
    guard file.closingSignOff == nil else { return [outcome] }
    return [.notice("Nothing is signed here yet that could be added to or amended.")]
  }

  private mutating func scrollPanel(by lines: Int) -> [CaseOutcome] {
    panel.move(by: lines)
    return []
  }

  private mutating func switchPanel() -> [CaseOutcome] {
    panelWidth = panelWidth.next
    return []
  }

  private mutating func toggleOverview() -> [CaseOutcome] {
    showsOverview.toggle()
    return []
  }

  private mutating func switchPixels(in around: Surroundings) -> [CaseOutcome] {
    guard around.pixelCell != nil else { return [.notice("This terminal shows block characters alone.")] }
    guard companion == nil else { return [.notice("Two pictures are shown in block characters alone.")] }
    showsPixels.toggle()
    return [.notice(showsPixels ? "In pixels while nothing moves." : "In block characters.")]
  }

  private mutating func switchProfile() -> [CaseOutcome] {
    colors.profile = colors.profile.other
    return []
  }

  private mutating func switchStains() -> [CaseOutcome] {
    colors.stains = colors.stains.next
    return []
  }

  private mutating func switchSlide(by step: Int) -> [CaseOutcome] {
    let count = file.record.slides.count
    guard count > 1 else { return [.notice("The case has no other slide.")] }
    var next = (slideIndex + step + count) % count
    if next == companionIndex { next = (next + step + count) % count }
    guard next != slideIndex else { return [.notice("Both slides are on the screen: Tab changes over.")] }
    show(slide: next)
    marked = nil
    return []
  }
}
