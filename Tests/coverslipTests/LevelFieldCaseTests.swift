import Foundation
import Testing

/// What a user sees of levels that lie, and of files that no library should be asked to decode.
@Suite("Levels and directories, from outside")
struct LevelFieldCaseTests {
  private static let reason: Comment = "the reference slides are not on this machine"

  private func fieldCase(_ name: String) -> String { Reference.path("field-cases/slides/\(name)") }

  @Test(
    "tiles lie on the tissue whatever the pyramid's levels say", .enabled(if: Reference.folder != nil, reason),
    arguments: [
      // One tile lies on the edge of the rule of 60 %: it counts or not with the level that the mask is found on, and
      // not every library can read the third one.
      ("deflate_level_narrower_than_tile.tif", ["54 tiles", "53 tiles"]),
      ("levels_padded_to_whole_tiles.tif", ["48 tiles"]),
    ])
  func tiles(name: String, expected: [String]) throws {
    let scratch = try Scratch()
    let result = try Program.run("encode", fieldCase(name), "--mpp", "0.5", "--out", scratch["tiles.safetensors"])
    #expect(result.status == 0, "\(result.error)")
    #expect(expected.contains { result.output.hasPrefix($0) }, "\(result.output)")
  }

  @Test(
    "a tile of 200 000 px is one sentence, and the slides beside it are registered",
    .enabled(if: Reference.folder != nil, reason))
  func batch() throws {
    let scratch = try Scratch()
    let result = try Program.run(
      "add", fieldCase("tile-200000.tif"), fieldCase("white_glass_control.tif"), "--mpp", "0.5", "--casebook",
      scratch["casebook.sqlite"])
    #expect(result.status == 65)
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
    #expect(result.error.contains("tiles of 200000 x 200000 px"))
    #expect(result.output.contains("registered white_glass_control"))
    #expect(result.output.contains("pixels were read at 5 places of each slide"))
  }

  @Test("the size in an OME-XML is the slide's", .enabled(if: Reference.folder != nil, reason))
  func omeSize() throws {
    let scratch = try Scratch()
    let result = try Program.run(
      "add", fieldCase("ome_physical_size.ome.tif"), "--casebook", scratch["casebook.sqlite"])
    #expect(result.status == 0, "\(result.error)")
  }

  @Test("doctor names the libraries, and says what they make of its built-in slides")
  func doctor() throws {
    let result = try Program.run("doctor", "--no-encoders", environment: ["LANG": "C.UTF-8"])
    #expect(result.output.contains("OpenSlide"))
    #expect(result.output.contains("ok    features   HDF5 "))
    let line = try #require(result.output.split(separator: "\n").first { $0.contains("decoders") })
    #expect(line.hasPrefix("ok"), "\(line)")
    #expect(line.contains("right: JPEG (YCbCr), JPEG (RGB)"), "\(line)")
  }
}
