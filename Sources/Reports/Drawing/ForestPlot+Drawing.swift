extension ForestPlot {
  func drawing(width: Double) -> Drawing {
    ForestLayout(self, width: width).drawing
  }
}

/// Columns of words around one of marks: name, patients and events, marks, estimate, remark.
private struct ForestLayout {
  private static let style = TextStyle(8)
  private static let strong = TextStyle(8, bold: true)
  private static let rowHeight = 14.0
  private static let gap = 12.0
  private static let indent = 8.0
  private static let tipSize = 4.0

  private let plot: ForestPlot
  private let width: Double
  private let names: ClosedRange<Double>
  private let counts: ClosedRange<Double>
  private let estimates: ClosedRange<Double>
  private let remarks: ClosedRange<Double>
  private let marks: ClosedRange<Double>
  private let axis: Axis
  private let x: Scale

  init(_ plot: ForestPlot, width: Double) {
    self.plot = plot
    self.width = width
    let name = min(plot.rows.map(Self.nameWidth).max() ?? 0, width * 0.34)
    let count = Self.columnWidth(plot.rows.map(ForestPlot.counts), "events")
    let estimate = Self.columnWidth(plot.rows.map(plot.text), "limits")
    let remark = min(Self.columnWidth(plot.rows.map(\.remark), plot.remarkLabel), width * 0.3)
    names = 0...name
    counts = Self.column(after: names, count)
    remarks = (width - remark)...width
    let end = remark > 0 ? remarks.lowerBound - Self.gap : width
    estimates = (end - estimate)...end
    let left = counts.upperBound + Self.gap
    marks = left...max(left + 40, estimates.lowerBound - Self.gap)
    axis = Self.axis(plot)
    x = axis.scale(from: marks.lowerBound + 6, to: marks.upperBound - 6)
  }

  private static func column(after column: ClosedRange<Double>, _ width: Double) -> ClosedRange<Double> {
    let left = column.upperBound + (width > 0 ? gap : 0)
    return left...(left + width)
  }

  private static func nameWidth(_ row: ForestPlot.Row) -> Double {
    (row.kind == .estimate ? style : strong).width(row.name) + indent
  }

  /// 0 where every cell is empty; the heading may break between its words.
  private static func columnWidth(_ cells: [String], _ heading: String) -> Double {
    let widest = cells.map(style.width).max() ?? 0
    return widest > 0 ? max(widest, strong.widths(heading).word) : 0
  }

  private static func axis(_ plot: ForestPlot) -> Axis {
    let estimates = plot.rows.compactMap(\.estimate).filter(\.isFinite)
    let ends = plot.rows.compactMap(\.limits).flatMap { [$0.lowerBound, $0.upperBound] }.filter(\.isFinite)
    guard case .linear(let reference) = plot.measure else {
      return Axis(title: plot.label, domain: ratios(estimates.filter { $0 > 0 }, ends), kind: .logarithmic)
    }
    let all = estimates + ends + [reference]
    let domain = (all.min() ?? 0)...(all.max() ?? 1)
    return Axis(title: plot.label, domain: Ticks.widened(domain, atMost: 6))
  }

  /// An interval may end up to three times beyond the outermost estimate; a longer one gets an arrow.
  private static func ratios(_ estimates: [Double], _ ends: [Double]) -> ClosedRange<Double> {
    let lowest = min(1, estimates.min() ?? 1)
    let highest = max(1, estimates.max() ?? 1)
    let lower = min(lowest, max(lowest / 3, ends.filter { $0 > 0 }.min() ?? lowest))
    let upper = max(highest, min(highest * 3, ends.max() ?? highest))
    return Ticks.widenedLogarithmically(lower...upper)
  }

  var drawing: Drawing {
    var drawing = Drawing(width: width, height: 0)
    let top = drawHeadings(on: &drawing)
    let bottom = top + Double(plot.rows.count) * Self.rowHeight + 4
    drawAxis(top: top, bottom: bottom, on: &drawing)
    var isBelowHeading = false
    for (index, row) in plot.rows.enumerated() {
      isBelowHeading = row.kind == .heading || (isBelowHeading && row.kind == .estimate)
      let middle = top + (Double(index) + 0.5) * Self.rowHeight + 2
      drawWords(row, isIndented: isBelowHeading && row.kind == .estimate, middle: middle, on: &drawing)
      drawMark(row, middle: middle, on: &drawing)
    }
    return drawing
  }

  // MARK: Words

  /// Returns where the rows start.
  private func drawHeadings(on drawing: inout Drawing) -> Double {
    let headings = [
      (counts, "Patients / events"), (estimates, "\(plot.label) (95 %\u{A0}limits)"), (remarks, plot.remarkLabel),
    ].filter { $0.0.lowerBound < $0.0.upperBound }
    let broken = headings.map { column, heading in
      (column, Self.strong.lines(heading, width: column.upperBound - column.lowerBound))
    }
    let rows = broken.map(\.1.count).max() ?? 0
    for (column, lines) in broken {
      for (index, line) in lines.enumerated() {
        let baseline = 8 + Double(rows - lines.count + index) * 10
        drawing.text(.init(line, at: .init(column.upperBound, baseline), anchor: .end, Self.strong, .secondary))
      }
    }
    let foot = Double(rows) * 10 + 2
    drawing.line([.init(0, foot), .init(width, foot)], PlotFrame.axis)
    return foot
  }

  private func drawWords(
    _ row: ForestPlot.Row, isIndented: Bool, middle: Double, on drawing: inout Drawing
  ) {
    let style = row.kind == .estimate ? Self.style : Self.strong
    let baseline = middle + Self.style.capHeight / 2
    let lead = isIndented ? Self.indent : 0
    let name = style.fitted(row.name, width: names.upperBound - lead + 0.01)
    drawing.text(.init(name, at: .init(lead, baseline), style))
    let cells = [(counts, ForestPlot.counts(row)), (estimates, plot.text(row)), (remarks, row.remark)]
    for (column, cell) in cells {
      // A hundredth of a point, so that rounding never cuts the cell that gave the column its width.
      let text = Self.style.fitted(cell, width: column.upperBound - column.lowerBound + 0.01)
      drawing.text(.init(text, at: .init(column.upperBound, baseline), anchor: .end, Self.style))
    }
  }

  // MARK: Marks

  private func drawMark(_ row: ForestPlot.Row, middle: Double, on drawing: inout Drawing) {
    guard let estimate = row.estimate, x.domain.contains(estimate) else { return }
    let at = x(estimate)
    if row.kind == .overall {
      return drawDiamond(at: at, row.limits, middle: middle, on: &drawing)
    }
    if let limits = row.limits { drawInterval(limits, middle: middle, on: &drawing) }
    let half = size(row) / 2
    let square = Frame(left: at - half, top: middle - half, right: at + half, bottom: middle + half)
    drawing.rectangle(square, .axis)
  }

  /// The side of a row's square, whose area grows with its events.
  private func size(_ row: ForestPlot.Row) -> Double {
    let most = plot.rows.filter { $0.kind == .estimate }.compactMap(\.events).max() ?? 0
    guard let events = row.events, most > 0 else { return 5.5 }
    return 3.5 + 4 * (Double(max(0, events)) / Double(most)).squareRoot()
  }

  private func drawInterval(_ limits: ClosedRange<Double>, middle: Double, on drawing: inout Drawing) {
    let ends = clamped(limits)
    drawing.line([.init(ends.lowerBound, middle), .init(ends.upperBound, middle)], .init(ink: .axis, width: 1.1))
    if limits.lowerBound < x.domain.lowerBound { drawTip(at: ends.lowerBound, 1, middle, on: &drawing) }
    if limits.upperBound > x.domain.upperBound { drawTip(at: ends.upperBound, -1, middle, on: &drawing) }
  }

  /// An arrow where the interval goes on beyond the axis.
  private func drawTip(at end: Double, _ inwards: Double, _ middle: Double, on drawing: inout Drawing) {
    let base = end + inwards * Self.tipSize
    drawing.polygon(
      [.init(end, middle), .init(base, middle - Self.tipSize / 2), .init(base, middle + Self.tipSize / 2)],
      .axis)
  }

  private func drawDiamond(
    at center: Double, _ limits: ClosedRange<Double>?, middle: Double, on drawing: inout Drawing
  ) {
    let ends = limits.map(clamped) ?? (center - 4)...(center + 4)
    drawing.polygon(
      [
        .init(ends.lowerBound, middle), .init(center, middle - 4), .init(ends.upperBound, middle),
        .init(center, middle + 4),
      ], .series(.low))
  }

  /// In points, within the axis.
  private func clamped(_ limits: ClosedRange<Double>) -> ClosedRange<Double> {
    let inside = limits.clamped(to: x.domain)
    return x(inside.lowerBound)...x(inside.upperBound)
  }

  // MARK: Axis

  private func drawAxis(top: Double, bottom: Double, on drawing: inout Drawing) {
    drawing.line([.init(marks.lowerBound, bottom), .init(marks.upperBound, bottom)], PlotFrame.axis)
    let ticks = axis.ticks(on: x, atMost: 9, gap: 8) { Axis.tickStyle.width($0.label) }
    for tick in ticks {
      let at = x(tick.value)
      drawing.line([.init(at, bottom), .init(at, bottom + 3)], PlotFrame.axis)
      drawing.text(.init(tick.label, at: .init(at, bottom + 12), anchor: .middle, Axis.tickStyle, .secondary))
    }
    let middle = (marks.lowerBound + marks.upperBound) / 2
    drawing.text(.init(plot.label, at: .init(middle, bottom + 24), anchor: .middle, Axis.titleStyle))
    drawing.line([.init(x(reference), top), .init(x(reference), bottom)], SeriesRole.reference.stroke)
    drawing.height = bottom + 28
  }

  private var reference: Double {
    if case .linear(let reference) = plot.measure { return reference }
    return 1
  }
}
