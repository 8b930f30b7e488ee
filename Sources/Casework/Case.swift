import Basics
import Microscopy
import Prognosis

/// Where a case stands. Raw values are stored codes: see ``LedgerEvent/format``.
public enum CaseStatus: String, Sendable, Codable, CaseIterable {
  case new, scored
  case inReview = "in-review"
  case signed, addendum, amended
  /// Put off by a reader: to do again.
  case deferred
  /// A reader has rejected its slide: closed, without a call.
  case rejected
  /// A reader has signed, and another one must: to do for them.
  case awaitingReader = "awaiting-reader"

  /// Whether nothing is left to do: no later finding replaces the one that was signed upon.
  public var isClosed: Bool {
    switch self {
    case .new, .scored, .inReview, .deferred, .awaitingReader: false
    case .signed, .addendum, .amended, .rejected: true
    }
  }
}

/// A slide as registered with a case.
public struct CaseSlide: Hashable, Sendable, Codable {
  /// Absolute path.
  public var path: String
  /// Level-0 px.
  public var size: PixelSize
  /// Micrometres per level-0 px as used.
  public var mpp: MicronsPerPixel
  /// Whether ``mpp`` was given by a person because the slide has none (or overrides it).
  public var mppGiven: Bool
  /// Objective power such as 20 or 40, where known.
  public var objective: Double?
  /// The format as the reader names it.
  public var vendor: String
  /// SHA-256 of the size and of fixed ranges of every file that the slide consists of, as registered, 64 hexadecimal
  /// digits; `nil` in casebooks of older versions.
  public var quickDigest: String?
  /// What the slide's own file says of its pixels where ``mpp`` was given by a person and both are known.
  public var mppStated: MicronsPerPixel?
  /// What the slide's label must say, as the manifest has it; `nil` where it does not say so.
  public var expectedLabel: String?

  /// A slide by what is known of its file; whatever is left out can be set afterwards.
  public init(
    path: String, size: PixelSize, mpp: MicronsPerPixel, mppGiven: Bool, objective: Double?, vendor: String
  ) {
    self.path = path
    self.size = size
    self.mpp = mpp
    self.mppGiven = mppGiven
    self.objective = objective
    self.vendor = vendor
  }

  /// The last component of the path.
  public var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// A case as registered: one tumour of one patient, on one or more slides.
public struct Case: Hashable, Sendable, Codable, Identifiable {
  /// Accession number, unique in the casebook.
  public var id: String
  /// Pseudonym of the patient.
  public var patient: String?
  /// ISO 8601 day on which the case was received.
  public var received: String?
  /// At least one.
  public var slides: [CaseSlide]
  /// What is known of patient and tumour besides the slides.
  public var clinical: ClinicalVariables
  /// A note of the laboratory.
  public var note: String?
  /// Manifest columns that Coverslip does not know, kept as given.
  public var extra: [String: String]

  /// A case with its slides; whatever is left out is not known.
  public init(
    id: String, patient: String? = nil, received: String? = nil, slides: [CaseSlide],
    clinical: ClinicalVariables = ClinicalVariables(), note: String? = nil, extra: [String: String] = [:]
  ) {
    self.id = id
    self.patient = patient
    self.received = received
    self.slides = slides
    self.clinical = clinical
    self.note = note
    self.extra = extra
  }
}

extension Case {
  /// The specimen or block, where a column of the manifest names it: `specimen`, `specimen id`, `block`, or such with
  /// other signs between the words.
  public var specimen: String? {
    let columns = extra.map { (Self.folded($0.key), $0.value) }
    return Self.specimenColumns.lazy.compactMap { name in columns.first { $0.0 == name && !$0.1.isEmpty }?.1 }.first
  }

  /// Whether a column of a manifest names the specimen.
  public static func namesSpecimen(_ column: String) -> Bool { specimenColumns.contains(folded(column)) }

  private static var specimenColumns: [String] { ["specimen", "specimenid", "block", "blockid"] }

  private static func folded(_ column: String) -> String { column.lowercased().filter { $0.isLetter } }
}

/// A case with all that hangs on it: what lists and screens show. A projection of the ledger.
public struct CaseFile: Hashable, Sendable, Codable, Identifiable {
  /// The case as registered.
  public var record: Case
  /// Where it stands.
  public var status: CaseStatus
  /// The newest finding; of a case that was signed upon, by one of several readers too, that finding, which no later
  /// scoring replaces.
  public var finding: Finding?
  /// The newest finding made after that: kept beside the signed one.
  public var newerFinding: Finding?
  /// The last signed reading: never replaced once it closes the case. One that puts the case off stands until the next.
  public var signOff: SignOff?
  /// The reviewer's unfinished sign-off, kept through a crash.
  public var draft: SignOffDraft?
  /// Who opened it for review.
  public var reviewer: String?
  /// Who reads it now, to sign it; in no ledger, and gone with the reader's workstation.
  public var claim: ReadingClaim?
  /// What was added and changed after the case was closed, in its order; ``signOff`` stays what was signed first.
  public var supplements: [Supplement]
  /// How the case is read where that was set for it alone.
  public var ownProtocol: ReadingProtocol?
  /// How the casebook's cases are read; of a closed case how they were read when it was closed.
  public var houseProtocol = ReadingProtocol.open
  /// The readers' first calls, in their order.
  public var firstReads: [FirstRead] = []
  /// What was asked about places of its slides, and answered, in its order.
  public var opinions: [SecondOpinion] = []
  /// What readers have signed that does not close the case, in their order, where its protocol asks for several of
  /// them.
  public var readings: [SignOff] = []
  /// What put the case off before something else was signed, in its order. A case that is asked for by its name has it;
  /// the pages of a list may leave it empty.
  public var putOff: [SignOff] = []
  /// What became of the patient, as it was recorded after the case was closed, in its order; the last one counts.
  public var outcomes: [RecordedOutcome] = []
  /// What its readers said when they read it again after it was closed, in its order.
  public var repeats: [RepeatedRead] = []
  /// Mismatches between labels and case that readers have resolved, in their order.
  public var labelResolutions: [LabelResolution] = []
  /// What the slides' labels say now, where somebody looked again since the case was scored: one per slide, or none.
  public var checkedLabels: [LabelCheck] = []
  /// The same beside the newer finding, where there is one: its scoring may have read another file.
  public var newerCheckedLabels: [LabelCheck] = []
  /// What the scoring found of the labels, where its finding was taken away.
  var keptEvidence: LabelEvidence?
  /// What readers have marked on its slides, in the order in which it was marked; in no ledger.
  public var marks: [SlideMark] = []
  /// Until when its finding, and what colleagues say, is withheld: set where ``disclosed(to:among:)`` has taken these
  /// away.
  public internal(set) var withheld: Withholding?
  /// Why patient, specimen and what the labels say are withheld: set where ``disclosed(to:among:)`` has taken these
  /// away.
  public internal(set) var identitiesWithheld: IdentityWithholding?
  /// What the reader whom it is told to may do: set by ``disclosed(to:among:)``; `nil` where it is told to no reader,
  /// or nobody was ever admitted.
  public internal(set) var readerRights: Set<ReviewerRight>?

  /// A case as it stands: what was registered, its status, and what has happened to it so far.
  public init(
    record: Case, status: CaseStatus, finding: Finding? = nil, newerFinding: Finding? = nil, signOff: SignOff? = nil,
    draft: SignOffDraft? = nil, reviewer: String? = nil, claim: ReadingClaim? = nil,
    supplements: [Supplement] = []
  ) {
    self.record = record
    self.status = status
    self.finding = finding
    self.newerFinding = newerFinding
    self.signOff = signOff
    self.draft = draft
    self.reviewer = reviewer
    self.claim = claim
    self.supplements = supplements
  }

  /// The accession number.
  public var id: String { record.id }

  /// Whatever was signed of the case but its supplements: what put it off, the readings of several readers, and the
  /// last signature.
  public var signatures: [SignOff] { putOff + readings + [signOff].compactMap(\.self) }

  /// The signed reading, where it closes the case.
  public var closingSignOff: SignOff? { signOff.flatMap { $0.decision.closesCase ? $0 : nil } }
}

extension CaseFile {
  /// The longest name of a case, Unicode scalars.
  public static let nameLimit = 200

  /// Whether a case may be called so: not empty, no control characters, no blanks around it, not too long.
  public static func isName(_ name: String) -> Bool {
    !name.isEmpty && CleanText.cleaned(name) == name && name.unicodeScalars.count <= nameLimit
  }
}
