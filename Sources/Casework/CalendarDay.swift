/// A day of the Gregorian calendar.
package struct CalendarDay: Hashable, Sendable {
  /// Days since 1970-01-01.
  package let sinceEpoch: Int

  /// The day of an ISO 8601 date `YYYY-MM-DD`, whatever follows it; `nil` where there is none.
  package init?(iso text: String) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year)
    else { return nil }
    // Years that start in March put the leap day at their end: 153 days in five months from March on.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    sinceEpoch = shifted * 365 + leapDays + dayOfYear - 719_468
  }
}

extension CaseFile {
  /// Days since the case was received; `nil` where it is not known, or lies ahead, and of a case that waits no more.
  ///
  /// - Parameter now: seconds since the epoch; 0 where the time is not known.
  package func daysWaiting(at now: Int) -> Int? {
    guard !status.isClosed, now > 0, let day = record.received.flatMap(CalendarDay.init(iso:)) else { return nil }
    let days = now / 86_400 - day.sinceEpoch
    return days >= 0 ? days : nil
  }
}
