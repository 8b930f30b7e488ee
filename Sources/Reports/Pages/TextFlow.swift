/// Running text as boxes, one line per box: no page starts with a paragraph's last line or ends with its first.
enum TextFlow {
  /// How a kind of text is set.
  struct Setting {
    var style: TextStyle
    var leading: Double
    var space: Double
    var ink = Ink.text
    var indent = 0.0
  }

  static let body = Setting(style: TextStyle(9.5), leading: 13.5, space: 7)
  static let caption = Setting(style: TextStyle(8.5), leading: 11.5, space: 4)
  static let footnote = Setting(style: TextStyle(7.5), leading: 10, space: 4, ink: .secondary)

  static func body(_ density: ReportDensity) -> Setting {
    switch density {
    case .roomy: body
    case .dense: Setting(style: TextStyle(8.5), leading: 11, space: 4)
    }
  }

  static func heading(_ level: Int, _ density: ReportDensity) -> Setting {
    switch density {
    case .roomy: heading(level)
    case .dense: level <= 1 ? Setting(style: TextStyle(10.5, bold: true), leading: 13, space: 9) : strong
    }
  }

  private static let strong = Setting(style: TextStyle(8.5, bold: true), leading: 11, space: 5)

  private static func heading(_ level: Int) -> Setting {
    switch level {
    case ...1: Setting(style: TextStyle(14, bold: true), leading: 18, space: 24)
    case 2: Setting(style: TextStyle(11, bold: true), leading: 15, space: 16)
    default: Setting(style: TextStyle(9.5, bold: true), leading: 13.5, space: 11)
    }
  }

  /// Lines; none for a text without words. `keepsWithNext` binds the last line too.
  static func boxes(_ text: String, _ setting: Setting, keepsWithNext: Bool = false) -> [FlowBox] {
    let lines = setting.style.lines(text, width: PageFormat.textWidth - setting.indent)
    return lines.enumerated().map { index, line in
      let isBound = index == 0 || index == lines.count - 2
      var box = FlowBox(height: setting.leading, space: index == 0 ? setting.space : 0)
      box.keepsWithNext = index < lines.count - 1 ? isBound : keepsWithNext
      box.continuesTag = index > 0
      box.drawing.text(.init(line, at: baseline(setting), setting.style, setting.ink))
      return box
    }
  }

  static func headingBoxes(_ text: String, level: Int, _ density: ReportDensity) -> [FlowBox] {
    var boxes = boxes(text, heading(level, density), keepsWithNext: true)
    for index in boxes.indices {
      boxes[index].keepsWithNext = true
      boxes[index].tag = .heading(max(level, 1) + 1)
    }
    if !boxes.isEmpty { boxes[0].outline = (PlainText.clean(text), min(max(level, 1), 3)) }
    return boxes
  }

  static func listBoxes(_ points: [String], _ density: ReportDensity) -> [FlowBox] {
    var setting = body(density)
    setting.indent = 12
    setting.space = density.isDense ? 1.5 : 3
    return points.flatMap { point in
      var boxes = boxes(point, setting)
      if !boxes.isEmpty {
        boxes[0].drawing.text(.init("•", at: .init(3, baseline(setting).y), setting.style, setting.ink))
      }
      return boxes
    }
  }

  private static func baseline(_ setting: Setting) -> Drawing.Point {
    .init(setting.indent, (setting.leading + setting.style.capHeight) / 2)
  }

  /// Draws lines one below the other; returns the height that they take.
  @discardableResult
  static func draw(
    _ lines: [String], _ setting: Setting, on drawing: inout Drawing, left: Double, top: Double
  ) -> Double {
    for (index, line) in lines.enumerated() {
      let at = Drawing.Point(left, top + Double(index) * setting.leading + baseline(setting).y)
      drawing.text(.init(line, at: at, setting.style, setting.ink))
    }
    return Double(lines.count) * setting.leading
  }
}
