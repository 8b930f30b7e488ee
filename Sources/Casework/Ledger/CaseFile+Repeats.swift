/// What the entries of repeated readings make of a case: its status and its calls stay as they are.
extension CaseFile {
  /// Takes a repeated reading: of a closed case, by a reader of it, once, and not before the washout is over.
  mutating func take(_ read: RepeatedRead, digest: String) throws(TransitionProblem) {
    guard Reviewer.name(read.reviewer) == read.reviewer, let at = Timestamp(read.readAt) else { throw .misplaced }
    try requireRepeatable(by: read.reviewer, at: at)
    if let grade = read.grade, !FirstRead.grades.contains(grade) { throw .signOff(.noSuchGrade(grade)) }
    record(read, digest: digest)
  }

  /// - Throws: `repetition` with what keeps `reviewer` from reading the case again at that time.
  package func requireRepeatable(by reviewer: String, at time: Timestamp) throws(TransitionProblem) {
    guard closingSignOff?.finalCall != nil else { throw .repetition(.notClosed) }
    guard let earlier = earlierRead(of: reviewer) else { throw .repetition(.nothingToRepeat) }
    if let read = repetition(of: reviewer) { throw .repetition(.repeatedAlready(at: read.readAt)) }
    guard time.seconds >= earlier.notBefore.seconds else {
      throw .repetition(.tooEarly(notBefore: earlier.notBefore.text))
    }
  }

  /// The same of one that lies in the ledger, and was possible when it was written.
  package mutating func record(_ read: RepeatedRead, digest: String) {
    var read = read
    read.entryDigest = digest
    repeats.append(read)
  }
}
