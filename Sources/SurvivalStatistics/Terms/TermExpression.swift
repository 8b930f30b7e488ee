import Foundation

/// A term as it was parsed. Positions are 1-based characters of the whole text.
indirect enum TermExpression: Sendable, Hashable {
  case number(Double)
  case column(String, position: Int)
  case negated(TermExpression)
  case operation(TermOperator, TermExpression, TermExpression)
  case call(TermFunction, [TermExpression])
  /// 1 where the column holds the word, else 0; turned round for `!=`.
  case isWord(column: String, word: String, equal: Bool, position: Int)

  /// Columns that it reads, with where.
  var columns: [(name: String, position: Int)] {
    switch self {
    case .number: []
    case .column(let name, let position), .isWord(let name, _, _, let position): [(name, position)]
    case .negated(let inner): inner.columns
    case .operation(_, let left, let right): left.columns + right.columns
    case .call(_, let arguments): arguments.flatMap(\.columns)
    }
  }
}

extension TermExpression {
  /// Words that it looks for, with their columns.
  var words: [(column: String, word: String)] {
    switch self {
    case .number, .column: []
    case .isWord(let column, let word, _, _): [(column, word)]
    case .negated(let inner): inner.words
    case .operation(_, let left, let right): left.words + right.words
    case .call(_, let arguments): arguments.flatMap(\.words)
    }
  }
}

/// Operators, loosest last in each line: ^, then * /, then + -, then comparisons, which give 1 or 0.
enum TermOperator: String, Sendable, Hashable, CaseIterable {
  case power = "^"
  case times = "*"
  case divided = "/"
  case plus = "+"
  case minus = "-"
  case equal = "=="
  case notEqual = "!="
  case atMost = "<="
  case atLeast = ">="
  case less = "<"
  case greater = ">"

  static let comparisons: [TermOperator] = [.equal, .notEqual, .atMost, .atLeast, .less, .greater]

  func callAsFunction(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .power: pow(a, b)
    case .times: a * b
    case .divided: a / b
    case .plus: a + b
    case .minus: a - b
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .atMost: a <= b ? 1 : 0
    case .atLeast: a >= b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .greater: a > b ? 1 : 0
    }
  }
}

/// Functions, named as in R; `rcs` is a term of its own.
enum TermFunction: String, Sendable, Hashable, CaseIterable {
  case log, log2, log10, log1p, exp, sqrt, abs, pmin, pmax

  /// How many arguments it takes.
  var arity: ClosedRange<Int> { self == .pmin || self == .pmax ? 2...9 : 1...1 }

  func callAsFunction(_ values: [Double]) -> Double {
    let x = values[0]
    return switch self {
    case .log: Foundation.log(x)
    case .log2: Foundation.log2(x)
    case .log10: Foundation.log10(x)
    case .log1p: Foundation.log1p(x)
    case .exp: Foundation.exp(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .pmin: values.min() ?? x
    case .pmax: values.max() ?? x
    }
  }
}
