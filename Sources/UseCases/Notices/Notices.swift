/// Where a use case sends what there is to tell while it works: progress, and what was noticed.
///
/// May be called from any thread; whoever listens turns data into words, a bar, or nothing.
package struct Notices: Sendable {
  private let receive: @Sendable (Notice) -> Void

  /// Notices go to `receive`.
  package init(_ receive: @escaping @Sendable (Notice) -> Void) { self.receive = receive }

  /// Nobody listens.
  package static let none = Notices { _ in }

  package func callAsFunction(_ notice: Notice) { receive(notice) }

  /// Says how far a stage is.
  package func progress(
    _ stage: Stage, _ done: Int, of total: Int, idle: Int = 0, detail: TrainingDetail? = nil
  ) {
    receive(.progress(StageProgress(stage: stage, done: done, total: total, idle: idle, detail: detail)))
  }

  /// Runs `work` as a stage, whose end is told however it ends.
  package func during<Value>(_ stage: Stage, _ work: () throws -> Value) rethrows -> Value {
    defer { receive(.ended(stage)) }
    return try work()
  }
}

/// Something to tell while a use case works.
package enum Notice: Sendable {
  case progress(StageProgress)
  /// No more progress of this stage comes.
  case ended(Stage)
  case encoder(EncoderNotice)
  case encoding(EncodingNotice)
  case registration(RegistrationNotice)
  case scoring(ScoringNotice)
  case cohort(CohortNotice)
  case training(TrainingNotice)
  case review(ReviewNotice)
}
