import Casework
import TerminalKit

/// What the bottom line offers in an open case: keys that do something now, and not those that would only say why they
/// do nothing.
extension CaseState {
  /// The commands of the bottom line, the most needed first; the way back stays beside the help.
  private static let hinted: [CaseCommand] = [
    .answerOpinion, .resolveLabel, .panLeft, .panDown, .panUp, .panRight, .zoomIn, .zoomOut, .signOff, .nextSlide,
    .toggleHeat, .export, .addendum, .amend, .nextTile, .askForCase, .nextPlace, .askOpinion, .takeOpinionBack,
    .showModel,
  ]

  func hints(_ keys: KeyTable<CaseCommand>, in around: Surroundings) -> [Hint] {
    keys.hints(Self.hinted.map { ($0, does($0, in: around) ? words(of: $0, keys) : nil) })
  }

  private func words(of command: CaseCommand, _ keys: KeyTable<CaseCommand>) -> String? {
    switch command {
    case .signOff where file.finding == nil: file.isToRepeat ? "call" : "first call"
    case .panLeft, .panDown, .panUp, .panRight, .zoomIn, .zoomOut, .toggleHeat, .nextTile, .previousTile,
      .signOff, .back, .showModel, .lessOpaque, .moreOpaque, .switchQuantity, .hideHeat, .switchReference,
      .raiseThreshold, .lowerThreshold, .narrowRange, .widenRange, .wholeSlide, .lowestMagnification,
      .lowMagnification, .mediumMagnification, .highMagnification, .scannedMagnification, .nextSlide, .previousSlide,
      .nextCase, .previousCase, .panelDown, .panelUp, .switchPanel, .toggleOverview,
      .switchProfile, .switchStains, .switchPixels, .addendum, .amend, .askForCase, .askOpinion, .answerOpinion,
      .takeOpinionBack,
      .nextPlace, .resolveLabel, .score, .nextPanelTab, .previousPanelTab,
      .stepLeft, .stepDown, .stepUp, .stepRight, .zoomInHalf, .zoomOutHalf, .placeBack, .placeForward,
      .setBeside, .switchLink, .switchFocus, .turn, .mirror, .openGallery,
      .ruler, .bookmark, .nextMark, .countNuclei, .switchNuclei, .leaveOut, .switchMask, .export:
      keys.bindings.first { $0.command == command }?.hint
    }
  }

  /// Whether the key of a command would do something.
  private func does(_ command: CaseCommand, in around: Surroundings) -> Bool {
    let name = Reviewer.name(around.reviewer)
    switch command {
    case .toggleHeat, .hideHeat, .lessOpaque, .moreOpaque, .switchReference, .raiseThreshold, .lowerThreshold,
      .narrowRange, .widenRange:
      return hasHeat
    case .switchQuantity: return hasHeat && showsContributions
    case .openGallery: return galleryRefusal == nil
    case .nextTile, .previousTile: return hasHeat && (tileCount == 0 || !tour.isEmpty)
    case .signOff: return isToSign(by: name, in: around)
    case .addendum, .amend: return file.readerMay(.amend) && file.closingSignOff != nil
    case .askForCase:
      return file.readerMay(.takeUp) && file.claim.map { $0.reviewer != name } ?? false && !file.hasRead(name)
    case .askOpinion:
      return file.readerMay(.askOpinion) && !file.status.isClosed && !file.isToRepeat && slide != nil
    case .answerOpinion: return file.readerMay(.giveOpinion) && !file.questions(for: name).isEmpty
    case .takeOpinionBack:
      return file.readerMay(.askOpinion) && file.opinions(.open).contains { $0.request.asker == name }
    case .nextPlace: return !file.opinions.isEmpty
    case .ruler, .switchNuclei: return slide != nil
    case .bookmark, .countNuclei: return slide != nil && !file.isToRepeat
    case .nextMark: return !file.marks.isEmpty
    case .resolveLabel:
      return file.readerMay(.sign) && file.isScored && !file.isToRepeat && !file.slidesToResolve.isEmpty
    case .leaveOut: return obstacleToTrials == nil
    case .switchProfile, .switchStains, .switchMask: return slide != nil
    case .switchPixels: return around.pixelCell != nil
    case .score: return !file.status.isClosed && !file.isToRepeat
    // It does something before, too, but is wanted once there is a result to file.
    case .export: return around.exports.folder != nil && file.hasResult
    case .nextSlide, .previousSlide: return file.record.slides.count > 1
    case .panLeft, .panDown, .panUp, .panRight, .zoomIn, .zoomOut, .back, .showModel, .wholeSlide,
      .lowestMagnification, .lowMagnification, .mediumMagnification, .highMagnification, .scannedMagnification,
      .nextCase, .previousCase, .panelDown, .panelUp, .switchPanel, .nextPanelTab, .previousPanelTab,
      .toggleOverview:
      return true
    case .stepLeft, .stepDown, .stepUp, .stepRight, .zoomInHalf, .zoomOutHalf, .placeBack, .placeForward, .setBeside,
      .turn, .mirror:
      return slide != nil
    case .switchLink, .switchFocus: return companion != nil
    }
  }

  private var hasHeat: Bool { file.withheld == nil && file.finding?.resultFile != nil }

  /// Whether a first call, or a signature, is theirs to give.
  private func isToSign(by name: String, in around: Surroundings) -> Bool {
    guard file.readerMay(file.withheld == nil ? .sign : .takeUp), file.status.isReviewable, !file.hasRead(name),
      around.withdrawable(of: file.id) == nil
    else { return false }
    return file.claim.map { $0.reviewer == name } ?? true
  }
}

extension CaseFile {
  /// Whether something was signed that can be filed: what closes it, or that the call was put off.
  fileprivate var hasResult: Bool {
    switch status {
    case .deferred: true
    case .new, .scored, .inReview, .awaitingReader: closingSignOff != nil
    case .signed, .addendum, .amended, .rejected: true
    }
  }
}
