import Evaluation
import Foundation
import Testing

@testable import NeuralNetworks

/// The card of the demonstration once had figures by English names. `figures-1-to-2.tsv` says which code and subject
/// each name became; the method of the limits and the number of events stood in the note.
@Suite("The demonstration's card follows from its card of format 1 by a mapping")
struct CardMappingTests {
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let bundle = checkout.appendingPathComponent("Sources/coverslip/Resources/demonstration/model.toml")
  private static let old = checkout.appendingPathComponent("Tests/coverslipTests/Fixtures/frozen/model.toml")
  private static let mapping =
    checkout
    .appendingPathComponent("Tests/NeuralNetworksTests/Fixtures/cards/figures-1-to-2.tsv")

  private static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// Sections of a card, each with its heading.
  private static func sections(_ text: String) -> [String] {
    text.replacing("\n[", with: "\u{0}[").split(separator: "\u{0}").map(String.init)
  }

  private static func isFigure(_ section: String) -> Bool { section.hasPrefix("[[performance]]") }

  @Test("everything but the figures and the number of the format is the same, byte for byte")
  func rest() throws {
    let old = Self.sections(try Self.text(Self.old))
    let new = Self.sections(try Self.text(Self.bundle))
    let kept = old.filter { !Self.isFigure($0) }.map { $0.replacing("\nformat = 1\n", with: "\nformat = 2\n") }
    // The cohort of tiles came later.
    #expect(new.filter { !Self.isFigure($0) && !$0.hasPrefix("[tileCohort]") } == kept)
  }

  @Test("each figure has the values that it had, in the same order")
  func figures() throws {
    let old = Self.sections(try Self.text(Self.old))
    let names = try Self.text(Self.mapping)
    let mapping = try Mapping(names)
    let expected = try old.filter(Self.isFigure).map(mapping.statistic)
    let card = try ModelCard(toml: try Self.text(Self.bundle), file: "model.toml")
    #expect(expected.count == 50)
    #expect(card.performance == expected)
  }

  @Test("a card of format 1 is refused as such")
  func refused() throws {
    let old = try Self.text(Self.old)
    #expect(throws: BundleFailure.unsupportedFormat(file: "model.toml", expected: 2, found: 1)) {
      try ModelCard(toml: old, file: "model.toml")
    }
  }

  @Test("the card is what is written of it")
  func written() throws {
    let text = try Self.text(Self.bundle)
    #expect(try ModelCard(toml: text, file: "model.toml").toml() == text)
  }
}

/// What each name of format 1 became.
private struct Mapping {
  private let columns: [String: [String]]

  init(_ table: String) throws {
    let rows = table.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    columns = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0.dropFirst())) })
  }

  func statistic(_ section: String) throws -> Statistic {
    let members = Dictionary(
      uniqueKeysWithValues: try section.split(separator: "\n").dropFirst().map { line in
        let place = try #require(line.range(of: " = "))
        return (String(line[..<place.lowerBound]), String(line[place.upperBound...].filter { $0 != "\"" }))
      })
    let name = try #require(members["name"])
    let place = try #require(columns[name])
    var note = Note(try #require(members["note"]))
    func number(_ key: String) -> Double? { members[key].flatMap(Double.init) }
    if number("lower") != nil, note.method == nil { note.method = .formula }
    return Statistic(
      try #require(StatisticCode(rawValue: place[0])), try subject(place),
      Estimate(
        try #require(number("estimate")), number("lower"), number("upper"), note.method, resamples: note.resamples),
      count: try #require(members["count"].flatMap { Int($0) }), events: note.events, note: note.rest)
  }

  private func subject(_ place: [String]) throws -> StatisticSubject {
    let model = try #require(ModelRole(rawValue: place[1]))
    if let less = ModelRole(rawValue: place[2]) { return .difference(model, less: less) }
    return place[3].isEmpty ? .model(model) : .level(place[3], place[4], of: model)
  }
}

/// The parts of a note of format 1.
private struct Note {
  var method: Estimate.Method?
  private(set) var resamples: Int?
  private(set) var events: Int?
  private(set) var rest = ""

  init(_ note: String) {
    var others: [String] = []
    for part in note.split(separator: "; ").map(String.init) {
      if part.hasPrefix("bootstrap of ") {
        (method, resamples) = (.bootstrap, Int(part.dropFirst("bootstrap of ".count)))
      } else if part == "jackknife" || part == "Wilson" {
        method = Estimate.Method(rawValue: part.lowercased())
      } else if part.hasSuffix(" relapses"), let count = Int(part.dropLast(" relapses".count)) {
        events = count
      } else {
        others.append(part)
      }
    }
    rest = others.joined(separator: "; ")
  }
}
