import Basics

/// Why a casebook did not do what was asked. Nothing is half-written: what failed left everything as it was.
public enum CaseStoreFailure: Error, Equatable, Sendable {
  /// There is no case of that name; the nearest names.
  case noSuchCase(id: String, nearest: [String])
  /// A case of that name is registered, or is twice in what was to be registered.
  case caseExists(id: String)
  /// The case cannot be registered or scored so.
  case refused(id: String, TransitionProblem)
  /// The case cannot be opened for review or signed so.
  case signOff(SignOffProblem)
  /// The case is read blinded, and whoever asks is not told that yet.
  case withheld(id: String, WithheldContent, Withholding)
  /// Somebody else was faster: what was shown is not what is there now.
  case conflict(CaseConflict)
  /// Whoever asked is not who they must be, or may not do it.
  case identity(IdentityProblem)
  /// Nothing can be added to the case, or changed in it.
  case amendment(AmendmentProblem)
  /// A second opinion cannot be asked for, given or taken back.
  case opinion(OpinionProblem)
  /// A label is not the case's, or nothing is to be resolved about it.
  case label(LabelProblem)
  /// What became of the patient cannot be recorded.
  case outcome(OutcomeProblem)
  /// The case is not read again, or nothing but a call is kept meanwhile.
  case repetition(RepeatProblem)
  /// A mark cannot be kept, changed or taken away.
  case mark(MarkProblem)
  /// The casebook does not answer, or cannot take what was to be written.
  case unavailable(CasebookFailure)
}

extension CaseStoreFailure {
  /// What `problem` of the case `caseID` means for whoever asked.
  ///
  /// - Parameter names: the names of all cases; read only where the case is unknown.
  package init(_ problem: TransitionProblem, of caseID: String, names: () throws -> [String]) rethrows {
    switch problem {
    case .unknownCase: self = .unknown(caseID, among: try names())
    case .alreadyRegistered: self = .caseExists(id: caseID)
    case .signOff(let problem): self = .signOff(problem)
    case .conflict(let conflict): self = .conflict(conflict)
    case .identity(let problem): self = .identity(problem)
    case .amendment(let problem): self = .amendment(problem)
    case .opinion(let problem): self = .opinion(problem)
    case .label(let problem): self = .label(problem)
    case .outcome(let problem): self = .outcome(problem)
    case .repetition(let problem): self = .repetition(problem)
    case .badName, .noSlides, .notFinite, .tooLarge, .misplaced: self = .refused(id: caseID, problem)
    }
  }

  /// The answer of `rule` about a case that is known.
  ///
  /// - Throws: what its problem means for whoever asked.
  package static func refusing<Answer>(
    _ caseID: String, _ rule: () throws(TransitionProblem) -> Answer
  ) throws(CaseStoreFailure) -> Answer {
    do throws(TransitionProblem) { return try rule() } catch { throw CaseStoreFailure(error, of: caseID) { [] } }
  }

  /// No such case, with the names that may have been meant.
  package static func unknown(_ caseID: String, among names: [String]) -> CaseStoreFailure {
    .noSuchCase(id: caseID, nearest: NearestNames.nearest(to: caseID, among: names))
  }
}
