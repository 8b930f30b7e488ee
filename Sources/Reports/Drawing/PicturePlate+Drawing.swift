extension PicturePlate {
  private static let gap = 9.0
  private static let nameStyle = TextStyle(8, bold: true)
  private static let detailStyle = TextStyle(7.5)
  private static let leading = 10.0
  /// Points that the bar and its label take under a picture.
  private static let barHeight = 13.0

  func drawing(width: Double) -> Drawing {
    var drawing = Drawing(width: width, height: 0)
    let columns = max(1, abreast)
    let cell = (width - Self.gap * Double(columns - 1)) / Double(columns)
    for start in stride(from: 0, to: pictures.count, by: columns) {
      if start > 0 { drawing.height += Self.gap }
      drawRow(Array(pictures.dropFirst(start).prefix(columns)), cell: cell, on: &drawing)
    }
    return drawing
  }

  private func drawRow(_ row: [Picture], cell: Double, on drawing: inout Drawing) {
    let sizes = row.map { size($0, cell: cell) }
    let height = sizes.map(\.height).max() ?? 0
    let top = drawing.height
    var lowest = top + height + Self.barHeight
    for (index, picture) in row.enumerated() {
      let left = Double(index) * (cell + Self.gap)
      let (size, foot) = (sizes[index], top + height)
      let frame = Frame(left: left, top: foot - size.height, right: left + size.width, bottom: foot)
      drawing.picture(picture.image, frame)
      drawing.line(frame.corners + [frame.corners[0]], .init(ink: .axis, width: 0.5))
      let taken = Self.drawBar(picture, in: frame, cell: cell, on: &drawing)
      let isBeside = taken + Self.gap + Self.nameStyle.width(picture.name) <= size.width
      if isBeside {
        let at = Drawing.Point(frame.right, foot + 6 + Self.nameStyle.capHeight / 2)
        drawing.text(.init(picture.name, at: at, anchor: .end, Self.nameStyle))
      }
      let words = [(isBeside ? "" : picture.name, Self.nameStyle), (picture.detail, Self.detailStyle)]
      let end = Self.draw(words, left: left, top: foot + Self.barHeight, cell: cell, on: &drawing)
      lowest = max(lowest, end)
    }
    drawing.height = lowest
  }

  /// As wide as its cell, unless it would be too high.
  private func size(_ picture: Picture, cell: Double) -> (width: Double, height: Double) {
    let (columns, rows) = (Double(picture.image.width), Double(picture.image.height))
    guard columns > 0, rows > 0 else { return (cell, 0) }
    let scale = min(cell / columns, tallest / rows)
    return (columns * scale, rows * scale)
  }

  /// Under the picture, where no tissue hides it. Returns the points that it takes from the left.
  private static func drawBar(
    _ picture: Picture, in frame: Frame, cell: Double, on drawing: inout Drawing
  ) -> Double {
    let (left, middle) = (frame.left, frame.bottom + 6)
    let baseline = middle + detailStyle.capHeight / 2
    guard let scale = picture.scale, let bar = picture.bar else {
      let words = detailStyle.fitted("scale not known", width: cell)
      drawing.text(.init(words, at: .init(left, baseline), detailStyle, .secondary))
      return detailStyle.width(words)
    }
    let length = bar.microns / scale * frame.width / Double(picture.image.width)
    let stroke = Drawing.Stroke(ink: .text, width: 1.4)
    drawing.line([.init(left + 0.7, middle), .init(left + 0.7 + length, middle)], stroke)
    for at in [left + 0.7, left + 0.7 + length] {
      drawing.line([.init(at, middle - 2.5), .init(at, middle + 2.5)], .init(ink: .text, width: 1))
    }
    let label = detailStyle.fitted(bar.label, width: cell - length - 6)
    drawing.text(.init(label, at: .init(left + length + 5, baseline), detailStyle))
    return length + 5 + detailStyle.width(label)
  }

  /// Returns where the words end.
  private static func draw(
    _ words: [(String, TextStyle)], left: Double, top: Double, cell: Double, on drawing: inout Drawing
  ) -> Double {
    var baseline = top + 7
    for (text, style) in words {
      for line in style.lines(text, width: cell) {
        drawing.text(.init(line, at: .init(left, baseline), style))
        baseline += leading
      }
    }
    return baseline - 7
  }
}
