import Basics
import Tables
import Testing

@Suite("The unit of a follow-up")
struct FollowUpUnitTests {
  @Test(
    "is the one that the column's name states",
    arguments: [
      ("survival_months", TimeUnit.months), ("days_to_death", .days), ("FollowUpMonths", .months), ("os_wks", .weeks),
      ("time (yrs)", .years), ("osdays", .days),
    ])
  func named(column: String, unit: TimeUnit) throws {
    let found = try FollowUpUnit(told: nil, column: column)
    #expect(found.unit == unit && found.isStated)
  }

  @Test(
    "is assumed to be years where nothing says it, and is not said then", arguments: ["time", "os", "days_or_months"])
  func assumed(column: String) throws {
    let found = try FollowUpUnit(told: nil, column: column)
    #expect(found.unit == .years && !found.isStated)
    #expect(try FollowUpUnit(told: .weeks, column: column).unit == .weeks)
  }

  @Test("is refused where it is told otherwise than the column's name says")
  func contradiction() {
    #expect(throws: TableFailure.unitContradicted(told: .years, named: .months, column: "os_months")) {
      try FollowUpUnit(told: .years, column: "os_months")
    }
  }

  @Test("cannot be years where a patient is followed for half a century, or beyond the age of 110")
  func hardlyYears() throws {
    let unit = try FollowUpUnit(told: nil, column: "time")
    try unit.check([1, 5, 24.9], ages: [60, 50, 40])
    #expect(throws: TableFailure.hardlyYears(column: "time", longest: 60)) { try unit.check([1, 60, 3], ages: []) }
    #expect(throws: TableFailure.hardlyYears(column: "time", longest: 30)) { try unit.check([21, 22, 30], ages: []) }
    #expect(throws: TableFailure.hardlyYears(column: "time", longest: 39)) {
      try unit.check([1, 2, 39], ages: [1, 2, 80])
    }
    let told = try FollowUpUnit(told: .years, column: "time")
    try told.check([1, 60, 3], ages: [])
    #expect(throws: TableFailure.longerThanLife(column: "time", longest: 144, unit: .years)) {
      try told.check([144], ages: [nil])
    }
  }
}
