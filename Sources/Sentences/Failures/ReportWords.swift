import Reports

extension ReportFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .cairo(let operation, let reason):
      CommandFailure(.ourFault, "the report could not be drawn: \(operation) (\(reason)); its JSON has all numbers")
    case .tooLarge(let columns, let rows):
      CommandFailure(.ourFault, "a picture of \(columns) x \(rows) px is too large; ask for a smaller one")
    }
  }
}
