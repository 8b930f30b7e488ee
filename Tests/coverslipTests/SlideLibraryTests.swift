import Foundation
import Testing

/// What other programs make of our slides, and what we make of theirs, with the OpenSlide that was found.
@Suite("The slide library of the program")
struct SlideLibraryTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("a library that is named and is not there ends with one sentence and 69, and no other is taken instead")
  func missing() throws {
    let result = try Program.run(
      "render", OutsideTools.sample("SYN-002.svs"), environment: ["COVERSLIP_OPENSLIDE": scratch["none.so"]])
    #expect(result.status == 69)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("coverslip: COVERSLIP_OPENSLIDE names \"\(scratch["none.so"])\""))
    #expect(result.error.contains("libopenslide.so.1"))
    #expect(result.error.split(separator: "\n").count == 1)
  }

  @Test("a DICOM slide under OpenSlide 3 is named, with what to install")
  func dicomUnderVersion3() throws {
    let path = scratch["slide.dcm"]
    try (Data(count: 128) + Data("DICM".utf8) + Data(count: 64)).write(to: URL(fileURLWithPath: path))
    let old = try Program.run("render", path, environment: ["COVERSLIP_OPENSLIDE": "libopenslide.so.0"])
    guard old.status != 69 else { return }
    #expect(old.status == 65)
    #expect(old.error.contains("a DICOM file, which OpenSlide 3.4.1 does not read; install OpenSlide 4"))
    #expect(old.error.contains("COVERSLIP_OPENSLIDE"))
  }

  /// Copies every level as a DICOM file without loss; through OpenSlide, so that no further library is needed.
  private static let conversion = """
    import sys
    from wsidicom.codec import Jpeg2kSettings
    from wsidicomizer import WsiDicomizer
    from wsidicomizer.wsidicomizer import SourceIdentifier
    WsiDicomizer.convert(sys.argv[1], output_path=sys.argv[2], force_transcoding=True,
      encoding=Jpeg2kSettings(levels=0), preferred_source=SourceIdentifier("openslide"))
    """

  @Test(
    "a slide that wsidicomizer made DICOM has the picture, the tiles and the call of the slide",
    .enabled(if: OutsideTools.openSlide4 != nil, "there is no OpenSlide 4 here"),
    .enabled(if: OutsideTools.hasWsidicomizer, "python3 has no wsidicomizer"))
  func dicom() throws {
    let slide = OutsideTools.sample("SYN-002.svs")
    #expect(OutsideTools.run(["python3", "-c", Self.conversion, slide, scratch["dicom"]])?.status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch["dicom"]).filter { $0.hasSuffix(".dcm") }
    #expect(files.count >= 3, "levels: \(files)")
    let first = try Reading(slide, casebook: scratch["svs.sqlite"])
    let second = try Reading(scratch["dicom/\(try #require(files.first))"], casebook: scratch["dicom.sqlite"])
    #expect(!first.picture.isEmpty)
    #expect(first == second)
  }

  /// What the program makes of a slide under OpenSlide 4.
  private struct Reading: Equatable {
    let picture: Data
    let tiles: Int
    let call: String
    let score: Double

    init(_ path: String, casebook: String) throws {
      let environment = ["COVERSLIP_OPENSLIDE": try #require(OutsideTools.openSlide4)]
      let clinical = ["--age", "60", "--grade", "2", "--tumour-size", "20", "--positive-nodes", "0"]
      let receptors = ["--er", "positive", "--her2", "negative", "--casebook", casebook]
      picture = try Program.run("render", path, "--size", "60x24", environment: environment).bytes
      let added = try Program.run(
        arguments: ["add", path, "--case", "D"] + clinical + receptors, environment: environment)
      #expect(added.status == 0, "\(added.error)")
      let scored = try Program.run("score", "D", "--casebook", casebook, environment: environment)
      #expect(scored.status == 0, "\(scored.error)")
      let shown = try Program.run("show", "D", "--json", "--casebook", casebook, environment: environment)
      let finding = try #require(shown.json["finding"] as? [String: Any])
      let libraries = try #require(finding["libraries"] as? [String: String])
      #expect(libraries["openslide"]?.hasPrefix("4.") == true)
      tiles = try #require(finding["tiles"] as? Int)
      call = try #require(finding["call"] as? String)
      score = try #require(finding["score"] as? Double)
    }
  }

  private static let levels = """
    import sys, tifffile
    series = tifffile.TiffFile(sys.argv[1]).series
    print(series[0].kind, [level.shape[-3:-1] for level in series[0].levels], [s.name for s in series[1:]])
    """

  @Test(
    "a simulated slide opens in tifffile with all its levels, and a thumbnail where Aperio has one",
    .enabled(if: OutsideTools.hasTifffile, "python3 has no tifffile"))
  func tifffile() throws {
    let made = try Program.run(
      "simulate", "slides", "--count", "1", "--seed", "3", "--size", "2100", "--out", scratch.path)
    #expect(made.status == 0, "\(made.error)")
    for slide in [scratch["simulated-3-1.svs"], OutsideTools.sample("SYN-002.svs")] {
      let answer = try #require(OutsideTools.run(["python3", "-c", Self.levels, slide]))
      #expect(answer.status == 0)
      #expect(answer.output.hasPrefix("svs [("), "\(answer.output)")
      #expect(answer.output.components(separatedBy: "), (").count == 3, "\(answer.output)")
      #expect(answer.output.hasSuffix("['Thumbnail']"), "\(answer.output)")
    }
  }
}
