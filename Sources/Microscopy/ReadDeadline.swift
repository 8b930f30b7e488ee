import Basics

/// The moment by which a slide must be open, or pixels must be there, on a clock that is passed in.
///
///     let deadline = ReadDeadline(clock.now.advanced(by: .seconds(2)), of: clock)
///     let tile = try slide.read(level: 0, x: 0, y: 0, size: size, deadline: deadline)
public struct ReadDeadline: Sendable {
  private let hasPassed: (@Sendable () -> Bool)?

  /// No deadline: a read takes as long as it takes.
  public static let none = ReadDeadline(hasPassed: nil)

  /// The deadline `instant` of `clock`.
  public init<Time: Clock>(_ instant: Time.Instant, of clock: Time) {
    hasPassed = { clock.now >= instant }
  }

  /// Passed once an end is asked for by `cancellation`: who reads for later gives up at the next piece.
  public init(until cancellation: Cancellation) {
    hasPassed = { cancellation.isCancelled }
  }

  private init(hasPassed: (@Sendable () -> Bool)?) { self.hasPassed = hasPassed }

  /// Whether there is a deadline at all.
  public var isSet: Bool { hasPassed != nil }

  /// Whether it has passed; asks the clock.
  public var isPast: Bool { hasPassed?() ?? false }

  /// Requires that there is still time to read `part`.
  ///
  /// - Throws: ``SlideReadFailure/timedOut(_:)`` with `part` where the deadline has passed.
  public func require(_ part: @autoclosure () -> SlidePart) throws(SlideReadFailure) {
    guard !isPast else { throw .timedOut(part()) }
  }
}
