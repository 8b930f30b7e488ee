import Microscopy
import Testing
import UseCases

@testable import Sentences

@Suite("Sentences about slides and feature files")
struct SlideSentenceTests {
  @Test(
    "say what failed, on which file, why, and what to do",
    arguments: [
      (
        SlideFailure.unreadable(path: "a.svs"), Exit.noInput,
        "a.svs: cannot be read; check that the file is there and that it may be read"
      ),
      (
        .notAFile(path: "a.svs"), .badData,
        "a.svs: this is not a file but a folder, a pipe or a device; put the slide's file in its place"
      ),
      (
        .noScale(path: "a.svs"), .badData,
        "a.svs: the slide does not say how large its pixels are; give it with --mpp, in micrometres per pixel (0.25 "
          + "for a usual 40x scan, 0.5 for 20x), or in the manifest's column mpp"
      ),
      (
        .changedMeanwhile(path: "a.svs"), .badData,
        "a.svs: the file was changed while it was read; score the case again when it is at rest"
      ),
      (
        .changedSinceScored(path: "a.svs", caseID: "S-1"), .badData,
        "a.svs: the file changed since it was scored; put that file back, or score the case again (coverslip score "
          + "S-1); to defer it or to reject the slide stays possible"
      ),
      (
        .goneSinceScored(path: "a.svs"), .noInput,
        "a.svs: the file that was scored is not there, and no call is signed without it; put it back, or mount the "
          + "share that it is on; to defer the case or to reject the slide stays possible"
      ),
      (
        .pixels(path: "a.svs", .noSuchLevel(3)), .ourFault, "a.svs: there is no level 3"
      ),
    ] as [(SlideFailure, Exit, String)])
  func slides(failure: SlideFailure, exit: Exit, sentence: String) {
    #expect(words(for: failure) == CommandFailure(exit, sentence))
  }

  @Test(
    "name both sides of a disagreement",
    arguments: [
      (
        FeatureFailure.misfit(
          path: "f.h5", .width(found: 512, expected: 1024, encoder: "conch", meanings: [512, 768])),
        "f.h5: 512 features a tile (\"conch\" has 512 or 768, by the tool), the bundle wants 1024; encode the slide "
          + "with the bundle's encoder"
      ),
      (
        .misfit(path: "f.h5", .side(found: 224.25, expected: 112)),
        "f.h5: a tile of 224.2 um, the bundle wants 112.0 um; encode the slide with the bundle's encoder"
      ),
      (
        .otherSlide(path: "f.h5", .size(found: [10, 20], expected: [30, 40])),
        "f.h5: is of a slide of 10 x 20 px, this one has 30 x 40 px; name the file of this slide"
      ),
      (
        .otherName(path: "f.h5", .encoder, found: "uni", expected: "conch"),
        "f.h5: names the encoder \"uni\", wanted is \"conch\"; name the right file, or give --trust-names where the "
          + "same encoder has two names"
      ),
      (
        .toolsWidth(path: "f.h5", encoder: "uni", published: [1024], found: 512),
        "f.h5: names the encoder \"uni\", whose features are 1024 wide, and has 512; name the file of that encoder, or "
          + "extract the features again"
      ),
    ] as [(FeatureFailure, String)])
  func features(failure: FeatureFailure, sentence: String) {
    #expect(words(for: failure) == CommandFailure(.badData, sentence))
  }

  @Test("an error that nobody worded is told as the language tells it, without control characters")
  func unknown() {
    struct Odd: Error, CustomStringConvertible { let description = "odd\u{1B}[31m" }
    #expect(words(for: Odd()) == nil)
    #expect(sentence(of: Odd()) == "odd[31m")
  }
}
