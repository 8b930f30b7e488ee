import Casework
import Microscopy
import SlidePictures

/// What comes back from the casebook, and from the terminal.
extension WorkstationState {
  // MARK: The casebook

  /// Takes rows; the draft that is being typed is newer than theirs.
  mutating func receive(_ request: CaseListRequest, _ window: CaseWindow) -> [Effect] {
    let effects = inQueue { $0.receive(request, window, in: $1) }
    if let reading, reading.hasTouchedDraft, var row = queue.list.file(reading.file.id), !row.status.isClosed {
      row.draft = reading.file.draft
      queue.list.replace(row)
    }
    return effects
  }

  /// Reads anew what is on the screen: rows and counts, and the case that is open.
  mutating func receive(_ changes: CaseChanges) -> [Effect] {
    guard changes.isPartial || !changes.caseIDs.isEmpty else { return [] }
    let effects = inQueue { $0.refresh(in: $1) }
    guard let open = reading?.file.id, changes.isPartial || changes.caseIDs.contains(open) else { return effects }
    return effects + [.readCase(caseID: open)]
  }

  /// The case as the casebook has it now. A dialog that is open shows the draft that comes with it.
  mutating func receive(_ file: CaseFile) -> [Effect] {
    queue.list.replace(file)
    guard let before = reading?.file, before.id == file.id else { return [] }
    let isOtherDraft = reading?.refresh(file) ?? false
    if file.withheld != nil, case .signOff = popup { popup = nil }
    closeFirstRead(file)
    if let file = reading?.file { queue.list.replace(file) }
    withDialog(of: file.id) { $0.openLabels = file.openLabelNames }
    if isOtherDraft, case .signOff(let shown) = popup, let finding = file.finding, let file = reading?.file {
      var dialog = signOffDialog(file, finding)
      if let barred = shown.barred { dialog.bar(barred) }
      popup = .signOff(dialog)
    }
    let tiles = before.finding?.resultFile == file.finding?.resultFile ? [] : reading?.tiles ?? []
    let marks = route(reading?.answerOfMarks() ?? [])
    return marks + tiles + files(before, file) + followRequests() + followRights()
  }

  /// What was scored again is held to the newer finding.
  private func files(_ before: CaseFile, _ file: CaseFile) -> [Effect] {
    guard let finding = file.finding, finding.id != before.finding?.id, before.withheld == nil else { return [] }
    return [.watchFiles(caseID: file.id)]
  }

  mutating func receive(
    _ tiles: [TileFinding], _ unread: [TissueSquare], _ measured: MeasuredTiles?, _ cohort: TileCohort?,
    of caseID: String
  ) -> [Effect] {
    if reading?.file.id == caseID { reading?.receive(tiles, unread: unread, measured: measured, cohort: cohort) }
    return []
  }

  /// Takes a picture, and has the gallery keep it where it is one of its tiles.
  mutating func receive(_ request: PictureRequest, _ picture: Picture) -> [Effect] {
    pictures.receive(request, picture)
    if case .tile = request.slot { reading?.gallery?.keep(request, picture) }
    return []
  }

  mutating func fail(_ request: PictureRequest, _ problem: Problem) -> [Effect] {
    pictures.fail(request, problem)
    if case .tile = request.slot { reading?.gallery?.fail(request, problem) }
    reading?.fail(request)
    return []
  }

  mutating func receive(_ files: [SlideFileState], of caseID: String) -> [Effect] {
    if reading?.file.id == caseID { reading?.files = files }
    return []
  }

  mutating func receive(_ signOff: SignOff, of caseID: String) -> [Effect] {
    let known = reading.flatMap { $0.file.id == caseID ? $0.file : nil } ?? queue.list.file(caseID)
    if var file = known {
      file.take(signOff)
      (file.draft, file.claim) = (nil, nil)
      queue.list.replace(file)
      if reading?.file.id == caseID {
        reading?.file = file
        reading?.claimedAt = nil
      }
    }
    written.remove(caseID)
    forgetTrace(of: caseID)
    withDialog(of: caseID) { $0.receive(signOff) }
    let exports = releaseExports(of: caseID)
    if exports.isEmpty { offerReport(of: caseID) }
    return exports + inQueue { $0.lookForChanges(in: $1) }
  }

  /// Nothing was signed: the dialog is where it was, the problem above it.
  mutating func signingFailed(_ caseID: String, _ problem: Problem) -> [Effect] {
    if held?.caseID == caseID { held = nil }
    exports.drop(caseID)
    withDialog(of: caseID) { $0.fail() }
    withSupplement(of: caseID) { $0.fail() }
    withOpinion(of: caseID) { $0.fail() }
    withLabel(of: caseID) { $0.fail() }
    guard written.remove(caseID) == nil else { return signatureFell(caseID, problem) }
    var problem = problem
    if reading?.file.id != caseID { problem.title = "\(caseID): \(problem.title)" }
    return show(problem)
  }

  // MARK: What is on the terminal

  /// A slide counts as seen where nothing lay over it; what can be scrolled now has an end.
  mutating func takeNote(of limits: ScrollLimits) -> [Effect] {
    isNoticePainted = lock == nil && !isTooSmall
    if let panel = limits.panel { reading?.panel.learn(longest: panel) }
    if let page = limits.page {
      modelScreen?.learn(longest: page)
      qualityScreen?.learn(longest: page)
    }
    if let longest = limits.help, case .help(var help) = popup {
      help.scroll.learn(longest: longest)
      popup = .help(help)
    }
    reading?.trace.paint(limits.onScreen, now: now)
    guard popup == nil, !isPopupCovered, lock == nil, case .reading = room, !isTooSmall else { return [] }
    let around = surroundings
    reading?.noteSeen(pictures, in: around)
    return noteAnswers()
  }

  /// Asks for the pictures that are shown by now and were not asked for yet.
  mutating func picturesWanted() -> [Effect] {
    guard !isTooSmall else { return [] }
    let around = surroundings
    let preview = reading == nil ? queue.preview(in: around) : nil
    return [
      pictures.want(.pane, reading?.panePicture(in: around)),
      pictures.want(.beside, reading?.companionPicture(in: around)),
      pictures.want(.sharp, isResting ? reading?.sharpPicture(in: around) : nil),
      pictures.want(.sharpBeside, isResting ? reading?.sharpCompanionPicture(in: around) : nil),
      pictures.want(.overview, reading?.overviewPicture(in: around)), pictures.want(.preview, preview),
      pictures.want(.tile, reading?.tilePicture(in: around)),
    ].compactMap { $0 }
  }
}
