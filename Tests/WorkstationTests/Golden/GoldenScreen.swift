import Foundation
import TerminalKit

@testable import Workstation

/// What a place of the workstation looks like on a terminal of one size, as text: the glyphs, and for each depth of
/// colours the styles of each row in runs.
struct GoldenScreen: CustomStringConvertible, Sendable {
  let place: PaintedPlace
  let columns: Int
  let rows: Int

  static let all = PaintedPlace.allCases.flatMap { place in
    let sizes = place == .tooSmall ? [(50, 5)] : [(80, 24), (120, 40), (200, 60)]
    return sizes.map { GoldenScreen(place: place, columns: $0.0, rows: $0.1) }
  }

  var description: String { "\(place.rawValue)-\(columns)x\(rows)" }

  /// The text of the workstation's screens as it is now.
  func painted() throws -> String {
    let state = try PaintedPlace.bench(of: place, columns: columns, rows: rows).state
    var parts = [view(state).lines.joined(separator: "\n")]
    for (title, theme, depth) in [
      ("true colour", Theme.dark, ColorDepth.trueColor), ("256 colours", .dark, .palette256),
      ("no colours", .monochrome, .monochrome),
    ] {
      var state = state
      state.theme = theme.fitted(to: depth)
      parts.append("--- \(title)\n" + Self.styles(of: view(state), depth))
    }
    return parts.joined(separator: "\n") + "\n"
  }

  /// A line for each style, with its letters, then one for each row: the letters, and how many cells each is for.
  private static func styles(of screen: Screen, _ depth: ColorDepth) -> String {
    var names: [String: String] = [:]
    var legend: [String] = []
    let rows = (0..<screen.size.rows).map { row in
      var runs: [(name: String, length: Int)] = []
      for column in 0..<screen.size.columns {
        let style = describe(screen[column, row].style, depth)
        let name = names[style] ?? letters(legend.count)
        if names.updateValue(name, forKey: style) == nil { legend.append("\(name) = \(style)") }
        if runs.last?.name == name { runs[runs.count - 1].length += 1 } else { runs.append((name, 1)) }
      }
      return runs.map { "\($0.name)\($0.length)" }.joined(separator: " ")
    }
    return (legend + rows).joined(separator: "\n")
  }

  /// `a` to `z`, then `aa`, `ab` and so on.
  private static func letters(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(97 + number % 26)))
    return number < 26 ? letter : letters(number / 26 - 1) + letter
  }

  private static func describe(_ style: Style, _ depth: ColorDepth) -> String {
    let ink = describe(TerminalColor(style.foreground, on: style.background, depth: depth))
    let ground = describe(TerminalColor(style.background, on: nil, depth: depth))
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underlined"), (.reverse, "reversed"), (.italic, "italic"),
    ]
    return (["\(ink) on \(ground)"] + names.filter { style.attributes.contains($0.0) }.map(\.1))
      .joined(separator: ", ")
  }

  private static func describe(_ color: TerminalColor) -> String {
    switch color {
    case .own: "own"
    case .index(let index): "\(index)"
    case .rgb(let color): [color.red, color.green, color.blue].map { String(format: "%02x", $0) }.joined()
    }
  }

  // MARK: What is kept

  private var file: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens/\(description).txt")
  }

  /// The text that is kept; empty where there is none.
  var kept: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  /// Keeps `text` in its place.
  func keep(_ text: String) throws { try text.write(to: file, atomically: true, encoding: .utf8) }

  /// Names of the files that are kept, without their ending.
  static var keptNames: [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
  }
}
