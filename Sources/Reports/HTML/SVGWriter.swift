import Basics

/// Writes a drawing as an `svg` element. Colours are classes, which ``StyleSheet`` gives their values: on a dark page
/// the same drawing is light.
enum SVGWriter {
  /// The element. `title` and `description` are for those who do not see it; `id` starts the ids of both.
  static func element(
    _ drawing: Drawing, title: String, description: String, id: String, attributes: String = "", style: String = ""
  ) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height))
    let label = PlainText.escaped(id)
    return """
      <svg\(attributes) viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-labelledby="\(label)-title \(label)-text" font-family="\(StyleSheet.figureFonts)">
      <title id="\(label)-title">\(PlainText.escaped(title))</title>
      <desc id="\(label)-text">\(PlainText.escaped(description))</desc>
      \(style)\(drawing.elements.map(element).joined(separator: "\n"))
      </svg>
      """
  }

  private static func element(_ element: Drawing.Element) -> String {
    switch element {
    case .line(let points, let stroke): line(points, stroke)
    case .polygon(let points, let fill, let opacity):
      "<path class=\"f-\(fill.name)\" d=\"\(path(points))Z\""
        + (opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : "") + "/>"
    case .disc(let center, let radius, let fill):
      "<circle class=\"f-\(fill.name)\" cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(radius))\"/>"
    case .text(let mark): text(mark)
    case .picture(let image, let frame): picture(image, frame)
    case .stamp, .begin, .end: ""
    }
  }

  /// The pixels as they are, within the file; an empty frame where there can be no PNG of them.
  private static func picture(_ image: RGBAImage, _ frame: Frame) -> String {
    let (x, y) = (number(frame.left), number(frame.top))
    let place = "x=\"\(x)\" y=\"\(y)\" width=\"\(number(frame.width))\" height=\"\(number(frame.height))\""
    guard let bytes = try? CairoCanvas.png(image) else { return "<rect class=\"s-axis\" \(place)/>" }
    return """
      <image \(place) preserveAspectRatio="none" style="image-rendering:pixelated" \
      href="data:image/png;base64,\(Base64.text(bytes))"/>
      """
  }

  private static func line(_ points: [Drawing.Point], _ stroke: Drawing.Stroke) -> String {
    let dashes = stroke.dashes.map(number).joined(separator: " ")
    let dashing = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    return
      "<path class=\"s-\(stroke.ink.name)\" d=\"\(path(points))\" stroke-width=\"\(number(stroke.width))\"\(dashing)/>"
  }

  /// Horizontal and vertical steps are written as such: a survival curve has no others.
  private static func path(_ points: [Drawing.Point]) -> String {
    var path = ""
    var last: (x: String, y: String)?
    for point in points {
      let (x, y) = (number(point.x), number(point.y))
      switch last {
      case nil: path += "M\(x) \(y)"
      case (x, y)?: break
      case (_, y)?: path += "H\(x)"
      case (x, _)?: path += "V\(y)"
      default: path += "L\(x) \(y)"
      }
      last = (x, y)
    }
    return path
  }

  /// `textLength` holds the width of the layout where the reader's font has others.
  private static func text(_ text: Drawing.Text) -> String {
    let (x, y) = (number(text.at.x), number(text.at.y))
    let turn = text.isUpright ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
    let weight = text.style.isBold ? " font-weight=\"700\"" : ""
    let width = number(text.style.width(text.string))
    let length = text.style.knows(text.string) ? " textLength=\"\(width)\" lengthAdjust=\"spacingAndGlyphs\"" : ""
    return """
      <text class="f-\(text.ink.name)" x="\(x)" y="\(y)" font-size="\(number(text.style.size))"\
      \(anchor(text.anchor))\(weight)\(turn)\(length)>\(PlainText.escaped(text.string))</text>
      """
  }

  private static func anchor(_ anchor: Drawing.Anchor) -> String {
    switch anchor {
    case .start: ""
    case .middle: " text-anchor=\"middle\""
    case .end: " text-anchor=\"end\""
    }
  }

  /// To a hundredth, without trailing zeros; 0 for what is not finite, and for what no drawing reaches.
  static func number(_ value: Double) -> String {
    abs(value) < 1e10 ? NumberText.plain.trimmed(value, digits: 2) : "0"
  }
}

extension ReportFigure {
  /// The picture as an SVG file of its own, `width` points wide, without its caption.
  public func svg(width: Double = 480) -> String {
    let style = "<style>\(StyleSheet.inks)</style>\n"
    let element = SVGWriter.element(
      drawing(width: width), title: title, description: description, id: "figure",
      attributes: " xmlns=\"http://www.w3.org/2000/svg\"", style: style)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(element)\n"
  }
}
