import TerminalKit

extension ColorDepth {
  /// The depth of pictures that are printed, into a file or a pipe too: what was asked for, else 24 bits, but no colour
  /// where `NO_COLOR` is set (https://no-color.org).
  public static func printed(asked: ColorDepth?, _ environment: [String: String]) -> ColorDepth {
    let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return asked ?? (isRefused ? .monochrome : .trueColor)
  }
}
