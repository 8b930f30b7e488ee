import Testing

@Suite("A slide printed in other colours")
struct RenderColorTests {
  private func render(_ path: String, _ options: String...) throws -> [UInt8] {
    let result = try Program.run(arguments: ["render", path, "--size", "20x8"] + options)
    #expect(result.status == 0, "\(result.error)")
    return [UInt8](result.bytes)
  }

  @Test("shows haematoxylin or eosin alone; without a profile it is as it was scanned")
  func stains() throws {
    let path = OutsideTools.sample("SYN-002.svs")
    let all = try render(path)
    let (hematoxylin, eosin) = (try render(path, "--stain", "h"), try render(path, "--stain", "e"))
    #expect(hematoxylin != all && eosin != all && hematoxylin != eosin)
    #expect(try render(path, "--stain", "all") == all)
    #expect(try render(path, "--raw-colour") == all)
  }

  @Test(
    "goes through the profile that its file carries, unless the colours are wanted as scanned",
    .enabled(if: Reference.folder != nil, "the reference slides are not on this machine"))
  func profile() throws {
    let scanner = Reference.path("slides/luna_1065626.svs")
    #expect(try render(scanner) != render(scanner, "--raw-colour"))
    let screen = Reference.path("slides/tcga-cr-7395-01a-01-ts1.svs")
    #expect(try render(screen) == render(screen, "--raw-colour"), "its profile is that of a screen")
  }

  @Test("refuses a stain that is neither")
  func unknown() throws {
    #expect(try Program.run("render", OutsideTools.sample("SYN-002.svs"), "--stain", "saffron").status != 0)
  }
}
