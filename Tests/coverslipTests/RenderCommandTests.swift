import Foundation
import PNGCoding
import Testing

@Suite("render")
struct RenderCommandTests {
  private static let sample = OutsideTools.sample("SYN-002.svs")

  @Test("writes a PNG, and reads it again as if it were a slide")
  func png() throws {
    let scratch = try Scratch()
    let run = try Program.run("render", Self.sample, "--width", "200", "--out", scratch["a.png"])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.bytes.isEmpty)
    let image = try PNG.image([UInt8](Data(contentsOf: URL(fileURLWithPath: scratch["a.png"]))))
    #expect(image.width == 200)
    let again = try Program.run(
      "render", scratch["a.png"], "--format", "png", "--magnification", "1:1",
      "--region", "0,0,50,20")
    #expect(again.status == 0, "\(again.error)")
    let part = try PNG.image([UInt8](again.bytes))
    #expect(part.width == 50 && part.height == 20)
    #expect(try Program.run("render", scratch["a.png"], "--magnification", "20x").status == 64)
  }

  @Test("puts several on a sheet, says why one is missing, and does not end well then")
  func grid() throws {
    let scratch = try Scratch()
    try Data("not a slide".utf8).write(to: URL(fileURLWithPath: scratch["torn.svs"]))
    let run = try Program.run("render", "--grid", Self.sample, scratch["torn.svs"], "--width", "80")
    #expect(run.status != 0)
    #expect(run.output.contains("SYN-002.svs"))
    #expect(run.output.contains("torn.svs"))
    #expect(run.error.contains("torn.svs"))
    let whole = try Program.run("render", "--grid", Self.sample, Self.sample)
    #expect(whole.status == 0, "\(whole.error)")
  }

  @Test("does not write a picture over the slide that it is of, by whatever name")
  func ownSlide() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: Self.sample, toPath: scratch["a.svs"])
    try FileManager.default.createSymbolicLink(atPath: scratch["b.png"], withDestinationPath: "a.svs")
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch["a.svs"]))
    for out in ["a.svs", "b.png"] {
      let run = try Program.run("render", scratch["a.svs"], "--out", scratch[out])
      #expect(run.status == 64)
      #expect(run.error.contains("--out would replace the slide itself"))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch["a.svs"])) == before)
  }

  @Test("says in one sentence what does not go together")
  func refused() throws {
    let several = try Program.run("render", Self.sample, Self.sample)
    #expect(several.status == 64)
    #expect(several.error.contains("write --grid"))
    let close = try Program.run("render", Self.sample, "--magnification", "near")
    #expect(close.status == 64)
    #expect(close.error.contains("is not a magnification"))
  }
}
