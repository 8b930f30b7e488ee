import Testing

@testable import Reports

@Suite("Pages")
struct PagesTests {
  private static let sentence = "The cohort holds 1,169 women with early breast cancer. "

  private static func pages(_ blocks: [ReportBlock]) -> [Drawing] { Samples.document(blocks).paginated().pages }

  /// The strings between head and foot.
  private static func body(_ page: Drawing) -> [String] {
    page.texts.filter { $0.at.y > PageFormat.head && $0.at.y < PageFormat.foot }.map(\.string)
  }

  @Test("every page says what it may be used for, and which of how many it is")
  func margins() {
    let pages = Self.pages([.table(Samples.table(rows: 120))])
    #expect(pages.count == 3)
    for (index, page) in pages.enumerated() {
      #expect(page.strings.contains("Research use only, not a medical device · DEMO"))
      #expect(page.strings.contains("\(index + 1) of 3"))
      #expect(page.strings.contains("Coverslip 1, 2026-03-02 12:00 UTC"))
    }
  }

  @Test("a table goes on under its own heading, no row is lost, and the footnote stays with the last row")
  func table() {
    let pages = Self.pages([.table(Samples.table(rows: 120))])
    #expect(Self.body(pages[0]).contains("Table 1. Coefficients"))
    for page in pages.dropFirst() {
      #expect(Self.body(page).prefix(3) == ["Table 1, continued. Coefficients", "Covariate", "Size (mm)"])
    }
    let rows = pages.flatMap(Self.body).filter { $0.hasPrefix("row ") }
    #expect(rows == (0..<120).map { "row \($0)" })
    #expect(Self.body(pages[2]).suffix(2) == ["119", "Efron's rule for ties."])
  }

  @Test("wherever the page ends, a heading has two lines below it and a paragraph is not torn at its edge")
  func orphans() {
    let text = String(repeating: Self.sentence, count: 6)
    for lead in 0..<60 {
      let filler = (0..<lead).map { _ in ReportBlock.list(["x"]) }
      let pages = Self.pages(filler + [.heading("Results"), .heading("Primary", level: 2), .paragraph(text)])
      let last = pages.map(Self.body)
      #expect(last.allSatisfy { !["Results", "Primary"].contains($0.last ?? "") })
      let counts = last.map { page in page.filter { $0 != "x" && $0 != "•" && text.contains($0) }.count }
      #expect(counts.allSatisfy { $0 != 1 }, "\(lead): \(counts)")
    }
  }

  @Test("what is on a page lies between its margins")
  func inside() {
    for page in Samples.everything().paginated().pages {
      #expect(page.texts.allSatisfy { $0.frame.right <= PageFormat.area.right + 0.5 && $0.frame.left >= 55 })
      #expect(page.texts.allSatisfy { $0.frame.bottom <= PageFormat.height })
      let body = page.texts.filter { $0.at.y > PageFormat.head && $0.at.y < PageFormat.foot }
      #expect(body.allSatisfy { $0.frame.bottom <= PageFormat.area.bottom + 0.5 })
    }
  }

  @Test("no two texts of a page overlap")
  func overlaps() {
    for page in Samples.everything().paginated().pages {
      for (index, text) in page.texts.enumerated() {
        for other in page.texts.dropFirst(index + 1) {
          #expect(!text.frame.intersects(other.frame), "\(text.string) | \(other.string)")
        }
      }
    }
  }

  @Test("figures and tables are numbered in reading order, side by side or not")
  func numbering() {
    let strings = Samples.everything().paginated().pages.flatMap(\.strings)
    let numbers = strings.filter { $0.hasPrefix("Figure ") && $0.hasSuffix(".") }
    #expect(numbers == (1...11).map { "Figure \($0)." })
    #expect(strings.contains("Table 1. Coefficients"))
  }

  @Test("the outline holds the headings with their pages")
  func outline() {
    let blocks: [ReportBlock] =
      [.heading("One"), .heading("Part", level: 2)] + (0..<60).map { _ in .list(["x"]) } + [.heading("Two")]
    let outline = Samples.document(blocks).paginated().outline
    #expect(outline.map(\.title) == ["One", "Part", "Two"])
    #expect(outline.map(\.level) == [1, 2, 1])
    #expect(outline.map(\.page) == [0, 0, 1])
  }

  @Test("a figure higher than a page becomes smaller, a row higher than a page goes on overleaf")
  func tooHigh() {
    let rows = (0..<90).map { ForestPlot.Row("group \($0)", estimate: 1.2, limits: 1.0...1.4) }
    let forest = ReportFigure(title: "Many", .forest(.init(rows: rows, measure: .ratio, label: "Hazard ratio")))
    let figure = Self.pages([.figure(forest)])
    #expect(figure.count == 2)
    #expect(figure[1].texts.allSatisfy { $0.frame.bottom <= PageFormat.height })

    let cell = String(repeating: Self.sentence, count: 120)
    let table = ReportTable(title: "Long", columns: [.init("Text")], rows: [.init([cell])])
    let pages = Self.pages([.table(table)])
    #expect(pages.count > 1)
    let words = pages.flatMap(Self.body).filter { !$0.hasPrefix("Table") && cell.contains($0) }.joined(separator: " ")
    #expect(words + " " == cell)
  }

  @Test("a table whose words do not fit is broken within them rather than drawn outside")
  func narrow() {
    let columns = (0..<14).map { ReportTable.Column("column-\($0)-with-a-long-name") }
    let table = ReportTable(title: "Wide", columns: columns, rows: [.init(columns.map(\.title))])
    for page in Self.pages([.table(table)]) {
      #expect(page.texts.allSatisfy { $0.frame.right <= PageFormat.area.right + 0.5 })
    }
  }

  @Test("what has no room at the foot of a page stands there smaller where it can, and else on the next one")
  func smaller() {
    let filler = FlowBox(height: PageFormat.textHeight - 200)
    var high = FlowBox(height: 300)
    high.smaller = [FlowBox(height: 250), FlowBox(height: 190), FlowBox(height: 180)]
    #expect(Pagination([filler, high]).pages.count == 1)
    high.smaller = [FlowBox(height: 250)]
    #expect(Pagination([filler, high]).pages.count == 2)
  }

  @Test("a report without blocks is one page")
  func empty() {
    #expect(Self.pages([]).count == 1)
    #expect(Self.pages([.keyFigures([]), .facts([]), .figures([]), .list([]), .paragraph("")]).count == 1)
  }
}
