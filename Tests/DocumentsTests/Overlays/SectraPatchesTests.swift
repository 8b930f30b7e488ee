import Basics
import Casework
import Documents
import Testing

/// Held against the typed clients of Sectra's public development kit: which members a result has, and their types.
@Suite("The highest tiles as Sectra's patchCollection")
struct SectraPatchesTests {
  private func value(_ finding: Finding = Example.called(), slide: Int = 0) throws -> JSONValue {
    let patches = SectraPatches(
      of: try Example.overlaid(finding), finding: finding, slide: slide,
      tiles: OverlayTiles(Example.tiles, of: finding), name: "S26-1", software: "coverslip 1")
    return try #require(patches).value
  }

  @Test("has the members that a result must have")
  func members() throws {
    let value = try value()
    #expect(value.memberNames == ["slideId", "displayResult", "displayProperties", "applicationVersion", "data"])
    #expect(value["slideId"] == "S26-1" && value["applicationVersion"] == "coverslip 1")
    let result = value["data"]?["result"]
    #expect(result?["type"] == "patchCollection")
    #expect(
      result?["content"]?.memberNames == [
        "description", "polygons", "patches", "tags", "patchSize", "magnification", "statuses",
      ])
    #expect(result?["content"]?["statuses"]?["allowVerify"]?["value"] == false)
  }

  @Test("has a patch for each tile of the slide, the highest first, its middle in shares of the slide's width")
  func patches() throws {
    let content = try value()["data"]?["result"]?["content"]
    #expect(content?["tags"] == ["raises the score", "lowers the score"])
    // The slide is 2220 px wide; tiles of 100 px, of 0.499 µm and a little more.
    let places: [JSONValue] = [50.0, 150.0].map { x in ["x": .number(x / 2220), "y": .number(50.0 / 2220)] }
    let first: JSONValue = ["tag": 0, "position": places[0], "sortKeyValue": .number(1)]
    let second: JSONValue = ["tag": 1, "position": places[1], "sortKeyValue": .number(2)]
    #expect(content?["patches"] == .array([first, second]))
    #expect(content?["magnification"] == 20 && content?["patchSize"] == 100)
    let corner: JSONValue = ["x": .number(1), "y": .number(2967.0 / 2220)]
    #expect(content?["polygons"]?[0]?["points"]?[2] == corner)
  }

  @Test("says DEMO and research use only, and of a finding without a call neither probability nor contribution")
  func honest() throws {
    #expect(try value().compactText.contains("DEMO demonstration 1.0"))
    #expect(try value()["displayProperties"]?["Notice"] == "Research use only, not a medical device.")
    var finding = Example.called()
    (finding.call, finding.reasons) = (.noCall, [.badQuality])
    let without = try value(finding)
    #expect(without["displayProperties"]?["Metastatic relapse within 5 years"] == nil)
    #expect(without["data"]?["result"]?["content"]?["tags"] == ["attention"])
  }

  @Test("of a slide that the case does not have there is none")
  func none() throws {
    let finding = Example.called()
    let tiles = OverlayTiles(Example.tiles, of: finding)
    #expect(
      SectraPatches(
        of: try Example.overlaid(), finding: finding, slide: 2, tiles: tiles, name: "", software: "")?.value == nil)
  }
}
