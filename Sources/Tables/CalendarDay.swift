/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable {
  /// From 1.
  public let year: Int
  /// Days since 1970-01-01.
  public let sinceEpoch: Int

  /// Years of which a record of today can be.
  public static let years = 1900..<2200

  /// The day that an ISO 8601 date `YYYY-MM-DD` names; `nil` where it is written otherwise, or no calendar has it.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0, (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    // Years that start in March put the leap day at their end: 153 days in five months from March on.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    self.year = year
    sinceEpoch = shifted * 365 + leapDays + dayOfYear - 719_468
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
