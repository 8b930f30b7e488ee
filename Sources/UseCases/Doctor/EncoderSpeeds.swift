import Basics
import NeuralNetworks

/// Which published sizes of encoder this machine can run, and how fast.
package struct EncoderSpeeds: Sendable {
  package let workers: Int
  /// Bytes of memory of this machine.
  package let memory: Double
  package let environment: UseCaseEnvironment

  package init(workers: Int, memory: Double, environment: UseCaseEnvironment) {
    self.workers = workers
    self.memory = memory
    self.environment = environment
  }

  /// Seconds for all measurements: with what else `doctor` does it ends within 10 s, also on a busy machine.
  package static let secondsForAll = 5.0
  /// Bytes that a network needs, times those of its weights.
  private static let memoryShare = 1.2

  /// Tiles a second of one size in one precision.
  package struct Speed: Sendable {
    package let tilesPerSecond: Double
    /// Whether it was scaled from the size above it, because the time was over.
    package let isScaled: Bool
  }

  /// What was found of one size.
  package struct Row: Sendable {
    package let size: EncoderSpeed.Size
    /// In the order of ``precisions``; `nil` where the weights are larger than this machine's memory.
    package let speeds: [Speed]?
  }

  /// Those that this processor has.
  package var precisions: [Precision] { Precision.allCases.filter(\.isAvailable) }

  /// Measures every size, and hands each row on as soon as it is known.
  package func measure(_ put: (Row) -> Void) throws {
    var measurements = Measurements(self)
    for size in EncoderSpeed.Size.published {
      try environment.cancellation.check()
      let fits = Double(size.weightBytes) * Self.memoryShare < memory
      put(Row(size: size, speeds: fits ? try precisions.map { try measurements.speed(size, $0) } : nil))
    }
  }
}

/// Measures while there is time, and scales what was measured last afterwards.
private struct Measurements {
  private let workers: Int
  private let clock: WallClock
  private var time = MeasuringTime(limit: EncoderSpeeds.secondsForAll)
  private var last: [Precision: EncoderSpeed] = [:]

  init(_ speeds: EncoderSpeeds) {
    workers = speeds.workers
    clock = speeds.environment.clock
  }

  mutating func speed(_ size: EncoderSpeed.Size, _ precision: Precision) throws -> EncoderSpeeds.Speed {
    if let measured = time.measured(precision), let speed = last[precision], !time.allows(size, precision) {
      return .init(tilesPerSecond: speed.scaled(from: measured, to: size).tilesPerSecond, isScaled: true)
    }
    let start = clock.milliseconds()
    let speed = try EncoderSpeed.measure(size, precision: precision, workers: workers)
    time.took(Double(clock.milliseconds() - start) / 1000, size, precision)
    last[precision] = speed
    return .init(tilesPerSecond: speed.tilesPerSecond, isScaled: false)
  }
}
