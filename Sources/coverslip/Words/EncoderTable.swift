import Foundation
import NeuralNetworks

/// Which published sizes of encoder this machine can run, and how fast: a line as soon as it is measured.
struct EncoderTable {
  let workers: Int

  private static let tilesOfASlide = 10_000.0

  /// Seconds for all measurements: with what else `doctor` does it ends within 10 s, also on a busy machine.
  private static let secondsForAll = 5.0

  func lines(_ put: (String) -> Void) throws {
    let precisions = Precision.allCases.filter(\.isAvailable)
    put(
      "      encoders   tiles a second (hours for 10,000 tiles) with \(workers) workers, estimated from three blocks "
        + "each"
    )
    put(
      "      "
        + Self.row(
          "", "weights", precisions.map(\.rawValue) + (precisions.count == 1 ? ["bf16: not on this processor"] : []), ""
        ))
    var measurements = Measurements(workers: workers, time: MeasuringTime(limit: Self.secondsForAll))
    for size in EncoderSpeed.Size.published { put("      " + (try row(size, precisions, &measurements))) }
    if measurements.hasScaled {
      put("      ~ scaled from the size above it: measuring ends after \(Int(Self.secondsForAll)) s")
    }
  }

  private func row(
    _ size: EncoderSpeed.Size, _ precisions: [Precision], _ measurements: inout Measurements
  ) throws -> String {
    let weights = String(format: "%.1f GB", Double(size.weightBytes) / 1e9)
    guard Double(size.weightBytes) * 1.2 < Double(ProcessInfo.processInfo.physicalMemory) else {
      return Self.row(size.name, weights, ["more than this machine's memory"], size.examples)
    }
    var cells: [String] = []
    for precision in precisions {
      let (speed, isScaled) = try measurements.speed(size, precision)
      let (mark, tiles) = (isScaled ? "~" : "", speed.tilesPerSecond)
      cells.append(mark + String(format: "%5.2f (%4.1f h)", tiles, Self.tilesOfASlide / tiles / 3600))
    }
    return Self.row(size.name, weights, cells, size.examples)
  }

  /// Measures while there is time, and scales what was measured last afterwards.
  private struct Measurements {
    let workers: Int
    var time: MeasuringTime
    var hasScaled = false
    private var last: [Precision: EncoderSpeed] = [:]

    init(workers: Int, time: MeasuringTime) {
      self.workers = workers
      self.time = time
    }

    mutating func speed(
      _ size: EncoderSpeed.Size, _ precision: Precision
    ) throws -> (speed: EncoderSpeed, isScaled: Bool) {
      if let measured = time.measured(precision), let speed = last[precision], !time.allows(size, precision) {
        hasScaled = true
        return (speed.scaled(from: measured, to: size), true)
      }
      let start = ContinuousClock.now
      let speed = try EncoderSpeed.measure(size, precision: precision, workers: workers)
      time.took((ContinuousClock.now - start).seconds, size, precision)
      last[precision] = speed
      return (speed, false)
    }
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

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
