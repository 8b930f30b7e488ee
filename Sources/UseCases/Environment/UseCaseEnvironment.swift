import Basics

/// What a use case may know of the world beyond its arguments: passed in, so that the same input gives the same bytes.
package struct UseCaseEnvironment: Sendable {
  /// What time it is.
  package var clock: WallClock
  /// A new identifier at each call, unlike all others.
  package var newID: @Sendable () -> String
  /// Who computes, as findings record it.
  package var software: SoftwareIdentity
  /// Processors that work may be spread over.
  package var processors: Int
  /// Whether somebody wants the work stopped.
  package var cancellation: Cancellation
  /// Who is told.
  package var notices: Notices

  package init(
    clock: WallClock, newID: @escaping @Sendable () -> String, software: SoftwareIdentity, processors: Int,
    cancellation: Cancellation = Cancellation(), notices: Notices = .none
  ) {
    self.clock = clock
    self.newID = newID
    self.software = software
    self.processors = processors
    self.cancellation = cancellation
    self.notices = notices
  }
}
