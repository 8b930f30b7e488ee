import Basics
import Casework
import Microscopy
import Testing

@testable import Sentences
@testable import UseCases

@Suite("A second opinion, in words")
struct OpinionSentenceTests {
  private static func file(answer: String? = "Apoptosis.") throws -> CaseFile {
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let slide = CaseSlide(
      path: "/slides/A.svs", size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: false, objective: 20,
      vendor: "aperio")
    var file = CaseFile(record: Case(id: "S26-1", slides: [slide]), status: .scored)
    let place = try #require(SlidePlace(parsing: "S26-1@120,80,20x"))
    var opinion = SecondOpinion(
      OpinionRequest(
        number: 1, place: place, question: "Mitosis?", asker: "Ann Rey", colleague: nil,
        askedAt: "2026-11-02T10:00:00Z", entryDigest: "ab12"))
    opinion.answer = answer.map {
      OpinionAnswer(
        number: 1, text: $0, call: .low, isBlinded: true, reviewer: "Bo", answeredAt: "2026-11-02T11:00:00Z",
        to: "ab12", entryDigest: "cd34")
    }
    file.opinions = [opinion]
    return file
  }

  @Test("is told by show: place, question, answer, both signatures")
  func show() throws {
    let text = CaseText(try Self.file()).text
    #expect(
      text.contains(
        """
          question 1: Mitosis?
          place    S26-1@120,80,20x
          by       Ann Rey, 2026-11-02T10:00:00Z, of anybody
          meaning  I ask for a second opinion on this place. Nothing is decided by that.
          entry    ab12
          so far   answered
          answer   Apoptosis.
          call     low, the colleague's own
          by       Bo, 2026-11-02T11:00:00Z
          meaning  This is my opinion on what I was asked. It signs no case and changes no call. The model's call \
        was withheld from me.
          entry    cd34
        """))
    #expect(CaseText(try Self.file(answer: nil)).text.contains("so far   waits for an answer\n"))
    var blinded = try Self.file()
    blinded.ownProtocol = .blindedFirst
    #expect(!CaseText(blinded.disclosed(to: .anybody)).text.contains("Apoptosis"))
  }

  @Test("says what is wrong with a place, and what to do")
  func places() {
    let found: [(PlaceFailure, Exit, String)] = [
      (
        .store(.noSuchCase(id: "S26-9", nearest: ["S26-1"])), .noInput,
        "there is no case \"S26-9\"; did you mean S26-1?"
      ),
      (
        .notThere("S@1,2,20x", .noSlideNamed(count: 3)), .noInput,
        "S@1,2,20x: the case has 3 slides; name one of them from 1 to 3 before the place, as in CASE@1:12000,8000,20x"
      ),
      (
        .notThere("S@2:1,2,20x", .noSuchSlide(2, count: 1)), .noInput,
        "S@2:1,2,20x: there is no slide 2; the case has one slide"
      ),
      (
        .notThere("S@9,9,20x", .besideSlide(width: 5, height: 6)), .noInput,
        "S@9,9,20x: the place lies beside the slide, which has 5 x 6 px at level 0"
      ),
      (
        .malformed("S@1,2", caseID: "S"), .usage,
        "\"S@1,2\" is not a place of the case \"S\"; write one as S@12000,8000,20x: its middle in px of level 0 from "
          + "the upper left corner, and the power (S@2:12000,8000,2.5x: on the second slide)"
      ),
    ]
    for (failure, exit, sentence) in found {
      #expect(failure.words.exit.rawValue == exit.rawValue && failure.words.sentence == sentence)
    }
  }

  @Test("says why it was not asked or given")
  func problems() {
    let found: [(OpinionProblem, String)] = [
      (.askedOf(colleague: "Bo"), "Bo was asked, and answers"),
      (.answered(by: "Bo"), "the question was answered by Bo already"),
      (.withdrawn, "the question was taken back"),
      (.textTooLong(length: 2001, limit: 2000), "the text has 2001 characters, 2000 fit; shorten it"),
      (.place(.otherCase("S")), "this is a place of the case \"S\""),
    ]
    for (problem, sentence) in found {
      #expect(CaseStoreFailure.opinion(problem).words.sentence == sentence)
      #expect(TransitionProblem.opinion(problem).sentence == sentence)
    }
  }
}
