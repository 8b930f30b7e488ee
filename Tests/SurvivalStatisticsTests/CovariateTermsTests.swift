import Basics
import Foundation
import SurvivalStatistics
import Testing

@Suite("covariate terms")
struct CovariateTermsTests {
  static let table: [String: CovariateColumn] = [
    "age": .numbers([50, 60, .nan]), "x": .numbers([2, 4, 25]), "nodes": .numbers([0, 3, 10]),
    "grade": .words(["III", "I", ""]), "Ki-67 %": .numbers([10, 20, 30]), "er.score": .numbers([0, -1, 1]),
  ]

  private static func values(_ text: String) throws -> [[Double]] {
    try CovariateTerms(text).columns(of: table, rows: 3).map(\.values)
  }

  @Test("every kind of term has the value that it says")
  func arithmetic() throws {
    let expected: [(String, [Double])] = [
      ("x", [2, 4, 25]), ("x/10", [0.2, 0.4, 2.5]), ("log(x)", [log(2), log(4), log(25)]),
      ("exp(-0.12*nodes)", [1, exp(-0.36), exp(-1.2)]), ("x==2", [1, 0, 0]), ("x != 2", [0, 1, 1]),
      ("pmin(x,19)", [2, 4, 19]), ("pmax(x, nodes, 5)", [5, 5, 25]), ("2 + 3 * x ^ 2", [14, 50, 1877]),
      ("(2+3)*x", [10, 20, 125]), ("-x^2", [-4, -16, -625]), ("2^-1 * x", [1, 2, 12.5]),
      ("2^3^2 + 0*x", [512, 512, 512]),
      ("x - 1 - 1", [0, 2, 23]), ("x/2/2", [0.5, 1, 6.25]), ("sqrt(abs(-x))", [2, 4, 25].map { $0.squareRoot() }),
      ("log2(x)", [1, 2, log2(25)]), ("log1p(nodes)", [0, log1p(3), log1p(10)]), ("x > 3", [0, 1, 1]),
      ("x <= 4", [1, 1, 0]), ("`Ki-67 %` / 1e1", [1, 2, 3]), ("er.score*1.5e-1", [0, -0.15, 0.15]), ("+x", [2, 4, 25]),
    ]
    for (text, values) in expected { #expect(try Self.values(text) == [values], "\(text)") }
  }

  @Test("terms are named as they are written, without spaces; a spline has a prime more for each column")
  func names() throws {
    let terms = try CovariateTerms(" age / 10 , rcs(x, 0, 1, 9, 20), grade == 'III', `Ki-67 %`")
    #expect(
      terms.terms.flatMap(\.columnNames) == [
        "age/10", "rcs(x,0,1,9,20)", "rcs(x,0,1,9,20)'", "rcs(x,0,1,9,20)''", "grade=='III'", "`Ki-67 %`",
      ])
    #expect(terms.ranges == [0..<1, 1..<4, 4..<5, 5..<6])
    #expect(terms.columnsRead == ["age", "x", "grade", "Ki-67 %"])
    #expect(try terms.columns(of: Self.table, rows: 3).map(\.name) == terms.terms.flatMap(\.columnNames))
  }

  @Test("a spline's columns are the restricted cubic basis, of an expression too")
  func spline() throws {
    let basis = try RestrictedCubicSpline(knots: [-1, 1, 9])
    let columns = try Self.values("rcs(x/2, -1, 1, 9)")
    for (row, x) in [1, 2, 12.5].enumerated() { #expect(columns.map { $0[row] } == basis.basis(x)) }
  }

  @Test("a value that is missing stays missing, in comparisons and powers too")
  func missing() throws {
    for text in ["age/10", "age==50", "age^0", "pmin(age,1)", "rcs(age,1,2,3)", "grade=='III'"] {
      for column in try Self.values(text) {
        #expect(!column[0].isNaN && !column[1].isNaN && column[2].isNaN, "\(text)")
      }
    }
    #expect(try Self.values("grade=='III'")[0].prefix(2) == [1, 0])
    #expect(try Self.values("grade!=\"III\"")[0].prefix(2) == [0, 1])
  }

  private static func fault(_ text: String) -> TermFailure? {
    do throws(TermFailure) {
      _ = try CovariateTerms(text).columns(of: table, rows: 3)
      return nil
    } catch { return error }
  }

  @Test("a fault is named with its term, its position and the nearest name")
  func faults() {
    let faults: [(String, TermFailure)] = [
      ("", .empty(position: 1)), ("age,,x", .empty(position: 5)), ("age,", .empty(position: 5)),
      ("age, nodse/2", .unknownColumn(term: "nodse/2", position: 6, name: "nodse", nearest: "nodes")),
      ("tumour", .unknownColumn(term: "tumour", position: 1, name: "tumour", nearest: nil)),
      ("x, lgo(x)", .unknownFunction(term: "lgo(x)", position: 4, name: "lgo", nearest: "log")),
      ("age +", .unexpected(term: "age +", position: 6, found: nil, expected: .value)),
      ("age 10", .unexpected(term: "age 10", position: 5, found: "10", expected: .operation)),
      ("log(x", .unexpected(term: "log(x", position: 6, found: nil, expected: .closing)),
      ("x)", .unexpected(term: "x)", position: 2, found: ")", expected: .operation)),
      ("x & 2", .unexpected(term: "&", position: 3, found: "&", expected: .value)),
      ("grade=='III", .unexpected(term: "'III", position: 12, found: nil, expected: .quotation)),
      ("log(x, 2)", .argumentCount(term: "log(x, 2)", position: 1, function: "log", expected: 1...1, found: 2)),
      ("pmin(x)", .argumentCount(term: "pmin(x)", position: 1, function: "pmin", expected: 2...9, found: 1)),
      ("exp()", .argumentCount(term: "exp()", position: 1, function: "exp", expected: 1...1, found: 0)),
      ("rcs(x,0,1)", .knots(term: "rcs(x,0,1)", position: 6)),
      ("rcs(x,0,3,1)", .knots(term: "rcs(x,0,3,1)", position: 6)),
      ("rcs(x,0,age,1)", .knots(term: "rcs(x,0,age,1)", position: 9)),
      ("2*rcs(x,0,1,9)", .splineInside(term: "2*rcs(x,0,1,9)", position: 3)),
      ("grade/2", .notNumbers(term: "grade/2", position: 1, column: "grade")),
      ("x=='2'", .notWords(term: "x=='2'", position: 1, column: "x")),
      ("x, log(nodes)", .notFinite(term: "log(nodes)", row: 0)), ("x/nodes", .notFinite(term: "x/nodes", row: 0)),
      ("x, x", .duplicate(name: "x")), ("x/2, x / 2", .duplicate(name: "x/2")),
    ]
    for (text, expected) in faults { #expect(Self.fault(text) == expected, "\(text)") }
  }

  @Test("a thousand parentheses, minus signs or powers are refused, not followed", arguments: ["(", "-", "2^"])
  func deep(part: String) {
    let found = Self.fault(String(repeating: part, count: 1000) + "x")
    guard case .tooDeep(_, limit: 100) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }

  @Test("noise never crashes the parser", arguments: 0..<40 as Range<UInt64>)
  func noise(seed: UInt64) {
    var random = SeededDraws(seed: seed)
    let parts = [
      "x", "age", "(", ")", ",", "+", "-", "*", "/", "^", "==", "<", "1.5", ".", "1e", "rcs(", "log(", "'", "`", "é",
      "!", " ",
    ]
    for _ in 0..<50 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        parts[Int.random(in: 0..<parts.count, using: &random)]
      }
      _ = Self.fault(text.joined())
    }
  }

  @Test(
    "the text of the reference's model gives R's coefficients on Rotterdam",
    .enabled(if: Reference.isPresent, "\(Reference.why)"))
  func rotterdam() throws {
    let raw = try Reference.table("cohorts/rotterdam.csv")
    let table = raw.mapValues { CovariateColumn.numbers($0.map { Double($0) ?? .nan }) }
    let terms = try CovariateTerms("age/10, size_class==2, size_class==3, grade3, exp(-0.12*nodes), hormone")
    let cohort = try BreastCohort("cohorts/rotterdam.csv")
    let columns = try terms.columns(of: table, rows: cohort.times.count)
    let found = try CoxRegression.fit(columns, times: cohort.times)
    let expected = try CoxRegression.fit(cohort.covariates, times: cohort.times)
    #expect(found.coefficients == expected.coefficients)
  }
}
