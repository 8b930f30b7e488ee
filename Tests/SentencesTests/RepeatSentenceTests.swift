import Casework
import Testing

@testable import Sentences

@Suite("Why a case is not read again, in words")
struct RepeatSentenceTests {
  @Test("is one sentence that says what to do, or from when on, with an exit code; no call is told")
  func sentences() {
    let all: [(RepeatProblem, words: String, exit: Exit)] = [
      (.notClosed, "it is read first, and again afterwards", .badData),
      (.nothingToRepeat, "no call of this reader on it", .badData),
      (.tooEarly(notBefore: "2026-11-16T11:00:00Z"), "from 2026-11-16T11:00:00Z on", .tryAgain),
      (.repeatedAlready(at: "2026-12-01T11:00:00Z"), "each case is repeated once", .badData),
      (.callsAlone, "only calls are kept", .notPermitted),
    ]
    for (problem, words, exit) in all {
      let failure = CaseStoreFailure.repetition(problem).words
      #expect(failure.sentence.contains(words) && failure.exit == exit, "\(failure.sentence)")
      #expect(failure.sentence == TransitionProblem.repetition(problem).sentence)
    }
  }
}
