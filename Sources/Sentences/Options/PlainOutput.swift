/// The option that every command takes, wherever it stands: nothing is drawn, every line is a whole phrase.
package enum PlainOutput {
  package static let option = "--accessible"

  /// The arguments without it, and whether it was among them. What follows `--` is left as it is.
  package static func taken(from arguments: [String]) -> (rest: [String], isAsked: Bool) {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let rest = arguments[..<end].filter { $0 != option }
    return (rest + arguments[end...], rest.count < end)
  }
}
