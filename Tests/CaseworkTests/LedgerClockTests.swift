import Casework
import Testing

@Suite("The times of the ledger")
struct LedgerClockTests {
  private func remarks(_ times: [String], now: String = "2026-11-03T00:00:00Z") -> [ClockRemark] {
    var clock = LedgerClock()
    for (index, time) in times.enumerated() {
      clock.follow(
        LedgerEntry(
          sequence: index + 1, time: time, actor: "", kind: "", caseID: "", payload: [], previous: "", digest: ""))
    }
    return clock.remarks(now: now)
  }

  @Test("that go forward, or stand, are not remarked")
  func forward() {
    #expect(remarks(["2025-11-02T10:00:00Z", "2025-11-02T10:00:00Z", "2026-11-02T10:00:00Z"]) == [])
  }

  @Test("that go back are remarked at the entry, by how much")
  func back() {
    #expect(
      remarks(["2026-11-02T10:00:00Z", "2026-11-02T09:58:30Z", "2026-11-02T10:00:00Z", "2026-11-02T09:59:59Z"])
        == [.wentBack(sequence: 2, seconds: 90), .wentBack(sequence: 4, seconds: 1)])
  }

  @Test("that jump ahead are remarked at the jump and at the return")
  func jump() {
    #expect(
      remarks(["2026-11-02T10:00:00Z", "2030-11-02T10:00:00Z", "2026-11-02T10:01:00Z"])
        == [
          .jumpedAhead(sequence: 2, seconds: 1461 * 86_400), .wentBack(sequence: 3, seconds: 1461 * 86_400 - 60),
          .inFuture(sequence: 2, seconds: 1461 * 86_400 - 50_400),
        ])
  }

  @Test("that lie after the verifier's now are remarked")
  func future() {
    #expect(remarks(["2026-11-03T00:00:05Z"]) == [.inFuture(sequence: 1, seconds: 5)])
    #expect(remarks(["2026-11-03T00:00:05Z"], now: "?") == [])
  }

  @Test("that are none are remarked")
  func unreadable() {
    #expect(remarks(["yesterday"]) == [.unreadable(sequence: 1)])
  }

  @Test("are read as days of the calendar: leap years, centuries, the epoch")
  func calendar() {
    #expect(Timestamp("1970-01-01T00:00:00Z")?.seconds == 0)
    #expect(Timestamp("2000-03-01T00:00:00Z")?.seconds == 951_868_800)
    #expect(Timestamp("2026-11-02T11:00:00Z")?.seconds == 1_793_617_200)
    #expect(Timestamp("1969-12-31T23:59:59Z")?.seconds == -1)
    for text in ["0000-03-01T00:00:00Z", "1969-12-31T23:59:59Z", "2000-02-29T07:08:09Z", "9999-12-31T23:59:59Z"] {
      #expect(Timestamp(text)?.text == text)
    }
    for text in [
      "", "2026-13-01T00:00:00Z", "2026-11-02 11:00:00Z", "2026-11-02T11:00:00+01:00", "2026-1a-02T11:00:00Z",
    ] { #expect(Timestamp(text) == nil) }
  }

  @Test("are followed while the chain is checked, which holds all the same")
  func checked() throws {
    var checker = LedgerChecker(digest: toyDigest)
    for entry in try ToyLedger.signed().entries { try checker.check(entry) }
    #expect(checker.clock.remarks(now: "2026-11-02T09:00:00Z") == [.inFuture(sequence: 1, seconds: 3600)])
  }
}
