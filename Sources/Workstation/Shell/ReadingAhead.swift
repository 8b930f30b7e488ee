import SlidePictures

/// What the next keys may show is read while nothing moves, so that they need not wait for the slide.
extension WorkstationState {
  /// What is to be read ahead by now: once for each picture that came to rest.
  mutating func readAhead() -> [Effect] {
    guard isResting, isPictureBare, let shown = pictures.wanted[.pane], shown.id != readAheadFor, !pictures.isBusy,
      pictures.problems[.pane] == nil
    else { return [] }
    readAheadFor = shown.id
    let next = reading?.nextPictures(to: shown, in: surroundings) ?? []
    return next.isEmpty ? [] : [.readAhead(next)]
  }
}

extension CaseState {
  /// The keys whose pictures are read ahead, the likeliest first.
  private static let aheadOf: [CaseCommand] = [.panRight, .panDown, .panLeft, .panUp, .nextTile]

  /// What the pane would show after each of them, where that is another picture than `shown`.
  fileprivate func nextPictures(to shown: PictureRequest, in around: Surroundings) -> [PictureRequest] {
    Self.aheadOf.compactMap { command in
      var next = self
      _ = next.perform(command, in: around)
      return next.panePicture(in: around)?(shown.id)
    }.filter { $0.slide != shown.slide || $0.viewport != shown.viewport }
  }
}
