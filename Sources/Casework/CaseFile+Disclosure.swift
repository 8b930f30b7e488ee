/// For whom a case is told.
public enum Audience: Hashable, Sendable {
  /// Whoever reads the answer of a command: a shell does not know who that is.
  case anybody
  /// A reader at their workstation, by their printed name.
  case reviewer(String)
  /// A reader by their printed name, while they read again what they have read.
  case repeating(String)
  /// The program itself, to score and to sign: what it is told is not shown.
  case program

  /// The reader by their printed name, where it is one.
  package var reader: String? {
    switch self {
    case .reviewer(let name), .repeating(let name): Reviewer.name(name)
    case .anybody, .program: nil
    }
  }
}

/// Until when the model's finding is withheld. Raw values are codes that scripts are told.
public enum Withholding: String, Sendable, Codable, CaseIterable {
  /// Until the reader has given their first call.
  case untilFirstCall = "until-first-call"
  /// Until the case is signed.
  case untilClosed = "until-closed"
  /// As long as the reader reads again what they have read: then it is the same again.
  case whileRepeated = "while-repeated"
}

/// What of a case can be withheld.
public enum WithheldContent: Hashable, Sendable {
  case finding, comparators, marks
}

/// The one place that withholds: every list, screen and command is given what comes out of it.
///
/// Who the patient is, is told to readers who have the right to identities; see ``IdentityWithholding``.
///
/// Of a case that is read blinded and not closed, a reader is told nothing of the model and of colleagues before their
/// own first call; then all, or where several read it all but what colleagues say, until each of these has signed. A
/// command tells nothing of either until the case is closed. A reader who repeats what they have read is told of every
/// case what was registered, and nothing that anybody or any model has said of it since, they themselves included.
extension CaseFile {
  /// How the case is read: its own protocol, else the casebook's.
  public var readingProtocol: ReadingProtocol { ownProtocol ?? houseProtocol }

  /// Whether something of the case is withheld from somebody. Lists order, filter and search such a case as if there
  /// were no call, whoever asks.
  public var isBlinded: Bool { readingProtocol.asksFirstCall && !status.isClosed }

  /// The case as far as `audience` may know it; ``withheld`` and ``identitiesWithheld`` say where that is not all.
  ///
  /// - Parameter roster: who is admitted to the casebook; default: nobody, so that everybody is told who the patients
  ///   are.
  public func disclosed(to audience: Audience, among roster: Roster = Roster()) -> CaseFile {
    var file = blinded(to: audience).withoutIdentities(roster.withheldIdentities(from: audience))
    file.readerRights = roster.rights(of: audience)
    return file
  }

  private func blinded(to audience: Audience) -> CaseFile {
    switch audience {
    case .program: return self
    case .anybody: return isBlinded ? withholding(.untilClosed, from: nil) : self
    case .repeating: return asRegistered
    case .reviewer(let name):
      guard isBlinded else { return self }
      let reader = Reviewer.name(name)
      if asksFirstCall, firstRead(of: reader) == nil { return withholding(.untilFirstCall, from: reader) }
      return keepsReadersApart ? withoutColleagues(of: reader) : self
    }
  }

  /// Whether it is told to a reader who reads it again.
  public var isToRepeat: Bool {
    switch withheld {
    case .whileRepeated: true
    case .untilFirstCall, .untilClosed, nil: false
    }
  }

  /// Whether a model has scored the case, told or withheld.
  public var isScored: Bool {
    switch status {
    case .new: false
    case .scored, .inReview, .deferred, .awaitingReader, .signed, .addendum, .amended, .rejected: true
    }
  }

  /// The case as it was registered, to be read as one that awaits its first call. Nothing else is taken over, so that
  /// what will be known of cases one day is withheld as well; not even whether it was amended.
  private var asRegistered: CaseFile {
    // The digests that the slides are held to may be known from the finding alone.
    var file = CaseFile(record: record, status: .scored)
    file.record.slides = slides
    file.ownProtocol = .blindedFirst
    file.withheld = .whileRepeated
    return file
  }

  /// The case without what anybody but `reader` says of it.
  private func withoutColleagues(of reader: String?) -> CaseFile {
    var file = self
    file.firstReads = firstReads.filter { $0.reviewer == reader }
    file.readings = readings.filter { $0.reviewer == reader }
    file.putOff = putOff.filter { $0.reviewer == reader }
    file.signOff = signOff.flatMap { $0.reviewer == reader ? $0 : nil }
    // That a mismatch is resolved holds for every reader; a colleague's own words are theirs.
    file.labelResolutions = labelResolutions.map { $0.reviewer == reader ? $0 : $0.withoutComment }
    file.opinions = reader.map { name in opinions.compactMap { $0.withholding(from: name) } } ?? []
    file.marks = marks.filter { $0.reviewer == reader }
    return file
  }

  /// The case without what the model says of it, and without what anybody but `reader` says.
  private func withholding(_ withholding: Withholding, from reader: String?) -> CaseFile {
    var file = withoutColleagues(of: reader)
    file.withheld = withholding
    // The digests that the slides are held to may be known from the finding alone.
    file.record.slides = slides
    // What the labels say is no result of the model.
    file.keptEvidence = labelEvidence
    (file.finding, file.newerFinding) = (nil, nil)
    if reader == nil { file.draft = nil }
    return file
  }
}
