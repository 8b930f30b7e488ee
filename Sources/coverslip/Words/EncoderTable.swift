import Foundation
import NeuralNetworks

/// Which published sizes of encoder this machine can run, and how fast: a line as soon as it is measured.
struct EncoderTable {
  let workers: Int

  private static let tilesOfASlide = 10_000.0

  func lines(_ put: (String) -> Void) throws {
    let precisions = Precision.allCases.filter(\.isAvailable)
    put(
      "      encoders   tiles a second (hours for 10,000 tiles) with \(workers) workers, estimated from three blocks each"
    )
    put(
      "      "
        + Self.row(
          "", "weights", precisions.map(\.rawValue) + (precisions.count == 1 ? ["bf16: not on this processor"] : []), ""
        ))
    for size in EncoderSpeed.Size.published { put("      " + (try row(size, precisions))) }
  }

  private func row(_ size: EncoderSpeed.Size, _ precisions: [Precision]) throws -> String {
    let weights = String(format: "%.1f GB", Double(size.weightBytes) / 1e9)
    guard Double(size.weightBytes) * 1.2 < Double(ProcessInfo.processInfo.physicalMemory) else {
      return Self.row(size.name, weights, ["more than this machine's memory"], size.examples)
    }
    let cells = try precisions.map { precision in
      let speed = try EncoderSpeed.measure(size, precision: precision, workers: workers).tilesPerSecond
      return String(format: "%5.2f (%4.1f h)", speed, Self.tilesOfASlide / speed / 3600)
    }
    return Self.row(size.name, weights, cells, size.examples)
  }

  private static func row(_ name: String, _ weights: String, _ cells: [String], _ examples: String) -> String {
    ([name.padded(10), weights.padded(9)] + cells.map { $0.padded(16) } + [examples]).joined(separator: " ")
  }
}

extension String {
  fileprivate func padded(_ length: Int) -> String {
    padding(toLength: max(length, count), withPad: " ", startingAt: 0)
  }
}
