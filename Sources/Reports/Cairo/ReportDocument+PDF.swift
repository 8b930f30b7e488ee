import Foundation

extension ReportDocument {
  /// The report as a PDF of A4 pages: running head, page numbers, an outline of its headings, text that can be
  /// selected.
  ///
  /// Nothing is written: hand the bytes to whoever replaces files. The same report gives the same bytes where Cairo and
  /// the fonts are the same.
  ///
  /// - Throws: ``ReportFailure`` where Cairo fails.
  public func pdf() throws(ReportFailure) -> [UInt8] {
    let (pages, outline) = paginated()
    let date = Date.ISO8601FormatStyle(timeZone: .gmt).format(created)
    let canvas = try CairoCanvas(
      pdfTitled: PlainText.clean(title), producer: PlainText.clean(producer), created: date)
    for page in pages {
      for element in page.elements { canvas.draw(element) }
      canvas.endPage()
    }
    Self.add(outline, to: canvas)
    return try canvas.finishPDF()
  }

  /// Each entry under the nearest one before it of a higher level.
  private static func add(_ outline: [Pagination.OutlineEntry], to canvas: CairoCanvas) {
    var open: [(level: Int, entry: Int32)] = []
    for item in outline {
      open.removeAll { $0.level >= item.level }
      let entry = canvas.addOutline(
        item.title, parent: open.last?.entry ?? 0, page: item.page + 1, x: PageFormat.area.left, y: item.top)
      open.append((item.level, entry))
    }
  }
}

extension ReportFigure {
  /// The picture as a PNG on white, without its caption: `width` points wide, `scale` pixels per point (3 is 216 dpi).
  ///
  /// - Throws: ``ReportFailure`` where Cairo fails, or the picture would be too large for it.
  public func png(width: Double = 480, scale: Double = 3) throws(ReportFailure) -> [UInt8] {
    let drawing = drawing(width: width)
    let (columns, rows) = (drawing.width * scale, drawing.height * scale)
    let canvas = try CairoCanvas(
      columns: Int(min(columns.rounded(.up), 1e6)), rows: Int(min(rows.rounded(.up), 1e6)), scale: scale)
    for element in drawing.elements { canvas.draw(element) }
    return try canvas.png()
  }
}
