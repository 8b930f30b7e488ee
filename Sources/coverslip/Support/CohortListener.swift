import UseCases

extension Notices {
  /// Tells on stderr what was noticed of a cohort, with a bar where it takes long.
  static let cohort = NoticeBoard.environment().notices
}
