import Microscopy
import SlidePictures

/// The tissue mask over pictures. It is found once a slide, behind everything else; until then pictures are drawn
/// without it, and say so, and then they are drawn anew.
extension PictureDesk {
  /// Whether `request` waits for its mask: a picture of pixels is placed once, with the mask in it.
  ///
  /// - Throws: that the slide cannot be opened.
  func isEarly(_ request: PictureRequest) throws(PictureFailure) -> Bool {
    guard request.cell != nil else { return false }
    return switch try standing(of: request) {
    case .computing?: true
    case .known?, .failed?, nil: false
    }
  }

  /// The mask over the picture of `request`, as far as it is known; `nil` where none is wanted.
  ///
  /// - Throws: that the slide cannot be opened.
  func mask(over request: PictureRequest) throws(PictureFailure) -> (layer: MaskLayer?, legend: MaskLegend)? {
    switch try standing(of: request) {
    case nil: return nil
    case .computing?: return (nil, .computing)
    case .failed?: return (nil, .failed)
    case .known(let map)?:
      let layer = MaskLayer(
        map, frame: request.frame, orientation: request.viewport.orientation, picture: request.output)
      return (layer, layer.legend)
    }
  }

  private func standing(of request: PictureRequest) throws(PictureFailure) -> TissueMaps.Standing? {
    guard let overlay = request.mask else { return nil }
    let path = request.slide.path
    dropIfReplaced(path)
    let slide = try slide(request.slide)
    guard let mpp = request.slide.mpp ?? slide.description.mpp else { return .failed }
    let finding = overlay.resultFile.flatMap { file in
      (try? tiles(file)).map { (file: file, tiles: $0.slide(request.slideIndex)) }
    }
    return maps.standing(
      of: TissueMaps.Wish(opening: request.slide, slide: slide.description, mpp: mpp, finding: finding),
      isWanted: { !self.wanted(withMaskOf: path).isEmpty }, then: { self.drawAgain(withMaskOf: path) })
  }
}
