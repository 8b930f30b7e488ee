/// An upright rectangle, in points from the top left.
struct Frame: Hashable, Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  /// Clockwise from the top left.
  var corners: [Drawing.Point] {
    [.init(left, top), .init(right, top), .init(right, bottom), .init(left, bottom)]
  }

  func contains(_ point: Drawing.Point, margin: Double = 0) -> Bool {
    point.x >= left - margin && point.x <= right + margin && point.y >= top - margin && point.y <= bottom + margin
  }

  func intersects(_ other: Frame) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}

extension Drawing.Text {
  /// What the text covers: its width, a capital's height above the baseline, a descender's depth below.
  var frame: Frame {
    let width = style.width(string)
    let start = offset(width)
    let (above, below) = (style.capHeight, style.size * 0.21)
    guard isUpright else {
      return Frame(left: at.x + start, top: at.y - above, right: at.x + start + width, bottom: at.y + below)
    }
    return Frame(left: at.x - above, top: at.y - start - width, right: at.x + below, bottom: at.y - start)
  }
}
