import Basics
import Casework
import Microscopy
import Testing

@testable import UseCases

@Suite("A pixel size that is contradicted")
struct ScaleContradictionTests {
  @Test(
    "is one that a single source speaks for while another says twice or half of it",
    arguments: [
      (0.25, 20.0, nil, "aperio", true), (1, 20, nil, "aperio", true), (0.5, 40, nil, "generic-tiff", true),
      (0.5, 20, nil, "aperio", false), (0.2271, 40, nil, "aperio", false), (0.5, nil, nil, "generic-tiff", false),
      // An adapter behind a 20x objective.
      (0.2425, 20, nil, "mirax", false),
      // Given by a person: stands where the file or its objective says the same.
      (0.5, 40, 0.5, "aperio", false), (0.25, 40, 0.5, "aperio", false), (0.25, nil, 0.5, "aperio", true),
      (0.25, 20, 0.5, "aperio", true),
    ] as [(Double, Double?, Double?, String, Bool)])
  func sources(mpp: Double, objective: Double?, stated: Double?, vendor: String, expected: Bool) throws {
    var slide = CaseSlide(
      path: "/a.svs", size: PixelSize(width: 10, height: 10), mpp: try #require(MicronsPerPixel(x: mpp, y: mpp)),
      mppGiven: stated != nil, objective: objective, vendor: vendor)
    slide.mppStated = stated.flatMap { MicronsPerPixel(x: $0, y: $0) }
    #expect((ScaleContradiction(slide) != nil) == expected)
  }
}
