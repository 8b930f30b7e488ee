/// Notices, facts and key figures as boxes.
enum PanelFlow {
  private static let mostLines = 40

  /// A notice behind its coloured edge. A very long one is cut into several.
  static func boxes(_ notice: Notice, _ density: ReportDensity) -> [FlowBox] {
    let setting = setting(density)
    let padding = density.isDense ? 3.0 : 6
    let strong = TextStyle(setting.style.size, bold: true)
    let lead = strong.width(notice.label) + 8
    let lines = setting.style.lines(notice.text, width: PageFormat.textWidth - 22 - lead)
    let parts = stride(from: 0, to: max(1, lines.count), by: mostLines).map {
      Array(lines.dropFirst($0).prefix(mostLines))
    }
    return parts.enumerated().map { index, part in
      let height = Double(max(1, part.count)) * setting.leading + 2 * padding - 1
      var box = FlowBox(height: height, space: index == 0 ? setting.space : 0)
      let isWarning = notice.kind.isWarning
      let frame = Frame(left: 0, top: 0, right: PageFormat.textWidth, bottom: height)
      box.drawing.rectangle(frame, isWarning ? .warningPanel : .panel)
      box.drawing.rectangle(
        Frame(left: 0, top: 0, right: 3, bottom: height), isWarning ? .warning : .axis)
      box.continuesTag = index > 0
      if index == 0 {
        let at = Drawing.Point(12, padding + (setting.leading + setting.style.capHeight) / 2 - 0.5)
        box.drawing.text(.init(notice.label, at: at, strong, isWarning ? .warning : .text))
      }
      TextFlow.draw(part, setting, on: &box.drawing, left: 12 + lead, top: padding - 0.5)
      return box
    }
  }

  /// Names in one column, values in the other.
  static func boxes(_ facts: [Fact], _ density: ReportDensity) -> [FlowBox] {
    let setting = setting(density)
    let name = min(facts.map { setting.style.widths($0.name).line }.max() ?? 0, PageFormat.textWidth * 0.35)
    var quiet = setting
    quiet.ink = .secondary
    let between = density.isDense ? 0.5 : 1.5
    return facts.enumerated().flatMap { index, fact in
      let names = setting.style.lines(fact.name, width: name)
      let values = setting.style.lines(fact.value, width: PageFormat.textWidth - name - 16)
      let count = max(names.count, values.count)
      return (0..<count).map { line in
        let above = index == 0 ? setting.space : between
        var box = FlowBox(height: setting.leading, space: line > 0 ? 0 : above)
        box.keepsWithNext = line < count - 1
        box.continuesTag = line > 0
        TextFlow.draw(line < names.count ? [names[line]] : [], quiet, on: &box.drawing, left: 0, top: 0)
        TextFlow.draw(line < values.count ? [values[line]] : [], setting, on: &box.drawing, left: name + 16, top: 0)
        return box
      }
    }
  }

  private static func setting(_ density: ReportDensity) -> TextFlow.Setting {
    switch density {
    case .roomy: TextFlow.Setting(style: TextStyle(9), leading: 12.5, space: 8)
    case .dense: TextFlow.Setting(style: TextStyle(8.5), leading: 11, space: 4)
    }
  }

  // MARK: Key figures

  private static let gap = 10.0
  private static let nameSetting = TextFlow.Setting(style: TextStyle(8), leading: 10.5, space: 0, ink: .secondary)

  /// Rows of up to four, spread evenly.
  static func boxes(_ figures: [KeyFigure], _ density: ReportDensity) -> [FlowBox] {
    guard !figures.isEmpty else { return [] }
    let rows = (figures.count + 3) / 4
    let abreast = (figures.count + rows - 1) / rows
    return stride(from: 0, to: figures.count, by: abreast).map { start in
      row(Array(figures.dropFirst(start).prefix(abreast)), abreast: abreast, isFirst: start == 0, density)
    }
  }

  private static func row(
    _ figures: [KeyFigure], abreast: Int, isFirst: Bool, _ density: ReportDensity
  ) -> FlowBox {
    let trim = density.isDense ? 4.0 : 0
    let width = (PageFormat.textWidth - gap * Double(abreast - 1)) / Double(abreast)
    let inner = width - 16
    let names = figures.map { nameSetting.style.lines($0.name, width: inner) }
    let details = figures.map { nameSetting.style.lines($0.detail, width: inner) }
    let nameHeight = Double(names.map(\.count).max() ?? 0) * nameSetting.leading
    let detailHeight = Double(details.map(\.count).max() ?? 0) * nameSetting.leading
    var box = FlowBox(height: nameHeight + detailHeight + 38 - 2 * trim, space: isFirst ? 10 : gap)
    for index in figures.indices {
      let left = Double(index) * (width + gap)
      let frame = Frame(left: left, top: 0, right: left + width, bottom: box.height)
      box.drawing.rectangle(frame, .panel)
      box.drawing.rectangle(Frame(left: left, top: 0, right: left + width, bottom: 2), .series(.low))
      TextFlow.draw(names[index], nameSetting, on: &box.drawing, left: left + 8, top: 7 - trim)
      let baseline = nameHeight + 25 - trim
      drawValue(figures[index].value, width: inner, at: .init(left + 8, baseline), on: &box.drawing)
      TextFlow.draw(details[index], nameSetting, on: &box.drawing, left: left + 8, top: baseline + 6 - trim / 4)
    }
    return box
  }

  /// As large as its card allows, up to 17 points.
  private static func drawValue(_ value: String, width: Double, at: Drawing.Point, on drawing: inout Drawing) {
    let large = TextStyle(17, bold: true)
    let size = min(17, 17 * width / max(1, large.width(value)))
    drawing.text(.init(value, at: at, TextStyle(size, bold: true)))
  }
}
