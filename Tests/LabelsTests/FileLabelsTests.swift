import Casework
import Labels
import Microscopy
import Testing

@Suite("What is said of the files of slides")
struct FileLabelsTests {
  @Test(
    "while they are read, in one line",
    arguments: [
      (SlideFileState(.whole), "unchanged (whole file)"),
      (.init(.quick, percent: 43), "size and quick digest unchanged; whole file 43 %"),
      (.init(.quick), "size and quick digest unchanged"),
      (
        .init(.quick, percent: 0, isWritten: true),
        "size and quick digest unchanged, but written since it was scored; whole file 0 %"
      ),
      (.init(.whole, isWritten: true), "unchanged (whole file)"), (.init(.changed), "changed since it was scored"),
      (.gone, "gone: there is no file any more"),
      (.init(.notChecked), "not checked"), (.init(.notChecked, percent: 7), "not checked; whole file 7 %"),
    ])
  func states(state: SlideFileState, phrase: String) {
    #expect(state.phrase == phrase)
  }

  @Test("with a signature: of one slide alone, of several by their names, of a signature of before nothing")
  func signed() throws {
    var signOff = SignOff(
      decision: .confirm, finalCall: .high, reason: nil, comment: "", reviewer: "Ann Rey",
      signedAt: "2026-11-02T11:00:00Z", meaning: .resultConfirmed, findingID: "f")
    let slides = try ["A.svs", "B.svs"].map { try Self.slide($0) }
    #expect(signOff.filesPhrase(slides) == nil)
    signOff.files = [SlideFileCheck(.quick)]
    #expect(signOff.filesPhrase(slides) == "size and quick digest unchanged")
    signOff.files = [SlideFileCheck(.whole), SlideFileCheck(.notChecked), SlideFileCheck(.changed)]
    #expect(
      signOff.filesPhrase(slides)
        == "A.svs unchanged (whole file), B.svs not checked, slide 3 changed since it was scored")
  }

  private static func slide(_ name: String) throws -> CaseSlide {
    CaseSlide(
      path: "/slides/\(name)", size: .init(width: 1, height: 1),
      mpp: try #require(MicronsPerPixel(x: 0.25, y: 0.25)), mppGiven: false, objective: nil, vendor: "aperio")
  }
}
