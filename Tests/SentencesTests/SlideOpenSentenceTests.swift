import Basics
import Microscopy
import Testing
import UseCases
import Workstation

@testable import Sentences
@testable import SlideReading

@Suite("Sentences about slides that do not open")
struct SlideOpenSentenceTests {
  /// What stands for LIBRARY below: which OpenSlide there is depends on the machine.
  private static let library = OpenSlideLibrary.installedName

  @Test(
    "say why, and what to do with the file",
    arguments: [
      (
        .missing(path: "a"), .noInput, "a: there is no such file; check the path, or mount the share it is on"
      ),
      (
        .folder(path: "a"), .badData,
        "a: this is a folder; name the slide file in it, or any file of a DICOM slide"
      ),
      (.notAFile(path: "a"), .badData, "a: this is a pipe or a device, not a file; name the slide file"),
      (
        .cannotRead(path: "a", code: 13), .noInput,
        "a: cannot be read (Permission denied); ask for permission to read it"
      ),
      (.empty(path: "a"), .badData, "a: the file is empty; copy the slide again from the scanner"),
      (
        .largeFilePointer(path: "a"), .badData,
        "a: this is a Git LFS pointer, not the slide; fetch it with git lfs pull"
      ),
      (
        .damaged(path: "a", detail: "tile 3"), .badData,
        "a: the slide is damaged (tile 3); copy it again from the scanner"
      ),
      (
        .damagedPicture(path: "a", detail: "b"), .badData,
        "a: the picture cannot be read (b); save it anew as PNG, or as JPEG in RGB"
      ),
      (
        .implausibleSize(path: "a", width: 9, height: 8, limit: 7), .badData,
        "a: its header claims 9 x 8 px, and no slide has a side above 7 px; the file is damaged, copy it again from "
          + "the scanner"
      ),
      (
        .tooLargeTiles(path: "a", width: 9, height: 8, limit: 7), .badData,
        "a: its directory claims tiles of 9 x 8 px, and tiles of more than 7 px are not decoded; export the slide "
          + "again with tiles of 256 or 512 px"
      ),
      (
        .tileLargerThanSlide(
          path: "a", tile: PixelSize(width: 256, height: 256), size: PixelSize(width: 100, height: 90),
          compression: .jpeg), .badData,
        "a: the slide (100 x 90 px, JPEG) is smaller than its tiles (256 x 256 px), and LIBRARY do not decode such "
          + "a slide rightly (see coverslip doctor); export it again with smaller tiles, or install OpenSlide 4"
      ),
      (
        .notRegistered(path: "a", .size(PixelSize(width: 3, height: 4))), .badData,
        "a: the file is not the one that was registered (it has 3 x 4 px); put the registered slide back or add it as "
          + "a new case"
      ),
      (
        .notRegistered(path: "a", .content), .badData,
        "a: the file is not the one that was registered (its content is another); put the registered slide back or add "
          + "it as a new case"
      ),
      (
        .timedOut(path: "a"), .tryAgain,
        "a: the slide could not be opened in time; try again when the disk or the share is less busy"
      ),
      (
        .decoderDied(path: "a"), .badData,
        "a: what decodes the slide broke down over it; copy the slide again from the scanner, and see coverslip doctor "
          + "for the library that reads it"
      ),
    ] as [(SlideOpenFailure, Exit, String)])
  func opening(failure: SlideOpenFailure, exit: Exit, sentence: String) {
    #expect(failure.words == CommandFailure(exit, sentence.replacing("LIBRARY", with: Self.library)))
  }

  @Test(
    "say what kind of file it is instead of a slide",
    arguments: [
      (
        .truncatedTIFF,
        "the file was cut off before its directories, so it is no slide any more; copy it again from the scanner"
      ),
      (
        .bigEndianTIFF,
        "a classic TIFF in big-endian byte order, which OpenSlide does not read; write it again as a tiled pyramid, "
          + "for instance with vips tiffsave IN OUT.tif --tile --pyramid --compression jpeg --Q 90"
      ),
      (
        .strippedTIFF,
        "a TIFF whose image lies in strips, and OpenSlide reads tiles; write it again as a tiled pyramid, for instance "
          + "with vips tiffsave IN OUT.tif --tile --pyramid --compression jpeg --Q 90"
      ),
      (
        .damagedTIFF(detail: "a loop"),
        "a TIFF whose directories are damaged (a loop); copy it again from the scanner"
      ),
      (
        .dicom(openSlide: "4.0.0"),
        "a DICOM file that OpenSlide 4.0.0 does not read as a slide; name a file of the slide's own series (VL Whole "
          + "Slide Microscopy), not of another kind of object"
      ),
      (
        .dicom(openSlide: "3.4.1"),
        "a DICOM file, which OpenSlide 3.4.1 does not read; install OpenSlide 4 (libopenslide.so.1, for instance "
          + "PyPI's openslide-bin) and name that file in COVERSLIP_OPENSLIDE, or convert the slide to TIFF"
      ),
      (
        .foreignPage(index: 2, size: PixelSize(width: 5, height: 6), slide: PixelSize(width: 70, height: 80)),
        "its page 2 (5 x 6 px) has not the proportions of the slide (70 x 80 px), and OpenSlide refuses such a "
          + "pyramid; write the slide again without that page, for instance with tiffcp IN,0 OUT"
      ),
      (
        .unsupportedTIFF,
        "a tiled TIFF with whole directories that OpenSlide still takes for no slide; export it again as a tiled "
          + "pyramid of 8-bit RGB"
      ),
      (
        .unknown, "not a slide in any format that OpenSlide reads; export it as SVS, NDPI, MRXS or tiled TIFF"
      ),
    ] as [(UnrecognisedKind, String)])
  func kinds(kind: UnrecognisedKind, words: String) {
    #expect(SlideOpenFailure.notRecognised(path: "a", kind: kind).words == CommandFailure(.badData, "a: \(words)"))
  }

  @Test(
    "say which pixels are not read",
    arguments: [
      (
        .compression(.zstd),
        "its tiles are compressed with zstd, for which the installed libraries (LIBRARY) have no decoder; export "
          + "the slide again with JPEG"
      ),
      (
        .bits(1), "its samples have 1 bit, and a slide has 8 or 16; this is a drawing or a mask, name the scan itself"
      ),
      (.bits(12), "its samples have 12 bits, and a slide has 8 or 16; export it again as 8-bit RGB"),
      (
        .floatingPoint(bits: 32),
        "its samples are floating-point numbers of 32 bits, which OpenSlide does not read; export it again as 8-bit RGB"
      ),
      (
        .signed(bits: 16),
        "its samples are signed numbers of 16 bits, which OpenSlide does not read; export it again as 8-bit RGB"
      ),
    ] as [(UnsupportedPixels, String)])
  func pixels(pixels: UnsupportedPixels, words: String) {
    let sentence = "a: \(words.replacing("LIBRARY", with: Self.library))"
    #expect(SlideOpenFailure.unsupportedPixels(path: "a", pixels).words == CommandFailure(.badData, sentence))
  }

  @Test(
    "say which library is missing, and how to name one",
    arguments: [
      (
        .notInstalled(names: ["x.so.1", "x.so.0"], passedOver: []),
        "no OpenSlide was found (x.so.1; x.so.0); install Debian's libopenslide0, or name the library file in "
          + "COVERSLIP_OPENSLIDE"
      ),
      (
        .notInstalled(names: ["x.so.1"], passedOver: ["x.so.1: no libtiff"]),
        "no OpenSlide was found (x.so.1: no libtiff); install Debian's libopenslide0, or name the library file in "
          + "COVERSLIP_OPENSLIDE"
      ),
      (
        .cannotLoad(name: "x", reason: "no file"),
        "COVERSLIP_OPENSLIDE names \"x\", which cannot be loaded (no file); name a libopenslide.so.1 or "
          + "libopenslide.so.0, or unset it"
      ),
      (
        .notOpenSlide(name: "x", missing: "openslide_open"),
        "COVERSLIP_OPENSLIDE names \"x\", which is not OpenSlide 3.4 or newer (it lacks openslide_open); name a "
          + "libopenslide.so.1 or libopenslide.so.0, or unset it"
      ),
    ] as [(SlideLibraryFailure, String)])
  func libraries(failure: SlideLibraryFailure, sentence: String) {
    #expect(SlideOpenFailure.noLibrary(failure).words == CommandFailure(.unavailable, sentence))
  }

  @Test(
    "say what could not be read of an open slide",
    arguments: [
      (.noSuchImage("label"), .badData, "a: there is no image \"label\" in it"),
      (
        .tooLarge(pixels: 9, limit: 5), .badData, "a: 9 pixels asked for at once, 5 can be read; ask for less"
      ),
      (
        .bufferTooSmall(bytes: 4, needed: 8), .ourFault, "a: 4 bytes of memory were given for pixels of 8"
      ),
      (
        .damaged(.image("label"), detail: "tile 3"), .badData,
        "a: the slide is damaged (tile 3); copy it again from the scanner"
      ),
      (
        .timedOut(.image("label")), .tryAgain,
        "a: the slide could not be read in time; try again when the disk or the share is less busy"
      ),
      (
        .decoderDied(.image("label")), .badData,
        "a: what decodes the slide broke down over it; copy the slide again from the scanner, and see coverslip doctor "
          + "for the library that reads it"
      ),
    ] as [(SlideReadFailure, Exit, String)])
  func reading(failure: SlideReadFailure, exit: Exit, sentence: String) {
    #expect(PictureFailure.pixels(path: "a", failure).words == CommandFailure(exit, sentence))
  }

  @Test("say why the size of a slide's pixels is not believed")
  func scales() throws {
    let mpp = try #require(MicronsPerPixel(x: 0.25, y: 0.5))
    #expect(
      SlideFailure.notSquare(path: "a", mpp).words
        == CommandFailure(
          .badData,
          "a: the slide says that its pixels are 0.25 um wide and 0.5 um high; scanners have square ones, so one of "
            + "the two is wrong; give the right size with --mpp, or in the manifest's column mpp"))
    #expect(
      SlideFailure.impossibleScale(99).words
        == CommandFailure(
          .usage,
          "--mpp 99.0 is no pixel size of a slide; it lies between \(MicronsPerPixel.plausible.lowerBound) and "
            + "\(MicronsPerPixel.plausible.upperBound) micrometres per pixel"))
  }

  @Test("a picture that fails is told by what failed")
  func pictures() {
    #expect(
      PictureFailure.slide(.empty(path: "a")).words
        == CommandFailure(.badData, "a: the file is empty; copy the slide again from the scanner"))
    #expect(
      PictureFailure.tiles(SlideOpenFailure.empty(path: "a")).words
        == CommandFailure(.badData, "a: the file is empty; copy the slide again from the scanner"))
    struct Odd: Error, CustomStringConvertible { let description = "odd" }
    #expect(PictureFailure.tiles(Odd()).words == CommandFailure(.ourFault, "odd"))
    let told = PictureDesk.Answer.noTiles(caseID: "A", .tiles(Odd())).action
    let problem = Problem(title: "The tiles cannot be read", detail: "odd", remedy: "Score the case again.")
    #expect(told == .failed(problem))
    #expect(PictureDesk.Answer.tiles(caseID: "A", []).action == .tilesLoaded(caseID: "A", []))
  }

  @Test("the decoders are listed by what they do")
  func decoders() {
    let report = DecoderReport(
      right: ["JPEG", "LZW"], wrong: ["JPEG 2000"], refused: ["zstd"], wrongWhereTilesOverhang: ["deflate"])
    #expect(
      report.sentence == "right: JPEG, LZW; WRONG: JPEG 2000; no decoder: zstd; wrong where a level is smaller than "
        + "its tiles, which is then left out: deflate")
    let fine = DecoderReport(right: ["JPEG"], wrong: [], refused: [], wrongWhereTilesOverhang: [])
    #expect(fine.sentence == "right: JPEG")
  }
}
