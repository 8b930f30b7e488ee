import Basics
import Foundation
import Testing

@testable import Reports

@Suite("Pictures, scales and codes")
struct PictureTests {
  private static func picture(_ width: Int, _ micronsPerPixel: Double?) -> PicturePlate.Picture {
    .init(RGBAImage(size: PixelSize(width: width, height: 10)), micronsPerPixel: micronsPerPixel, name: "1")
  }

  @Test(
    "a bar is the longest of 1, 2 or 5 times a power of ten within two fifths of the picture",
    arguments: [
      (224, 0.5, "20\u{A0}µm"), (600, 2.6, "500\u{A0}µm"), (1000, 10, "2\u{A0}mm"), (100, 0.013, "0.5\u{A0}µm"),
    ] as [(Int, Double, String)])
  func bars(width: Int, scale: Double, label: String) {
    #expect(Self.picture(width, scale).bar?.label == label)
  }

  @Test("a picture whose scale is not known says so, and has no bar", arguments: [nil, 0, .nan, -1] as [Double?])
  func noScale(scale: Double?) {
    let picture = Self.picture(224, scale)
    #expect(picture.bar == nil)
    let drawing = ReportFigure(title: "", .pictures(PicturePlate([picture], abreast: 1))).drawing(width: 200)
    #expect(drawing.strings.contains("scale not known"))
  }

  @Test("a bar is as long as it says, against the width of its picture")
  func barLength() throws {
    let plate = PicturePlate([.init(Samples.tissue, micronsPerPixel: 0.5, name: "1")], abreast: 1)
    let drawing = ReportFigure(title: "", .pictures(plate)).drawing(width: 112)
    let bar = try #require(drawing.elements.compactMap { Self.line($0, width: 1.4) }.first)
    // The picture is 112 um and 112 points wide.
    #expect(abs(bar[1].x - bar[0].x - 20) < 1e-9)
  }

  private static func line(_ element: Drawing.Element, width: Double) -> [Drawing.Point]? {
    if case .line(let points, let stroke) = element, stroke.width == width { return points }
    return nil
  }

  @Test("pictures keep their shape, and every pixel is in the drawing")
  func shape() {
    let drawing = ReportFigure(title: "", .pictures(Samples.plate)).drawing(width: 483)
    let pictures = drawing.elements.compactMap { element -> (RGBAImage, Frame)? in
      if case .picture(let image, let frame) = element { return (image, frame) }
      return nil
    }
    #expect(pictures.count == 3)
    for (image, frame) in pictures {
      #expect(image == Samples.tissue)
      #expect(abs(frame.width / frame.height - 2.24) < 1e-9)
    }
  }

  @Test("the scale tells both sides, the threshold and the risk by words and shapes")
  func scale() {
    let drawing = ReportFigure(title: "", .scale(Samples.scale)).drawing(width: 483)
    #expect(drawing.strings.contains("LOW RISK") && drawing.strings.contains("HIGH RISK"))
    #expect(drawing.strings.contains("threshold 5.0\u{A0}%"))
    let diamonds = drawing.elements.filter { element in
      if case .polygon(let points, .text, _) = element { return points.count == 4 }
      return false
    }
    #expect(diamonds.count == 1)
    #expect(Samples.scale.summary.contains("6.3\u{A0}% (3.0 to 12.0\u{A0}%), HIGH RISK"))
  }

  @Test("a risk beyond the scale stays on it", arguments: [0, 1, .nan, .infinity, -1] as [Double])
  func outside(risk: Double) {
    var scale = Samples.scale
    scale.risk = risk
    let drawing = ReportFigure(title: "", .scale(scale)).drawing(width: 300)
    #expect(drawing.points.allSatisfy { $0.x.isFinite && $0.x >= 0 && $0.x <= 300 })
  }

  @Test("a patient is marked beside the groups with a diamond, in the legend too")
  func patient() {
    var plot = Samples.survival
    plot.patient = SurvivalPlot.Patient(
      "this patient", points: [.init(time: 5, survival: 0.7), .init(time: 10, survival: 0.5)])
    let drawing = ReportFigure(title: "", .survival(plot)).drawing(width: 483)
    #expect(drawing.strings.contains("this patient"))
    let diamonds = drawing.elements.filter { element in
      if case .polygon(let points, .text, _) = element { return points.count == 4 }
      return false
    }
    #expect(diamonds.count == 2, "one in the legend, one at 5 years; 10 years lie beyond the axis")
  }

  @Test("a curve that was read off tells the size of its group, and nobody at risk where that is not known")
  func readOff() {
    let step = SurvivalPlot.Step(time: 1, survival: 0.9, limits: nil, atRisk: 0, events: 0, censored: 0)
    let group = SurvivalPlot.Group("low", .low, steps: [step], size: .init(count: 824, events: 23))
    let plot = SurvivalPlot(
      groups: [group], timeLabel: "Years", timeUnit: .years, survivalLabel: "Free of metastasis", end: 5,
      tellsWhoIsAtRisk: false)
    let drawing = ReportFigure(title: "", .survival(plot)).drawing(width: 483)
    #expect(drawing.strings.contains("low (824 patients, 23 events)"))
    #expect(!drawing.strings.contains("Number at risk"))
  }

  @Test("a code is black on white, with four light modules around it")
  func code() {
    let image = Samples.code.image
    #expect(image.size == PixelSize(width: 11, height: 11))
    let rows = (0..<11).map { row in (0..<11).map { image[$0, row].red == 0 ? "#" : "." }.joined() }
    #expect(rows[3...7] == ["...........", "....#.#....", ".....#.....", "....#......", "..........."])
    #expect((rows[..<3] + rows[8...]).allSatisfy { !$0.contains("#") })
  }
}

@Suite("Parts and stamps of pages")
struct TaggedPagesTests {
  private static func dense() -> ReportDocument {
    var document = Samples.everything()
    document.density = .dense
    document.stamp = "NOT SIGNED"
    return document
  }

  @Test("on every page parts are opened and closed, none within another", arguments: [true, false])
  func balanced(isDense: Bool) {
    for page in (isDense ? Self.dense() : Samples.everything()).paginated().pages {
      var open: StructureTag?
      for element in page.elements {
        if case .begin(let tag) = element {
          #expect(open == nil)
          open = tag
        }
        if case .end(let tag) = element {
          #expect(open == tag)
          open = nil
        }
      }
      #expect(open == nil)
    }
  }

  @Test("the lines of a paragraph are one part")
  func paragraph() {
    let text = String(repeating: "Nothing of this is known. ", count: 20)
    let tags = Samples.document([.paragraph(text)]).paginated().pages[0].elements.filter {
      if case .begin(.paragraph) = $0 { return true }
      return false
    }
    // Who made it, two notices, the paragraph.
    #expect(tags.count == 4)
  }

  @Test("a stamp stands on every page, and a report without one has none")
  func stamp() {
    func stamps(_ document: ReportDocument) -> [Int] {
      document.paginated().pages.map { page in
        page.elements.filter { if case .stamp = $0 { true } else { false } }.count
      }
    }
    #expect(stamps(Self.dense()).allSatisfy { $0 == 1 })
    #expect(stamps(Samples.everything()).allSatisfy { $0 == 0 })
    #expect(Self.dense().html().contains("<p class=\"stamp\">NOT SIGNED</p>"))
  }

  @Test("nothing of a dense page overlaps or leaves its margins")
  func dense() {
    for page in Self.dense().paginated().pages {
      for (index, text) in page.texts.enumerated() {
        #expect(text.frame.right <= PageFormat.area.right + 0.5 && text.frame.bottom <= PageFormat.height)
        for other in page.texts.dropFirst(index + 1) {
          #expect(!text.frame.intersects(other.frame), "\(text.string) | \(other.string)")
        }
      }
    }
  }

  @Test("a PDF is tagged, also where a picture is the first of a page")
  func tagged() throws {
    let picture = ReportFigure(title: "Tile", .pictures(Samples.plate))
    let pages = Samples.document((0..<6).map { _ in .figure(picture) })
    for document in [pages, Self.dense()] {
      let bytes = Data(try document.pdf())
      #expect(bytes.range(of: Data("/StructTreeRoot".utf8)) != nil)
      #expect(bytes.range(of: Data("/Marked true".utf8)) != nil)
    }
  }

  @Test("columns that are higher than a page go on overleaf, and no line is lost")
  func longColumns() {
    let facts = (0..<150).map { Fact("name \($0)", "value \($0)") }
    let pages = Samples.document([.columns([FactColumn("Long", facts), FactColumn("Short", [Fact("a", "b")])])])
      .paginated().pages
    #expect(pages.count > 1)
    let values = pages.flatMap(\.strings).filter { $0.hasPrefix("value ") }
    #expect(values == (0..<150).map { "value \($0)" })
  }
}
