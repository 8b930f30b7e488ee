import Casework
import Prognosis
import TerminalKit

extension WorkstationState {
  /// Opens the dialog where the case can be signed; else says why not and what to do.
  mutating func openSignOff() {
    guard let file = reading?.file else { return }
    if let signOff = file.signOff {
      notice =
        "Signed by \(signOff.reviewer) on \(signOff.signedAt.prefix(10)): a signed reading is never changed."
    } else if file.status.isSigned {
      notice = "The case is \(file.status.rawValue): a signed reading is never changed."
    } else if let finding = file.finding {
      popup = .signOff(SignOffState(file: file, finding: finding))
    } else {
      problem = Problem(
        title: "Nothing to sign yet", detail: "Case \(file.id) has no finding: no model has scored it.",
        remedy: "Score it with: coverslip score \(file.id)")
    }
  }

  mutating func press(_ key: Key, in dialog: SignOffState) -> [Effect] {
    var dialog = dialog
    dialog.complaint = nil
    switch dialog.step {
    case .signing: return []
    case .signed: return closeSigned(key)
    case .comment: return pressInComment(key, dialog)
    case .override:
      if let index = Self.reasonIndex(of: key) {
        dialog.reasonIndex = index
        return keep(dialog)
      }
      return perform(keys.command(for: key, in: .override), in: dialog)
    case .decision: return perform(keys.command(for: key, in: .decision), in: dialog)
    }
  }

  /// The keys of the reasons, in their order.
  static let reasonKeys: [Key] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"]

  private static func reasonIndex(of key: Key) -> Int? {
    reasonKeys.prefix(OverrideReason.allCases.count).firstIndex(of: key)
  }

  private mutating func pressInComment(_ key: Key, _ dialog: SignOffState) -> [Effect] {
    var dialog = dialog
    if let command = keys.bindings(in: .comment).first(where: { $0.keys.contains(key) })?.command {
      return perform(command, in: dialog)
    }
    guard dialog.comment.press(key) else { return [] }
    return keep(dialog)
  }

  private mutating func perform(_ command: Command?, in dialog: SignOffState) -> [Effect] {
    var dialog = dialog
    switch command {
    case .confirm:
      dialog.decision = .confirm
      dialog.step = .comment
    case .override:
      dialog.decision = .override
      dialog.step = .override
      if dialog.finalCall == nil || dialog.finalCall == dialog.modelCall { dialog.finalCall = dialog.likeliestOverride }
    case .reasonDown: dialog.moveReason(by: 1)
    case .reasonUp: dialog.moveReason(by: -1)
    case .otherFinalCall: dialog.switchFinalCall()
    case .proceed: return proceed(dialog)
    case .stepBack: dialog.step = dialog.step == .comment && dialog.decision == .override ? .override : .decision
    case .keepDraft: return close(dialog)
    case .discardDraft: return discard()
    default: return []
    }
    return keep(dialog)
  }

  private mutating func proceed(_ dialog: SignOffState) -> [Effect] {
    var dialog = dialog
    switch (dialog.step, dialog.decision) {
    case (.decision, .confirm?): dialog.step = .comment
    case (.decision, .override?): dialog.step = .override
    case (.override, _) where dialog.finalCall == nil || dialog.reason == nil: dialog.complaint = dialog.missing
    case (.override, _): dialog.step = .comment
    case (.comment, _): return sign(dialog)
    default: dialog.complaint = dialog.missing
    }
    popup = .signOff(dialog)
    return []
  }

  private mutating func sign(_ dialog: SignOffState) -> [Effect] {
    var dialog = dialog
    dialog.complaint = dialog.missing
    if dialog.complaint == nil { dialog.step = .signing }
    popup = .signOff(dialog)
    guard dialog.step == .signing else { return [] }
    return [.sign(caseID: dialog.caseID, findingID: dialog.finding.id, dialog.draft)]
  }

  /// Shows the dialog, and has its draft saved where it changed.
  private mutating func keep(_ dialog: SignOffState) -> [Effect] {
    popup = .signOff(dialog)
    let draft = dialog.draft == SignOffDraft() ? nil : dialog.draft
    guard reading?.file.draft != draft else { return [] }
    reading?.file.draft = draft
    if let file = reading?.file { replace(file) }
    return [.saveDraft(caseID: dialog.caseID, draft)]
  }

  private mutating func close(_ dialog: SignOffState) -> [Effect] {
    let effects = keep(dialog)
    popup = nil
    if reading?.file.draft != nil { notice = "Nothing was signed. The draft is kept: s goes on with it." }
    return effects
  }

  private mutating func discard() -> [Effect] {
    guard let file = reading?.file, let finding = file.finding, file.draft != nil else { return [] }
    reading?.file.draft = nil
    var bare = file
    bare.draft = nil
    replace(bare)
    popup = .signOff(SignOffState(file: bare, finding: finding))
    return [.saveDraft(caseID: file.id, nil)]
  }

  private mutating func closeSigned(_ key: Key) -> [Effect] {
    guard [.enter, .escape, "q", " "].contains(key) else { return [] }
    popup = nil
    return []
  }

  // MARK: Answers

  mutating func receive(_ signOff: SignOff, of caseID: String) -> [Effect] {
    if var file = queue.cases.first(where: { $0.id == caseID }) ?? reading?.file, file.id == caseID {
      file.signOff = signOff
      file.status = .signed
      file.draft = nil
      replace(file)
      if reading?.file.id == caseID { reading?.file = file }
    }
    if case .signOff(var dialog) = popup, dialog.caseID == caseID {
      dialog.step = .signed(signOff)
      popup = .signOff(dialog)
    }
    return [.loadQueue]
  }

  /// Nothing was signed: the dialog is where it was, the problem above it.
  mutating func signingFailed(_ caseID: String, _ problem: Problem) {
    self.problem = problem
    guard case .signOff(var dialog) = popup, dialog.caseID == caseID else { return }
    dialog.step = .comment
    popup = .signOff(dialog)
  }
}

extension SignOffState {
  /// The opposite of a call that is made; nothing is suggested where the model declined.
  fileprivate var likeliestOverride: Call? {
    switch modelCall {
    case .high: .low
    case .low: .high
    case .noCall: nil
    }
  }

  fileprivate mutating func switchFinalCall() {
    let index = finalCall.flatMap { alternatives.firstIndex(of: $0) } ?? -1
    finalCall = alternatives[(index + 1) % alternatives.count]
  }

  fileprivate mutating func moveReason(by step: Int) {
    let last = OverrideReason.allCases.count - 1
    guard let present = reasonIndex else {
      reasonIndex = step > 0 ? 0 : last
      return
    }
    reasonIndex = min(max(0, present + step), last)
  }
}
