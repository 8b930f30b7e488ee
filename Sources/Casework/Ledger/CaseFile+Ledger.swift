/// Why an event cannot happen to a case as it stands.
public enum TransitionProblem: Error, Equatable, Sendable {
  /// No such case was registered.
  case unknownCase
  /// There is a case of that name already.
  case alreadyRegistered
  /// A name that is empty, longer than 200 Unicode scalars, or holds control characters.
  case badName
  /// A case without a slide.
  case noSlides
  /// A value that is not a finite number.
  case notFinite
  /// The event is about the casebook, not about a case, or stands where it may not.
  case misplaced
  /// An entry of `length` bytes where fewer than ``LedgerEntry/sizeLimit`` fit.
  case tooLarge(length: Int)
  /// Not scored, not in review ...
  case signOff(SignOffProblem)
  /// Whoever signed the entry could not, or nobody did.
  case identity(IdentityProblem)
  /// Signed already, with another reviewer, scored again ...
  case conflict(CaseConflict)
  /// Nothing can be added to the case, or changed in it.
  case amendment(AmendmentProblem)
  /// A second opinion cannot be asked for, given or taken back.
  case opinion(OpinionProblem)
  /// A label is not the case's, or nothing is to be resolved about it.
  case label(LabelProblem)
  /// What became of the patient cannot be recorded.
  case outcome(OutcomeProblem)
  /// The case is not read again.
  case repetition(RepeatProblem)
}

extension CaseFile {
  /// The state machine: what `entry` makes of the case, *new -> scored -> in review -> signed*, or *-> deferred* or
  /// *-> awaiting a reader* and from there to review again, or *-> rejected*.
  ///
  /// A new finding before anybody has signed a call replaces the older and leaves the status as it is once review has
  /// begun; after that it is kept beside, as ``newerFinding``: of several readers all decide upon the same. A review
  /// may pass from one reviewer to another. Signing needs a review opened by the signer and the finding that they saw;
  /// what is closed is not signed again. It can be added to and amended: what was signed stays beside.
  ///
  /// - Parameters:
  ///   - file: the case so far, `nil` where there is none.
  ///   - event: what happens.
  ///   - caseID: to whom.
  ///   - digest: of the entry that holds the event; it becomes the sign-off's ``SignOff/entryDigest``.
  /// - Throws: why the event cannot happen to the case as it stands.
  public static func applying(
    _ event: LedgerEvent, to file: CaseFile?, caseID: String, digest: String
  ) throws(TransitionProblem) -> CaseFile {
    if case .registered(let record) = event { return try registering(record, over: file, caseID: caseID) }
    guard var file else { throw .unknownCase }
    switch event {
    case .casebookCreated, .registered, .reviewerAdmitted, .reviewerRetired, .passphraseChanged, .reviewerLocked:
      throw .misplaced
    case .scored(let finding): file.score(finding)
    case .reviewOpened(let reviewer): try file.open(by: reviewer)
    case .protocolSet(let setting): try file.set(setting)
    case .firstRead(let read): try file.take(read)
    case .opinion(let act): try file.take(act, digest: digest)
    case .labelResolved(let resolution): try file.take(resolution, digest: digest)
    case .outcomeRecorded(let outcome): try file.take(outcome, digest: digest)
    case .readingRepeated(let read): try file.take(read, digest: digest)
    case .signed(let signOff): try file.sign(signOff, digest: digest)
    case .addendum(let addendum): try file.add(addendum, digest: digest)
    case .amended(let amendment): try file.amend(amendment, digest: digest)
    }
    return file
  }

  private static func registering(
    _ record: Case, over file: CaseFile?, caseID: String
  ) throws(TransitionProblem) -> CaseFile {
    guard file == nil else { throw .alreadyRegistered }
    guard record.id == caseID else { throw .misplaced }
    guard isName(record.id) else { throw .badName }
    guard !record.slides.isEmpty else { throw .noSlides }
    return CaseFile(record: record, status: .new)
  }

  private mutating func score(_ new: Finding) {
    guard readings.isEmpty else { return newerFinding = new }
    switch status {
    case .new:
      finding = new
      status = .scored
    case .scored, .inReview, .deferred, .awaitingReader: finding = new
    case .signed, .addendum, .amended, .rejected: newerFinding = new
    }
  }

  private mutating func open(by name: String) throws(TransitionProblem) {
    try requireOpen()
    guard finding != nil else { throw .signOff(.notScored) }
    try requireUnread(by: name)
    reviewer = name
    status = .inReview
  }

  /// Who has taken the case up and has not signed it.
  var reviewerAtWork: String? {
    switch status {
    case .inReview: reviewer
    case .new, .scored, .signed, .addendum, .amended, .deferred, .awaitingReader, .rejected: nil
    }
  }

  /// - Throws: `alreadySigned` where nothing is left to sign.
  package func requireOpen() throws(TransitionProblem) {
    guard let signOff = closingSignOff else { return }
    throw .conflict(.alreadySigned(reviewer: signOff.reviewer, signedAt: signOff.signedAt))
  }

  private mutating func sign(_ signed: SignOff, digest: String) throws(TransitionProblem) {
    try requireOpen()
    guard let finding else { throw .signOff(.notScored) }
    guard let reviewer = reviewerAtWork else { throw .signOff(.notInReview) }
    guard reviewer == signed.reviewer else { throw .conflict(.inReviewBy(reviewer: reviewer)) }
    guard finding.id == signed.findingID else {
      throw .conflict(.findingChanged(seen: signed.findingID, now: finding.id))
    }
    try requireAsRead(signed)
    try requireFiles(signed)
    try requireLabels(signed, upon: finding)
    var signed = signed
    signed.entryDigest = digest
    take(signed)
  }
}

extension CaseFile {
  /// The record tells how the case was read as the ledger does; entries of before there were protocols say nothing.
  private func requireAsRead(_ signed: SignOff) throws(TransitionProblem) {
    let told = signed.readingProtocol ?? .open
    let first = readingProtocol.asksFirstCall ? firstRead(of: signed.reviewer) : nil
    guard told.rawValue == readingProtocol.rawValue, signed.firstRead == first else { throw .signOff(.otherReading) }
    guard signed.adjudicates == toDecideBetween else { throw .signOff(.otherReading) }
    guard !asksFirstCall || first != nil else { throw .signOff(.firstCallAwaited) }
    try requireUnread(by: signed.reviewer)
  }
}

extension Decision {
  /// Where a case stands once it is signed so.
  public var statusAfter: CaseStatus {
    switch self {
    case .confirm, .override, .acknowledge, .assess: .signed
    case .defer: .deferred
    case .reject: .rejected
    }
  }
}
