/// Recursive descent over the tokens of all terms:
///
///     terms      = term { "," term }
///     term       = "rcs" "(" sum "," knot "," knot "," knot { "," knot } ")"  |  comparison
///     comparison = sum [ ("==" | "!=" | "<=" | ">=" | "<" | ">") sum ]
///     sum        = product { ("+" | "-") product }
///     product    = signed { ("*" | "/") signed }
///     signed     = ("-" | "+") signed  |  power
///     power      = value [ "^" signed ]                          so that -x^2 is -(x^2), as in R
///     value      = number | column | function "(" comparison { "," comparison } ")" | "(" comparison ")"
struct TermParser {
  private static let depthLimit = 100
  private let text: [Character]
  private let tokens: [TermTokens.Placed]
  private var index = 0
  private var depth = 0
  /// Index of the first token of the term being read.
  private var termStart = 0

  init(_ text: String) throws(TermFailure) {
    self.text = Array(text)
    tokens = try TermTokens(text).tokens
  }

  mutating func terms() throws(TermFailure) -> [CovariateTerm] {
    var terms = [try term()]
    while index < tokens.count {
      try take(.comma, expected: .operation)
      terms.append(try term())
    }
    return terms
  }

  private mutating func term() throws(TermFailure) -> CovariateTerm {
    termStart = index
    guard let first = current else { throw .empty(position: text.count + 1) }
    guard first.token != .comma else { throw .empty(position: first.position) }
    if first.token == .name("rcs", quoted: false), isCall { return try spline() }
    let expression = try comparison()
    return CovariateTerm(name: termText, expression: expression, knots: nil)
  }

  private mutating func spline() throws(TermFailure) -> CovariateTerm {
    index += 2
    let expression = try sum()
    let position = current?.position ?? text.count + 1
    var knots: [Double] = []
    while current?.token == .comma {
      index += 1
      knots.append(try knot())
    }
    try take(.close, expected: .closing)
    guard (try? RestrictedCubicSpline(knots: knots)) != nil else { throw .knots(term: restOfTerm, position: position) }
    return CovariateTerm(name: termText, expression: expression, knots: knots)
  }

  private mutating func knot() throws(TermFailure) -> Double {
    let position = current?.position ?? text.count + 1
    let isNegative = current?.token == .operation(.minus)
    if isNegative { index += 1 }
    guard case .number(let value)? = current?.token else { throw .knots(term: restOfTerm, position: position) }
    index += 1
    return isNegative ? -value : value
  }

  private mutating func comparison() throws(TermFailure) -> TermExpression {
    let left = try sum()
    guard case .operation(let operation)? = current?.token, TermOperator.comparisons.contains(operation) else {
      return left
    }
    index += 1
    if case .word(let word)? = current?.token { return try isWord(left, operation, word) }
    return .operation(operation, left, try sum())
  }

  /// `column == "word"`.
  private mutating func isWord(
    _ left: TermExpression, _ operation: TermOperator, _ word: String
  ) throws(TermFailure) -> TermExpression {
    guard case .column(let name, let position) = left, operation == .equal || operation == .notEqual else {
      throw unexpected(.value)
    }
    index += 1
    return .isWord(column: name, word: word, equal: operation == .equal, position: position)
  }

  private mutating func sum() throws(TermFailure) -> TermExpression {
    try chain([.plus, .minus]) { parser throws(TermFailure) in
      try parser.chain([.times, .divided]) { parser throws(TermFailure) in try parser.signed() }
    }
  }

  /// Operands of `operations`, from the left.
  private mutating func chain(
    _ operations: [TermOperator], _ operand: (inout TermParser) throws(TermFailure) -> TermExpression
  ) throws(TermFailure) -> TermExpression {
    var left = try operand(&self)
    while case .operation(let operation)? = current?.token, operations.contains(operation) {
      index += 1
      left = .operation(operation, left, try operand(&self))
    }
    return left
  }

  private mutating func signed() throws(TermFailure) -> TermExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw .tooDeep(position: current?.position ?? text.count + 1, limit: Self.depthLimit)
    }
    switch current?.token {
    case .operation(.minus)?:
      index += 1
      return .negated(try signed())
    case .operation(.plus)?:
      index += 1
      return try signed()
    default: return try power()
    }
  }

  private mutating func power() throws(TermFailure) -> TermExpression {
    let base = try value()
    guard current?.token == .operation(.power) else { return base }
    index += 1
    return .operation(.power, base, try signed())
  }

  private mutating func value() throws(TermFailure) -> TermExpression {
    guard let placed = current else { throw unexpected(.value) }
    switch placed.token {
    case .number(let number):
      index += 1
      return .number(number)
    case .name(let name, let quoted):
      if !quoted, isCall { return try call(name, placed.position) }
      index += 1
      return .column(name, position: placed.position)
    case .open:
      index += 1
      let inner = try comparison()
      try take(.close, expected: .closing)
      return inner
    case .word, .operation, .close, .comma: throw unexpected(.value)
    }
  }

  private mutating func call(_ name: String, _ position: Int) throws(TermFailure) -> TermExpression {
    guard name != "rcs" else { throw .splineInside(term: restOfTerm, position: position) }
    guard let function = TermFunction(rawValue: name) else {
      let nearest = Spelling.nearest(to: name, among: TermFunction.allCases.map(\.rawValue) + ["rcs"])
      throw .unknownFunction(term: restOfTerm, position: position, name: name, nearest: nearest)
    }
    index += 2
    var arguments = current?.token == .close ? [] : [try comparison()]
    while current?.token == .comma {
      index += 1
      arguments.append(try comparison())
    }
    try take(.close, expected: .closing)
    guard function.arity.contains(arguments.count) else {
      throw .argumentCount(
        term: restOfTerm, position: position, function: name, expected: function.arity, found: arguments.count)
    }
    return .call(function, arguments)
  }

  private var current: TermTokens.Placed? { index < tokens.count ? tokens[index] : nil }

  private var isCall: Bool { index + 1 < tokens.count && tokens[index + 1].token == .open }

  private mutating func take(_ token: TermToken, expected: TermFailure.Expectation) throws(TermFailure) {
    guard current?.token == token else { throw unexpected(expected) }
    index += 1
  }

  private func unexpected(_ expected: TermFailure.Expectation) -> TermFailure {
    .unexpected(
      term: restOfTerm, position: current?.position ?? text.count + 1, found: current?.text, expected: expected)
  }

  /// The term up to the current token, its spaces left out: its name.
  private var termText: String { tokens[termStart..<index].map(\.text).joined() }

  /// The term as it stands in the text, up to the comma that ends it, for a failure inside of it.
  private var restOfTerm: String {
    var (end, open) = (termStart, 0)
    while end < tokens.count, open > 0 || tokens[end].token != .comma {
      open += tokens[end].token == .open ? 1 : tokens[end].token == .close ? -1 : 0
      end += 1
    }
    guard termStart < end else { return "" }
    let last = tokens[end - 1]
    return String(text[tokens[termStart].position - 1..<last.position - 1 + last.text.count])
  }
}
