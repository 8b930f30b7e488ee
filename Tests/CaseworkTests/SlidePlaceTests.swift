import Microscopy
import Testing

@testable import Casework

@Suite("A place on a slide")
struct SlidePlaceTests {
  private static func place(_ caseID: String = "S26-1", slide: Int? = nil, x: Int, y: Int, _ power: Int) throws
    -> SlidePlace
  {
    SlidePlace(caseID: caseID, slide: slide, x: x, y: y, power: try #require(ObjectivePower(hundredths: power)))
  }

  @Test("has one text form")
  func text() throws {
    let texts = [
      try Self.place(x: 12_000, y: 8_000, 2000).text, try Self.place(slide: 2, x: 0, y: 7, 250).text,
      try Self.place("A@B,C", x: 1, y: 2, 37).text, try Self.place("S@1:2,3,4x", x: 5, y: 6, 405).text,
      try Self.place("Häm 7", x: 5, y: 6, 99_999).text, try Self.place(x: 5, y: 6, 1).text,
    ]
    #expect(
      texts == [
        "S26-1@12000,8000,20x", "S26-1@2:0,7,2.5x", "A@B,C@1,2,0.37x", "S@1:2,3,4x@5,6,4.05x", "Häm 7@5,6,999.99x",
        "S26-1@5,6,0.01x",
      ])
  }

  @Test("is read from what was written of it, whatever the name of its case holds, and written as it was read")
  func roundTrip() throws {
    let names = [
      "S26-1", "a@b", "@", "a,b", "1:2,3,4x", "x@1,2,20x", "@1,2,20x", "é@", "e\u{301}", "東京 12", "A:B", "👩‍🔬",
    ]
    for name in names {
      for slide in [nil, 1, 2, 17] {
        for (x, y) in [(0, 0), (1, 999_999_999), (40_000, 7)] {
          for power in [1, 9, 10, 37, 100, 125, 250, 2000, 4000, 99_999] {
            let place = try Self.place(name, slide: slide, x: x, y: y, power)
            #expect(SlidePlace(parsing: place.text) == place)
            #expect(SlidePlace(parsing: place.text)?.text == place.text)
          }
        }
      }
    }
  }

  @Test(
    "is nothing that is written otherwise",
    arguments: [
      "", "@", "S26-1", "S26-1@", "S26-1@1,2", "S26-1@1,2,20", "S26-1@1,2,20X", "S26-1@1,2,20x ", "S26-1@ 1,2,20x",
      "S26-1@01,2,20x", "S26-1@-1,2,20x", "S26-1@+1,2,20x", "S26-1@1.0,2,20x", "S26-1@1,2,020x", "S26-1@1,2,20.0x",
      "S26-1@1,2,2.50x", "S26-1@1,2,0x", "S26-1@1,2,.5x", "S26-1@1,2,2.x", "S26-1@1,2,2.555x", "S26-1@1,2,1000x",
      "S26-1@1,2,3,20x", "S26-1@0:1,2,20x", "S26-1@:1,2,20x", "S26-1@1:2:3,4,20x", "@1,2,20x", " @1,2,20x",
      "S26-1@1234567890,2,20x", "S26-1@١,2,20x", "S26-1@1,2,20x\u{301}", "a\nb@1,2,20x",
    ])
  func refused(text: String) {
    #expect(SlidePlace(parsing: text) == nil)
  }

  @Test("is of its case, on a slide that is named where there are several, and on that slide")
  func ofCase() throws {
    var file = CaseFile(record: try Example.record(), status: .new)
    #expect(try file.place(Self.place(x: 2219, y: 2966, 2000)).slide == nil)
    #expect(try file.place(Self.place(slide: 1, x: 0, y: 0, 2000)).slide == nil, "the one slide needs no number")
    #expect(throws: PlaceProblem.otherCase("S26-2")) { try file.place(Self.place("S26-2", x: 0, y: 0, 2000)) }
    #expect(throws: PlaceProblem.noSuchSlide(2, count: 1)) { try file.place(Self.place(slide: 2, x: 0, y: 0, 2000)) }
    let beside = PlaceProblem.besideSlide(width: 2220, height: 2967)
    #expect(throws: beside) { try file.place(Self.place(x: 2220, y: 0, 2000)) }
    #expect(throws: beside) { try file.place(Self.place(x: 0, y: 2967, 2000)) }
    file.record.slides = [try Example.slide(), try Example.slide("/slides/B.svs")]
    #expect(throws: PlaceProblem.noSlideNamed(count: 2)) { try file.place(Self.place(x: 0, y: 0, 2000)) }
    #expect(try file.place(Self.place(slide: 2, x: 0, y: 0, 2000)).slide == 2)
  }

  @Test("is made of the middle of a picture, held on the slide, with a power of two decimals")
  func made() throws {
    var file = CaseFile(record: try Example.record(), status: .new)
    #expect(file.place(onSlide: 0, x: 10.9, y: 20.1, magnification: 20)?.text == "S26-1@10,20,20x")
    #expect(file.place(onSlide: 0, x: -5, y: 9999, magnification: 0.3671)?.text == "S26-1@0,2966,0.37x")
    #expect(file.place(onSlide: 0, x: 1, y: 1, magnification: 0.001)?.power.hundredths == 1)
    #expect(file.place(onSlide: 1, x: 1, y: 1, magnification: 20) == nil)
    file.record.slides.append(try Example.slide("/slides/B.svs"))
    #expect(file.place(onSlide: 1, x: 1, y: 1, magnification: 2.5)?.text == "S26-1@2:1,1,2.5x")
  }
}
