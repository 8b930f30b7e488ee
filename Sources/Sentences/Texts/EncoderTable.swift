import Basics
import Foundation
import NeuralNetworks
import UseCases

/// How fast published encoders run here, as lines for a shell.
package struct EncoderTable {
  private let speeds: EncoderSpeeds

  package init(_ speeds: EncoderSpeeds) { self.speeds = speeds }

  private static let tilesOfASlide = 10_000.0

  /// Measures, and hands each line on as soon as it is known.
  package func lines(_ put: (String) -> Void) throws {
    heading.forEach { put("      " + $0) }
    var hasScaled = false
    try speeds.measure { row in
      hasScaled = hasScaled || row.speeds?.contains(where: \.isScaled) == true
      put("      " + Self.line(of: row))
    }
    if hasScaled {
      put("      ~ scaled from the size above it: measuring ends after \(Int(EncoderSpeeds.secondsForAll)) s")
    }
  }

  private var heading: [String] {
    let names = speeds.precisions.map(\.rawValue)
    return [
      "encoders   tiles a second (hours for 10,000 tiles) with \(speeds.workers) workers, estimated from three blocks "
        + "each",
      Self.row("", "weights", names + (names.count == 1 ? ["bf16: not on this processor"] : []), ""),
    ]
  }

  private static func line(of row: EncoderSpeeds.Row) -> String {
    let weights = NumberText.shell.fixed(Double(row.size.weightBytes) / 1e9, digits: 1) + " GB"
    let cells = row.speeds.map { $0.map(cell) } ?? ["more than this machine's memory"]
    return self.row(row.size.name, weights, cells, row.size.examples)
  }

  private static func cell(_ speed: EncoderSpeeds.Speed) -> String {
    let tiles = speed.tilesPerSecond
    return (speed.isScaled ? "~" : "") + String(format: "%5.2f (%4.1f h)", tiles, tilesOfASlide / tiles / 3600)
  }

  private static func row(_ name: String, _ weights: String, _ cells: [String], _ examples: String) -> String {
    ([padded(name, 10), padded(weights, 9)] + cells.map { padded($0, 16) } + [examples]).joined(separator: " ")
  }

  private static func padded(_ text: String, _ length: Int) -> String {
    text.padding(toLength: max(length, text.count), withPad: " ", startingAt: 0)
  }
}
