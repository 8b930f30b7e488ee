import Basics
import SlidePictures
import TerminalKit

/// What is known of the terminal, in words.
extension TerminalKnowledge {
  /// What came of asking.
  var replyWords: String {
    switch reply {
    case .notAsked: "the terminal was not asked"
    case .silent: "the terminal was asked and said nothing"
    case .answered(let answers):
      (answers.name ?? "no name")
        + (answers.attributes.map { ", attributes \(Self.list($0))" } ?? ", not all in time")
    }
  }

  private static func list(_ attributes: [Int]) -> String { attributes.map { "\($0)" }.joined(separator: ";") }

  var colourWords: String { with(depth, depth.value.rawValue) }

  var symbolWords: String {
    let used = PictureSymbols(finestOf: symbols.value).rawValue
    let finer = finest.flatMap { $0.rawValue == used ? nil : " (the terminal shows up to \($0.rawValue))" } ?? ""
    return with(symbols, used + finer) + (drawing == .font ? "; a font draws them, there may be seams" : "")
  }

  var pixelWords: String { with(pixels, pixels.value.rawValue) }

  var frameWords: String {
    with(synchronizes, synchronizes.value ? "shown whole (mode 2026)" : "shown as they come (no mode 2026)")
      + (isSlow.source == .guess ? "" : "; " + with(isSlow, isSlow.value ? "slow line" : "no slow line"))
  }

  var cellWords: String { cell.map { with($0, "\($0.value.width) x \($0.value.height) px") } ?? "size not known" }

  private func with<Value>(_ known: Known<Value>, _ text: String) -> String { "\(text), \(words(known.source))" }

  private func words(_ source: Source) -> String {
    switch source {
    case .option: "as the command line says"
    case .configuration: "as config.toml says"
    case .refusal: "as NO_COLOR says"
    case .answer: "as it answered"
    case .table: "as is known of \(identity?.program.rawValue ?? "it")"
    case .system: "as the system says"
    case .guess: "guessed"
    }
  }

  /// For programs: names that do not change, and where each is known from.
  var json: JSONValue {
    let answers = reply.answers
    return .object([
      JSONMember("asked", .bool(reply != .notAsked)), JSONMember("answered", .bool(answers != nil)),
      JSONMember("name", answers?.name.map { .string($0) } ?? .null),
      JSONMember("program", identity.map { .string($0.program.rawValue) } ?? .null),
      JSONMember("attributes", answers?.attributes.map { .array($0.map { .integer($0) }) } ?? .null),
      JSONMember("colours", told(depth) { .string($0.rawValue) }),
      JSONMember("symbols", told(symbols) { .string(PictureSymbols(finestOf: $0).rawValue) }),
      JSONMember("finestSymbols", finest.map { .string($0.rawValue) } ?? .null),
      JSONMember("symbolsDrawnBy", .string(drawing.rawValue)),
      JSONMember("pixels", told(pixels) { .string($0.rawValue) }),
      JSONMember("synchronized", told(synchronizes) { .bool($0) }),
      JSONMember("slowLink", told(isSlow) { .bool($0) }), JSONMember("movesRows", told(scrolls) { .bool($0) }),
      JSONMember(
        "cell",
        cell.map { cell in
          told(cell) { .array([.integer($0.width), .integer($0.height)]) }
        } ?? .null),
    ])
  }

  private func told<Value>(_ known: Known<Value>, _ value: (Value) -> JSONValue) -> JSONValue {
    .object([JSONMember("value", value(known.value)), JSONMember("source", .string(known.source.rawValue))])
  }
}
