import Prognosis

/// What the reviewer signs. Raw values are stored codes: see ``LedgerEvent/format``.
public enum Decision: String, Sendable, Codable, CaseIterable {
  /// The reviewer's own call is the model's.
  case confirm
  /// The reviewer's own call stands in place of the model's.
  case override
  /// The reviewer has seen that the model makes no call: none is confirmed, and none stands.
  case acknowledge
  /// The model makes no call; the reviewer gives an assessment of their own, and the model's call stays none.
  case assess
  /// The reviewer puts the call off: the case is to do again.
  case `defer`
  /// The slide is not fit to be read: the case is closed without a call.
  case reject

  /// What it means to sign a case with one's own call, high or low: nothing is chosen beforehand, and what the model
  /// says decides only how the act is called.
  public init(ownCall: Call, modelCall: Call) {
    switch modelCall {
    case .noCall: self = .assess
    case .high, .low: self = ownCall == modelCall ? .confirm : .override
    }
  }

  /// Whether a coded reason must be given.
  public var needsReason: Bool {
    switch self {
    case .confirm, .acknowledge, .assess: false
    case .override, .defer, .reject: true
    }
  }

  /// Whether the reviewer gives their own call with it.
  public var needsOwnCall: Bool {
    switch self {
    case .confirm, .override, .assess: true
    case .acknowledge, .defer, .reject: false
    }
  }

  /// Whether the picture of a slide must have been on the screen: to put a case off, or to reject what cannot be
  /// shown, needs none.
  public var needsPicture: Bool {
    switch self {
    case .confirm, .override, .acknowledge, .assess: true
    case .defer, .reject: false
    }
  }

  /// Whether the labels of the slides must be those of the case: a case whose slide is the wrong one is put off or
  /// rejected.
  public var needsLabels: Bool {
    switch self {
    case .confirm, .override, .acknowledge, .assess: true
    case .defer, .reject: false
    }
  }

  /// Whether nothing is left to do once it is signed.
  public var closesCase: Bool {
    switch self {
    case .confirm, .override, .acknowledge, .assess, .reject: true
    case .defer: false
    }
  }
}

/// What a signature means, 21 CFR 11.50(a)(3): part of the signed record. Raw values are stored codes.
public enum SignatureMeaning: String, Sendable, Codable, CaseIterable {
  /// Of casebooks of before: the reviewer has looked at the slides and confirms the call of the model.
  case reviewedAndConfirmed = "reviewed-and-confirmed"
  /// Of casebooks of before: the reviewer has looked at the slides and puts their own call in place of the model's.
  case reviewedAndReplaced = "reviewed-and-replaced"
  /// The model's result was reviewed, and the reviewer's own call is the same.
  case resultConfirmed = "result-reviewed-call-confirmed"
  /// The model's result was reviewed, and the reviewer's own call stands in its place.
  case resultReplaced = "result-reviewed-call-replaced"
  /// That the model makes no call was reviewed; no call is confirmed.
  case refusalAcknowledged = "no-call-acknowledged"
  /// The model makes no call; the reviewer's own assessment stands beside that.
  case ownAssessment = "own-assessment-without-a-call"
  /// The call was put off; none stands.
  case callDeferred = "call-deferred"
  /// The slide was rejected; no call stands upon it.
  case slideRejected = "slide-rejected"
  /// Something is added to what was signed, which stays as it is.
  case addendum = "addendum-to-a-signed-reading"
  /// What was signed is changed, and stays readable.
  case amendment = "signed-reading-amended"
  /// A colleague is asked about a place.
  case opinionAsked = "second-opinion-asked"
  /// A colleague's opinion; it signs no case.
  case opinionGiven = "second-opinion-given"
  /// A question is taken back.
  case opinionWithdrawn = "second-opinion-withdrawn"
  /// A slide is read although its label does not say what is expected.
  case labelResolved = "label-mismatch-resolved"
  /// What became of the patient; it changes no call.
  case outcomeRecorded = "outcome-recorded"
  /// A closed case was read again; it changes no call.
  case readingRepeated = "reading-repeated"

  /// What it means to sign `decision`.
  public init(of decision: Decision) {
    switch decision {
    case .confirm: self = .resultConfirmed
    case .override: self = .resultReplaced
    case .acknowledge: self = .refusalAcknowledged
    case .assess: self = .ownAssessment
    case .defer: self = .callDeferred
    case .reject: self = .slideRejected
    }
  }
}

/// A sign-off in the making; kept at pauses, so that a crash loses little.
public struct SignOffDraft: Hashable, Sendable, Codable {
  /// What is going to be signed.
  public var decision: Decision?
  /// The reviewer's own call, high or low, where the decision has one.
  public var finalCall: Call?
  /// Why, where the decision needs a reason.
  public var reason: SignOffReason?
  /// The reviewer's own words; may be empty.
  public var comment: String
  /// What of the slides was on the screen; set when it is signed.
  public var shown: SlidesShown?
  /// What was seen of the reading; set when it is signed, and not kept with a draft.
  public var reading: ReadingKept?
  /// Where the diagnosis was read, where the reviewer says so.
  public var diagnosisRead: DiagnosisSource?
  /// The reviewer's own grade, where they give one; the shift in risk is set when it is signed.
  public var grade: GradeReading?
  /// The tiles that the reviewer verified or questioned; `nil` where there are none.
  public var judgedTiles: JudgedTiles?
  /// What was found of the slides' files, in their order; set when it is signed, and not kept with a draft.
  public var files: [SlideFileCheck] = []
  /// What the slides' labels say when it is signed, one per slide; set then, and not kept with a draft.
  public var labels: [LabelCheck] = []

  /// A draft as it stands; the rules are in ``SignOff/make(_:finding:reviewer:now:)``.
  public init(
    decision: Decision? = nil, finalCall: Call? = nil, reason: SignOffReason? = nil, comment: String = "",
    shown: SlidesShown? = nil
  ) {
    self.decision = decision
    self.finalCall = finalCall
    self.reason = reason
    self.comment = comment
    self.shown = shown
  }
}

/// A signed reading. Never changed; 21 CFR 11.50(a): name, time and meaning stand with it.
public struct SignOff: Hashable, Sendable, Codable {
  /// What was signed.
  public var decision: Decision
  /// The call that stands: the reviewer's own, or *no call* where a refusal was acknowledged; `nil` where the case was
  /// put off or its slide rejected.
  public var finalCall: Call?
  /// Why, where the decision needs a reason.
  public var reason: SignOffReason?
  /// The reviewer's own words; may be empty.
  public var comment: String
  /// Printed name of the signer.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var signedAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// What of the slides the signer had on the screen; `nil` in entries of before, which did not tell.
  public var shown: SlidesShown?
  /// What the workstation saw of the reading; `nil` where it was signed without it, and in entries of before.
  public var reading: ReadingKept?
  /// Where the signer says that the diagnosis was read; `nil` where nobody asked them.
  public var diagnosisRead: DiagnosisSource?
  /// The signer's own grade beside the model's; `nil` where they gave none.
  public var grade: GradeReading?
  /// The tiles that the signer verified or questioned, in the order in which they did; empty where there are none.
  public var judgedTiles: [JudgedTile] = []
  /// How the case was read; `nil` in entries of before there were protocols.
  public var readingProtocol: ReadingProtocol?
  /// What the signer committed before the model's call was shown to them, where the protocol asks for it.
  public var firstRead: FirstRead?
  /// The digests of the entries with the readings that it decides between, hexadecimal; empty where it is no
  /// adjudication.
  public var adjudicates: [String] = []
  /// What was found of the slides' files, in their order; empty in entries of before they were checked.
  public var files: [SlideFileCheck] = []
  /// What the label of each slide was found to say, and the entry that resolves a mismatch; empty where none was
  /// checked, and in entries of before.
  public var labels: [SlideLabel] = []
  /// The finding that was signed upon.
  public var findingID: String
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// A signed reading as it stands; the rules are in ``SignOff/make(_:finding:reviewer:now:)``.
  public init(
    decision: Decision, finalCall: Call?, reason: SignOffReason?, comment: String, reviewer: String, signedAt: String,
    meaning: SignatureMeaning, shown: SlidesShown? = nil, readingProtocol: ReadingProtocol? = nil,
    firstRead: FirstRead? = nil, findingID: String, entryDigest: String? = nil
  ) {
    self.decision = decision
    self.finalCall = finalCall
    self.reason = reason
    self.comment = comment
    self.reviewer = reviewer
    self.signedAt = signedAt
    self.meaning = meaning
    self.shown = shown
    self.readingProtocol = readingProtocol
    self.firstRead = firstRead
    self.findingID = findingID
    self.entryDigest = entryDigest
  }

  /// Whether it decides between the readings of others.
  public var isAdjudication: Bool { !adjudicates.isEmpty }
}
