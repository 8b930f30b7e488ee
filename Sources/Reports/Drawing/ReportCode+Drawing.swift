import Basics

extension ReportCode {
  /// The modules that stay light on each side (ISO/IEC 18004, 5.3.8).
  static let quietZone = 4

  /// One pixel per module, black on white on every page, with the quiet zone.
  var image: RGBAImage {
    let side = matrix.side + 2 * Self.quietZone
    var image = RGBAImage(size: PixelSize(width: side, height: side), filledWith: (255, 255, 255, 255))
    for row in 0..<matrix.side {
      for column in 0..<matrix.side where matrix[column, row] {
        let offset = ((row + Self.quietZone) * side + column + Self.quietZone) * 4
        image.pixels.replaceSubrange(offset..<offset + 3, with: repeatElement(0, count: 3))
      }
    }
    return image
  }

  /// `side` points wide and high.
  func drawing(side: Double) -> Drawing {
    var drawing = Drawing(width: side, height: side)
    drawing.picture(image, Frame(left: 0, top: 0, right: side, bottom: side))
    return drawing
  }
}
