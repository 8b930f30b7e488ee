import SlidePictures
import Workstation

/// What draws the pictures that the workstation asks for; the answers are actions in its mailbox.
package struct PictureWork: Sendable {
  package var draw: @Sendable (PictureRequest) -> Void
  /// Nothing of a slot is wanted any more.
  package var cancel: @Sendable (PictureSlot) -> Void
  package var loadTiles: @Sendable (_ caseID: String, _ file: String) -> Void

  /// Looks for nuclei.
  package var findNuclei: @Sendable (NucleiRequest) -> Void
  /// Reads what pictures would show that nobody has asked for yet; of none it ends what was begun.
  package var readAhead: @Sendable ([PictureRequest]) -> Void

  package init(
    draw: @escaping @Sendable (PictureRequest) -> Void, cancel: @escaping @Sendable (PictureSlot) -> Void,
    loadTiles: @escaping @Sendable (_ caseID: String, _ file: String) -> Void,
    findNuclei: @escaping @Sendable (NucleiRequest) -> Void = { _ in },
    readAhead: @escaping @Sendable ([PictureRequest]) -> Void = { _ in }
  ) {
    self.draw = draw
    self.cancel = cancel
    self.loadTiles = loadTiles
    self.findNuclei = findNuclei
    self.readAhead = readAhead
  }

  /// Draws nothing.
  package static let none = PictureWork(draw: { _ in }, cancel: { _ in }, loadTiles: { _, _ in })
}

extension PictureDesk {
  /// As a review session takes it.
  package var work: PictureWork {
    PictureWork(
      draw: { self.draw($0) }, cancel: { self.cancel($0) }, loadTiles: { self.loadTiles(caseID: $0, file: $1) },
      findNuclei: { self.findNuclei($0) }, readAhead: { self.readAhead($0) })
  }
}
