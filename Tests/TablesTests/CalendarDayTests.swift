import Tables
import Testing

@Suite("A day of the calendar") struct CalendarDayTests {
  @Test("is counted from 1970", arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016)])
  func count(text: String, days: Int) { #expect(CalendarDay(text)?.sinceEpoch == days) }

  @Test(
    "is one that the calendar has, in ISO 8601",
    arguments: [
      "2026-02-30", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-01T", "٢٠٢٦-01-01",
    ])
  func none(text: String) { #expect(CalendarDay(text) == nil) }
}
