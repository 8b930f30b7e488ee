/// What the entries of readings make of a case.
extension CaseFile {
  /// Takes a first call: of a case that is scored, open, and read so, each reader gives one, and no second.
  mutating func take(_ read: FirstRead) throws(TransitionProblem) {
    try requireReadable()
    guard readingProtocol.asksFirstCall else { throw .signOff(.firstCallNotAsked) }
    guard let reviewer = reviewerAtWork else { throw .signOff(.notInReview) }
    guard reviewer == read.reviewer else { throw .conflict(.inReviewBy(reviewer: reviewer)) }
    guard firstRead(of: read.reviewer) == nil else { throw .signOff(.firstCallStands) }
    if let grade = read.grade, !FirstRead.grades.contains(grade) { throw .signOff(.noSuchGrade(grade)) }
    firstReads.append(read)
  }

  /// Reads this case in another way from now on.
  mutating func set(_ setting: ProtocolSetting) throws(TransitionProblem) {
    try requireOpen()
    ownProtocol = setting.readingProtocol
  }

  private func requireReadable() throws(TransitionProblem) {
    try requireOpen()
    guard finding != nil else { throw .signOff(.notScored) }
  }
}
