/// A time as it stands in the ledger, `2026-11-02T11:00:00Z`.
public struct Timestamp: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let seconds: Int

  /// `nil` where `text` is not ISO 8601 with whole seconds in UTC, or not a day of the calendar.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let marks = [4: "-", 7: "-", 10: "T", 13: ":", 16: ":", 19: "Z"]
    guard bytes.count == 20, marks.allSatisfy({ bytes[$0] == $1.utf8.first }) else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard bytes[range].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
      return Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61 else { return nil }
    seconds = Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// The time `seconds` after 1970-01-01T00:00:00Z.
  public init(seconds: Int) { self.seconds = seconds }

  /// As it stands in the ledger; of the years 0 to 9999.
  public var text: String {
    let days = (Double(seconds) / 86_400).rounded(.down)
    let rest = seconds - Int(days) * 86_400
    let (year, month, day) = Self.date(Int(days))
    func padded(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    return "\(date)T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }

  /// The day of the Gregorian calendar that many days after 1970-01-01: Howard Hinnant, as below, `civil_from_days`.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days since 1970-01-01 of a day of the Gregorian calendar: Howard Hinnant, *chrono-Compatible Low-Level Date
  /// Algorithms*, `days_from_civil`. The year is taken to begin in March, so that the leap day is its last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
