extension ForestPlot {
  func drawing(width: Double) -> Drawing {
    ForestLayout(self, width: width).drawing
  }
}

/// Words in their columns, a mark in each row, one axis below.
private struct ForestLayout {
  private static let style = ForestColumns.style
  private static let strong = ForestColumns.strong
  private static let rowHeight = 14.0
  private static let tipSize = 4.0

  private let plot: ForestPlot
  private let width: Double
  private let columns: ForestColumns
  private let axis: Axis
  private let x: Scale

  init(_ plot: ForestPlot, width: Double) {
    self.plot = plot
    self.width = width
    columns = ForestColumns(plot, width: width)
    axis = Self.axis(plot)
    let (left, right) = (columns.marks.lowerBound + 6, columns.marks.upperBound - 6)
    x = axis.scale(from: left, to: max(left, right))
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
      (columns.counts, "Patients / events"), (columns.estimates, "\(plot.label) (95 %\u{A0}limits)"),
      (columns.remarks, plot.remarkLabel),
    ].compactMap { column, heading in column.map { ($0, heading) } }
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
    let lead = isIndented ? ForestColumns.indent : 0
    let name = style.fitted(row.name, width: columns.names.upperBound - lead + 0.01)
    drawing.text(.init(name, at: .init(lead, baseline), style))
    let estimate = columns.remarks == nil ? plot.textOrReason(row) : plot.text(row)
    let cells = [
      (columns.counts, ForestPlot.counts(row)), (columns.estimates, estimate), (columns.remarks, row.remark),
    ]
    for case (let column?, let cell) in cells {
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
    drawing.line([.init(columns.marks.lowerBound, bottom), .init(columns.marks.upperBound, bottom)], PlotFrame.axis)
    let ticks = axis.ticks(on: x, atMost: 9, gap: 8) { Axis.tickStyle.width($0.label) }
    for tick in ticks {
      let at = x(tick.value)
      drawing.line([.init(at, bottom), .init(at, bottom + 3)], PlotFrame.axis)
      drawing.text(.init(tick.label, at: .init(at, bottom + 12), anchor: .middle, Axis.tickStyle, .secondary))
    }
    let middle = (columns.marks.lowerBound + columns.marks.upperBound) / 2
    drawing.text(.init(plot.label, at: .init(middle, bottom + 24), anchor: .middle, Axis.titleStyle))
    drawing.line([.init(x(reference), top), .init(x(reference), bottom)], SeriesRole.reference.stroke)
    drawing.height = bottom + 28
  }

  private var reference: Double {
    if case .linear(let reference) = plot.measure { return reference }
    return 1
  }
}
