import Tables

extension Case {
  /// The day on which the case was received, in days since 1970-01-01; `nil` where it is not known.
  package var receivedDay: Int? { received.flatMap { CalendarDay($0.prefix(10)) }?.sinceEpoch }
}

extension CaseFile {
  /// Days since the case was received; `nil` where it is not known, or lies ahead, and of a case that waits no more.
  ///
  /// - Parameter now: seconds since the epoch; 0 where the time is not known.
  package func daysWaiting(at now: Int) -> Int? {
    guard !status.isClosed, now > 0, let day = record.receivedDay else { return nil }
    let days = now / 86_400 - day
    return days >= 0 ? days : nil
  }
}
