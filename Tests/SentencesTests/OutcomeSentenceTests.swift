import Casework
import Labels
import Sentences
import Testing

@Suite("What is said of outcomes")
struct OutcomeSentenceTests {
  @Test(
    "what keeps one from being recorded says what to do",
    arguments: [
      (
        OutcomeProblem.notClosed,
        "the case is not closed: what became of the patient is recorded once it is signed", Exit.badData
      ),
      (.noEvent, "an outcome needs an event: metastatic-relapse, free-of-relapse, died-free-of-relapse", .usage),
      (.noDays, "an outcome needs the days of follow-up", .usage),
      (.daysOutside(0), "0 days of follow-up are not taken; 1 to 36525 are", .usage),
      (
        .longerThanLife(days: 36_525, most: 21_000),
        "36525 days of follow-up are more than the patient has lived by the age at receipt: 21000 at the most", .usage
      ),
      (
        .unexplained(standing: Self.died),
        "outcome 1 says died free of relapse after 1 day (patient record), which this one does not go on from; say "
          + "with --comment why it takes its place", .usage
      ),
      (
        .noSource, "an outcome needs a source: follow-up-visit, patient-record, cancer-registry, other", .usage
      ),
      (.commentMissing, "that source needs a comment", .usage),
      (.commentTooLong(length: 2001, limit: 2000), "the comment has 2001 characters, 2000 fit; shorten it", .badData),
      (.noSuchDay("soon"), "\"soon\" is not a day; write it as 2026-11-02", .usage),
      (.dayAhead("2999-01-01"), "\"2999-01-01\" lies ahead: follow-up ends on a day that is over", .usage),
      (
        .notReceived,
        "the case does not say when it was received, so that days cannot be counted from there; give them with --days",
        .badData
      ),
    ])
  func problems(problem: OutcomeProblem, sentence: String, exit: Exit) {
    #expect(problem.sentence == sentence)
    let words = words(for: CaseStoreFailure.outcome(problem))
    #expect(words?.sentence == sentence && words?.exit == exit)
  }

  private static let died = RecordedOutcome(
    number: 1, event: .diedFreeOfRelapse, days: 1, source: .patientRecord, comment: "", reviewer: "Quinn",
    recordedAt: "2031-01-01T00:00:00Z", entryDigest: "ab")

  @Test("several outcomes have numbers, and the last one is said to count")
  func several() {
    var file = CaseFile(record: Case(id: "S-1", received: "2030-12-31", slides: []), status: .signed)
    var free = Self.died
    (free.number, free.event, free.days) = (2, .freeOfRelapse, 3)
    file.outcomes = [Self.died]
    let answer = free.sentence(after: file)
    #expect(answer.contains("free of relapse after 3 days (patient record). "))
    #expect(answer.contains("longer than the case was here: it is taken as counted from a day before the receipt"))
    #expect(answer.hasSuffix(" Outcome 1, died free of relapse after 1 day (patient record), does not count any more."))
    file.outcomes = []
    var first = Self.died
    first.comment = "x"
    #expect(!first.sentence(after: file).contains("before the receipt"))
    #expect(!first.sentence(after: file).contains("does not count"))
    file.outcomes = [Self.died, free]
    let text = CaseText(file).text
    #expect(text.contains("outcome  1 of 2, replaced: died free of relapse after 1 day (patient record)"))
    #expect(text.contains("outcome  2 of 2, counts: free of relapse after 3 days (patient record)"))
  }

  @Test("an outcome stands below what was signed, with who recorded it")
  func text() {
    var file = CaseFile(record: Case(id: "S-1", slides: []), status: .signed)
    file.outcomes = [Self.died]
    let lines = CaseText(file).text.split(separator: "\n").map(String.init)
    let first = lines.firstIndex(of: "  outcome  died free of relapse after 1 day (patient record)")
    #expect(
      first.map { Array(lines[($0 + 1)...($0 + 3)]) } == [
        "  by       Quinn, 2031-01-01T00:00:00Z",
        "  meaning  I record what became of the patient. It changes no call.", "  entry    ab",
      ])
  }
}
