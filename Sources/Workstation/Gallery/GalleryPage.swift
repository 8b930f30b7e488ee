import SlidePictures

/// A page of the gallery in pixels.
struct GalleryPage: Equatable, Sendable {
  let layout: GalleryLayout
  /// Of its tiles.
  let indices: Range<Int>
  /// Their pictures, row by row, whatever their numbers; `nil` of a tile whose slide the case has no more.
  let requests: [PictureRequest?]
}
