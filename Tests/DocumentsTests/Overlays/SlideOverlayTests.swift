import Basics
import Casework
import Documents
import Microscopy
import Prognosis
import Testing

@Suite("The overlay of a slide for QuPath")
struct SlideOverlayTests {
  private static let corner = RegionPoint(x: 10, y: 20)

  /// The features of an overlay.
  private func features(_ text: String) throws -> [JSONValue] {
    guard case .array(let features)? = try JSONValue(parsing: Array(text.utf8))["features"] else { return [] }
    return features
  }

  private func tiles(_ text: String) throws -> [JSONValue] {
    try features(text).filter { $0["properties"]?["objectType"] == "tile" }
  }

  @Test("has each tile that was read, with what the model made of it and what was measured as numbers with units")
  func measured() throws {
    let tiles = try tiles(Example.overlay(of: try Example.overlaid()))
    #expect(tiles.count == 2)
    let expected: JSONValue = [
      "Rank": 1, "Attention": .number(0.5), "Attention percentile": .number(100), "Contribution": .number(2),
      "nuclear_density per mm^2": .number(100), "area_q50 µm^2": .number(40.5), "stroma_share": .number(0.25),
      "large_share": .number(0),
    ]
    #expect(tiles[0]["properties"]?["measurements"] == expected)
    #expect(tiles[0]["properties"]?["name"] == "Tile 1" && tiles[0]["properties"]?["isLocked"] == true)
  }

  @Test("leaves out what was not measured: without nuclei they have no size, and no number is a NaN")
  func leftOut() throws {
    let first = try tiles(Example.overlay(of: try Example.overlaid()))
    let withoutNuclei: JSONValue = [
      "Rank": 2, "Attention": .number(0.2), "Attention percentile": .number(0), "Contribution": .number(-1),
      "nuclear_density per mm^2": .number(0), "stroma_share": .number(0.5),
    ]
    #expect(first[1]["properties"]?["measurements"] == withoutNuclei)
    let second = try tiles(Example.overlay(of: try Example.overlaid(), slide: 1))
    let withoutNumber: JSONValue = [
      "Rank": 3, "Attention": .number(0.3), "Attention percentile": .number(50), "Contribution": .number(0.5),
      "nuclear_density per mm^2": .number(50), "large_share": .number(0.5),
    ]
    #expect(second[0]["properties"]?["measurements"] == withoutNumber)
  }

  @Test("classes the highest attention in bands, and tells what the reader said of a tile")
  func classes() throws {
    let tiles = try tiles(Example.overlay(of: try Example.overlaid()))
    #expect(tiles[0]["properties"]?["classification"]?["name"] == "Attention: highest 10 %")
    #expect(tiles[0]["properties"]?["metadata"] == nil)
    #expect(tiles[1]["properties"]?["classification"] == nil)
    #expect(tiles[1]["properties"]?["metadata"] == ["verdict": "questioned"])
  }

  @Test("counts from the corner of what QuPath shows, and says so")
  func corner() throws {
    let text = Example.overlay(of: try Example.overlaid(), corner: Self.corner)
    let tiles = try tiles(text)
    #expect(text.contains(#""coverslip":{"origin":"qupath","case":"S26-1","slide":1,"#))
    let outline: JSONValue = [[[-10, -20], [90, -20], [90, 80], [-10, 80], [-10, -20]]]
    #expect(tiles[0]["geometry"]?["coordinates"] == outline)
    #expect(try features(text)[0]["geometry"]?["coordinates"] == [0, 0])
    #expect(try features(text)[1]["geometry"]?["coordinates"] == [.number(90.25), .number(13.125)])
  }

  @Test("gives the marks back as they were, and takes nothing else for one", arguments: [0, 1])
  func roundTrip(slide: Int) throws {
    let file = try Example.overlaid()
    let text = Example.overlay(of: file, slide: slide, corner: Self.corner)
    let regions = try RegionFile.regions(in: Array(text.utf8), frame: RegionFrame(corner: Self.corner))
    let own = file.marks.filter { $0.slide == slide }
    #expect(regions.filter(\.isForMarks) == own.map(\.region))
    #expect(regions.count > own.count)
  }

  @Test("says first which model spoke, that it is a demonstration, and what it is not for")
  func notice() throws {
    let text = Example.overlay(of: try Example.overlaid())
    let first = try features(text)[0]["properties"]
    let name = try #require(first?["name"]?.asText)
    #expect(name.hasPrefix("DEMO demonstration 1.0: high"))
    #expect(name.hasSuffix("Research use only, not a medical device."))
    #expect(first?["metadata"]?["demonstration"] == "true")
    #expect(try JSONValue(parsing: Array(text.utf8))["coverslip"]?["notice"] == .string(name))
  }

  @Test("says beside the model's call what was signed, or that nobody has")
  func signed() throws {
    var file = try Example.overlaid()
    #expect(file.overlayNotice.contains("Signed: high, confirmed."))
    (file.signOff, file.status) = (nil, .scored)
    #expect(file.overlayNotice.contains("Nobody has signed it."))
    file.finding?.borderline = true
    #expect(file.overlayNotice.contains(": high, borderline"))
  }

  @Test("shows what the reader left out for a trial, with the reason")
  func trials() throws {
    let text = Example.overlay(of: try Example.overlaid())
    let boxes = try RegionFile.regions(in: Array(text.utf8)).filter { $0.metadata["coverslip"] == "left-out" }
    #expect(boxes.map(\.reason) == ["in-situ"] && boxes.map(\.classification) == ["Left out: in situ"])
    #expect(boxes.map(\.shape) == [.rectangle(SlideRegion(x: 10, y: 20, width: 30, height: 40))])
  }

  @Test("of a finding without a call tells no contribution, and ranks by attention")
  func withoutCall() throws {
    var finding = Example.called()
    (finding.call, finding.reasons) = (.noCall, [.badQuality])
    let text = Example.overlay(of: try Example.overlaid(finding))
    #expect(!text.contains("Contribution") && text.contains("no call"))
    #expect(text.contains(#""rankedBy":"attention""#))
  }

  @Test("of a case without a finding is what people have marked")
  func unscored() throws {
    let text = Example.overlay(of: try Example.overlaid(nil))
    #expect(try tiles(text).isEmpty)
    #expect(try RegionFile.regions(in: Array(text.utf8)).count { $0.isForMarks } == 1)
  }

  @Test("is the same each time, with identities that QuPath takes and no two tiles share")
  func identities() throws {
    let text = Example.overlay(of: try Example.overlaid())
    #expect(text == Example.overlay(of: try Example.overlaid()))
    let ids = try features(text).map { $0["id"] }
    #expect(Set(ids.map { "\(String(describing: $0))" }).count == ids.count)
    for case .string(let id)? in ids { #expect(id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12]) }
  }
}
