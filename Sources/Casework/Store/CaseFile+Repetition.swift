extension CaseFile {
  /// The repeated reading that `draft` makes, of `reviewer` at `now`.
  ///
  /// - Throws: the first rule that stands against it.
  package func repetition(
    _ draft: RepeatDraft, by reviewer: String, now: String
  ) throws(TransitionProblem) -> RepeatedRead {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    guard let time = Timestamp(now) else { throw .misplaced }
    try requireRepeatable(by: name, at: time)
    if let grade = draft.grade, !FirstRead.grades.contains(grade) { throw .signOff(.noSuchGrade(grade)) }
    return RepeatedRead(
      reviewer: name, call: draft.call, confidence: draft.confidence, grade: draft.grade, readAt: now,
      diagnosisRead: draft.diagnosisRead)
  }
}
