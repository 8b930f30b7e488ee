import Testing

@testable import Reports

@Suite("Figures")
struct FigureTests {
  /// Side by side in HTML and on paper, across both.
  private static let widths = [230.5, 270, 483.28, 520]

  @Test("nothing of a figure lies outside it", arguments: Samples.figures.indices, widths)
  func inside(figure: Int, width: Double) {
    let drawing = Samples.figures[figure].drawing(width: width)
    let frame = Frame(left: 0, top: 0, right: drawing.width, bottom: drawing.height)
    #expect(drawing.width <= width)
    #expect(drawing.points.allSatisfy { frame.contains($0, margin: 0.01) })
    for text in drawing.texts {
      let place = text.frame
      let isInside =
        place.left >= -0.01 && place.right <= width + 0.01 && place.top >= 0 && place.bottom <= drawing.height
      #expect(isInside, "\(text.string)")
    }
  }

  @Test("no two labels of a figure overlap", arguments: Samples.figures.indices, widths)
  func labels(figure: Int, width: Double) {
    let texts = Samples.figures[figure].drawing(width: width).texts
    for (index, text) in texts.enumerated() {
      for other in texts.dropFirst(index + 1) {
        #expect(!text.frame.intersects(other.frame), "\(text.string) | \(other.string)")
      }
    }
  }

  @Test("each number at risk stands under its tick")
  func numbersAtRisk() {
    let drawing = ReportFigure(title: "", .survival(Samples.survival)).drawing(width: 483)
    let labels = drawing.texts.filter { $0.anchor == .middle && !$0.isUpright && $0.string.allSatisfy(\.isNumber) }
    let rows = Dictionary(grouping: labels, by: \.at.y).sorted { $0.key < $1.key }.map(\.value)
    #expect(
      rows.map { $0.map(\.string) } == [
        ["0", "1", "2", "3", "4", "5"], ["10", "10", "9", "8", "7", "6"], ["10", "10", "9", "8", "7", "6"],
      ])
    for row in rows { #expect(row.map(\.at.x) == rows[0].map(\.at.x)) }
  }

  @Test("a survival curve is a staircase that starts at 1 and ends with the follow-up")
  func staircase() throws {
    let drawing = ReportFigure(title: "", .survival(Samples.survival)).drawing(width: 483)
    let curve = try #require(drawing.lines(.series(.low), width: 1.5).last)
    let scale = try Self.scales(drawing)
    let values = curve.map { point in [scale.x(point.x), scale.y(point.y)].map { ($0 * 1000).rounded() / 1000 } }
    #expect(
      values == [
        [0, 1], [1, 1], [1, 0.9], [2, 0.9], [2, 0.8], [3, 0.8], [4, 0.8], [4, 0.686], [5, 0.686],
      ])
  }

  /// From points back to the numbers of the axes, by the first and the last tick label of each.
  private static func scales(_ drawing: Drawing) throws -> (x: (Double) -> Double, y: (Double) -> Double) {
    func place(_ string: String, _ anchor: Drawing.Anchor) throws -> Drawing.Point {
      try #require(drawing.texts.first { $0.string == string && $0.anchor == anchor }).at
    }
    let (left, right) = (try place("0", .middle).x, try place("5", .middle).x)
    let (bottom, top) = (try place("0", .end).y, try place("100", .end).y)
    let half = Axis.tickStyle.capHeight / 2
    return ({ ($0 - left) / (right - left) * 5 }, { ($0 - bottom + half) / (top - bottom) })
  }

  @Test("a censoring gets an upright line, an event none")
  func censorings() {
    let drawing = ReportFigure(title: "", .survival(Samples.survival)).drawing(width: 483)
    #expect(drawing.lines(.series(.low), width: 0.5).count == 2)
  }

  @Test("a curve is cut where the axis ends")
  func cut() throws {
    var plot = Samples.survival
    plot.floor = 0.7
    plot.end = 4.5
    let drawing = ReportFigure(title: "", .survival(plot)).drawing(width: 483)
    let axis = try #require(drawing.lines(.axis, width: 0.8).max { $0[0].y < $1[0].y })
    for curve in drawing.lines(.series(.low), width: 1.5).dropFirst() {
      #expect(curve.allSatisfy { $0.y <= axis[0].y + 0.01 })
    }
  }

  @Test("an interval beyond the axis ends in an arrow, an estimate that is missing in its reason")
  func forest() {
    let drawing = ReportFigure(title: "", .forest(Samples.forest)).drawing(width: 483)
    let triangles = drawing.elements.filter { element in
      if case .polygon(let points, .axis, _) = element { return points.count == 3 }
      return false
    }
    #expect(triangles.count == 2)
    #expect(drawing.strings.contains("no event"))
    #expect(drawing.strings.contains("4.00 (0.05 to 80.00)"))
    #expect(drawing.strings.contains { $0.hasPrefix("2 or 3, with a name") && $0.hasSuffix("…") })
  }

  @Test("a narrow forest plot leaves out patients and events, then the remarks, but never why an estimate is missing")
  func narrowForest() {
    func strings(_ width: Double) -> [String] {
      ReportFigure(title: "", .forest(Samples.forest)).drawing(width: width).strings
    }
    #expect(strings(483).contains("909 / 90") && strings(483).contains("0.08"))
    #expect(!strings(330).contains("909 / 90") && strings(330).contains("0.08"))
    #expect(!strings(230).contains("0.08") && strings(230).contains("no event"))
  }

  @Test("numbers that are not finite are left out, not drawn")
  func notFinite() {
    let figures: [ReportFigure] = [
      .init(
        title: "",
        .timeCurves(
          .init(
            curves: [.init("a", .first, points: [.init(time: .nan, value: 1), .init(time: 1, value: .infinity)])],
            timeLabel: "t", timeUnit: .years, valueLabel: "v"))),
      .init(
        title: "",
        .calibration(
          .init(
            groups: [.init(predicted: .nan, observed: .infinity, limits: 0...(.infinity), count: 1, events: 0)],
            predictedLabel: "p", observedLabel: "o"))),
      .init(
        title: "",
        .forest(.init(rows: [.init("x", estimate: .nan, limits: 0...(.infinity))], measure: .ratio, label: "h"))),
      .init(title: "", .survival(.init(groups: [], timeLabel: "t", timeUnit: .years, survivalLabel: "s", end: .nan))),
      .init(title: "", .risks(.init(edges: [.nan], outcomes: [], riskLabel: "r"))),
      .init(title: "", .decision(.init(curves: [], everyone: [.init(threshold: .nan, netBenefit: .nan)]))),
    ]
    for figure in figures {
      let drawing = figure.drawing(width: 300)
      #expect(drawing.points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }
  }

  // MARK: Numbers

  @Test("the numbers of a survival figure are those at risk and the curve at the ticks")
  func survivalNumbers() {
    let table = ReportFigure(title: "By call", .survival(Samples.survival)).numbers
    #expect(
      table.rows.map { $0.cells.prefix(3).joined(separator: " | ") } == [
        "0 | 10 | 100.0", "1 | 10 | 90.0 (73.0 to 100.0)", "2 | 9 | 80.0 (59.0 to 100.0)",
        "3 | 8 | 80.0 (59.0 to 100.0)", "4 | 7 | 68.6 (45.0 to 100.0)", "5 | 6 | 68.6 (45.0 to 100.0)",
      ])
  }

  @Test("every figure has numbers and a sentence", arguments: Samples.figures.indices)
  func words(index: Int) {
    let figure = Samples.figures[index]
    #expect(!figure.numbers.rows.isEmpty)
    #expect(figure.numbers.rows.allSatisfy { $0.cells.count <= figure.numbers.columns.count })
    #expect(figure.description.hasSuffix("."))
  }

  @Test("risks are counted from the lower end of a bin, the last bin holds its upper end")
  func histogram() {
    #expect(RiskHistogram.counts([0, 0.05, 0.1, 0.2, 0.3, 0.31, -1, .nan], edges: [0, 0.1, 0.2, 0.3]) == [2, 1, 2])
    #expect(RiskHistogram.counts([0.5], edges: []) == [])
  }

  // MARK: Clipping

  @Test("a line that leaves the frame and returns is cut in two")
  func clippedLine() {
    let frame = Frame(left: 0, top: 0, right: 10, bottom: 10)
    let line: [Drawing.Point] = [.init(0, 5), .init(5, 15), .init(10, 5)]
    #expect(frame.clip(line: line) == [[.init(0, 5), .init(2.5, 10)], [.init(7.5, 10), .init(10, 5)]])
    #expect(frame.clip(line: [.init(-5, -5), .init(-1, 20)]).isEmpty)
  }

  @Test("of a polygon the part inside the frame stays")
  func clippedPolygon() {
    let frame = Frame(left: 0, top: 0, right: 10, bottom: 10)
    let square = Frame(left: 5, top: 5, right: 15, bottom: 15).corners
    #expect(Set(frame.clip(polygon: square)) == [.init(5, 5), .init(10, 5), .init(10, 10), .init(5, 10)])
    #expect(frame.clip(polygon: Frame(left: 11, top: 0, right: 12, bottom: 1).corners).isEmpty)
  }
}

extension Drawing {
  /// Lines of one ink and width.
  fileprivate func lines(_ ink: Ink, width: Double) -> [[Drawing.Point]] {
    elements.compactMap { element in
      if case .line(let points, let stroke) = element, stroke.ink == ink, stroke.width == width { return points }
      return nil
    }
  }
}
