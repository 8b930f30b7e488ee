/// Numbers below zero on a command line.
package enum NegativeValues {
  /// The arguments, with each number below zero tied to the option before it: `--age -4` is `--age=-4` then, and the
  /// option says which numbers it takes, instead of there being no option `-4`.
  package static func tied(_ arguments: [String]) -> [String] {
    var tied: [String] = []
    for (index, argument) in arguments.enumerated() {
      guard !arguments[..<index].contains("--"), let option = tied.last, isBare(option), isNegative(argument) else {
        tied.append(argument)
        continue
      }
      tied[tied.count - 1] = "\(option)=\(argument)"
    }
    return tied
  }

  private static func isBare(_ option: String) -> Bool {
    option.hasPrefix("--") && option.count > 2 && !option.contains("=")
  }

  private static func isNegative(_ argument: String) -> Bool {
    argument.hasPrefix("-") && argument.dropFirst().first.map { $0.isASCII && $0.isNumber || $0 == "." } ?? false
  }
}
