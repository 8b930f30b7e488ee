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
    guard !dialog.awaitsQuiet else { return [] }
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
    case .signature: return pressInSignature(key, dialog)
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

  private mutating func pressInSignature(_ key: Key, _ dialog: SignOffState) -> [Effect] {
    if let command = keys.bindings(in: .signature).first(where: { $0.keys.contains(key) })?.command {
      return perform(command, in: dialog)
    }
    var dialog = dialog
    if key == .enter { dialog.complaint = "Enter does not sign: \(signingKey) does." }
    popup = .signOff(dialog)
    return []
  }

  /// How the key that signs is written.
  var signingKey: String { keys.bindings(in: .signature).first { $0.command == .sign }?.keys.first?.label ?? "" }

  /// Pasted text is comment and nothing else, its line breaks blanks.
  mutating func paste(_ text: String, in dialog: SignOffState) -> [Effect] {
    guard !dialog.awaitsQuiet else { return [] }
    var dialog = dialog
    guard dialog.step == .comment else {
      dialog.complaint = "Pasted text is taken only in the comment."
      popup = .signOff(dialog)
      return []
    }
    let left = dialog.comment.insert(text)
    dialog.complaint =
      left == 0 ? nil : "\(left) characters did not fit: a comment has \(SignOff.commentLimit) at most."
    return keep(dialog)
  }

  // MARK: Input that does not count

  /// Whether what is typed is dropped: a dialog that leads to a signature is not on the screen yet, or what was typed
  /// before it was has not all come. ``Action/inputSettled`` ends it.
  public var awaitsQuiet: Bool {
    guard problem == nil, case .signOff(let dialog) = popup else { return false }
    return dialog.awaitsQuiet
  }

  /// Whether a key counts only where it came by itself.
  var wantsSingleKey: Bool {
    guard case .signOff(let dialog) = popup else { return false }
    return dialog.step == .signature
  }

  mutating func settle() {
    guard problem == nil, case .signOff(var dialog) = popup else { return }
    dialog.isSettled = true
    popup = .signOff(dialog)
  }

  /// What lay behind a problem is painted and settled anew before it can be signed.
  mutating func unsettleBehindProblem() {
    guard problem != nil, case .signOff(var dialog) = popup, dialog.step == .signature, dialog.isSettled else { return }
    dialog.isSettled = false
    popup = .signOff(dialog)
  }

  mutating func refuseCrowd() {
    guard case .signOff(var dialog) = popup, dialog.step == .signature else { return }
    dialog.complaint = "Several keys came at once: none was taken. \(signingKey) by itself signs."
    popup = .signOff(dialog)
  }

  /// Why the slides of the open case cannot be said to have been reviewed.
  var unseenComplaint: String? {
    guard let reading, let index = reading.firstUnseen else { return nil }
    let slides = reading.file.record.slides
    let name = TextWidth.middleTruncated(TextWidth.printable(slides[index].fileName), to: 30)
    if index == reading.slideIndex, pictures.problems[.pane] != nil {
      return "\(name) cannot be shown: the case is not signed as reviewed. Esc, and see why."
    }
    let way = index == reading.slideIndex ? "Esc, and look at it." : "Esc, then w shows it."
    let place = slides.count > 1 ? "Slide \(index + 1) of \(slides.count), \(name)," : "The slide \(name)"
    return "\(place) was not on the screen: \(way)"
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
    case .sign: return sign(dialog)
    case .stepBack: dialog.stepBack()
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
    case (.comment, _):
      dialog.complaint = dialog.missing
      if dialog.complaint == nil { dialog.step = .signature }
    default: dialog.complaint = dialog.missing
    }
    popup = .signOff(dialog)
    return []
  }

  private mutating func sign(_ dialog: SignOffState) -> [Effect] {
    var dialog = dialog
    dialog.complaint = dialog.missing ?? unseenComplaint
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
    reading?.hasTouchedDraft = true
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
    reading?.hasTouchedDraft = true
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
    if var file = queue.file(caseID) ?? reading?.file, file.id == caseID {
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
    return [.refreshQueue]
  }

  /// Nothing was signed: the dialog is where it was, the problem above it.
  mutating func signingFailed(_ caseID: String, _ problem: Problem) {
    self.problem = problem
    guard case .signOff(var dialog) = popup, dialog.caseID == caseID else { return }
    dialog.step = .signature
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

  fileprivate mutating func stepBack() {
    switch step {
    case .signature: step = .comment
    case .comment where decision == .override: step = .override
    case .decision, .override, .comment: step = .decision
    case .signing, .signed: break
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
