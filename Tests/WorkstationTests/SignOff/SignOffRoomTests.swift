import Casework
import TerminalKit
import Testing

@testable import Workstation

/// The dialog by itself: keys in, outcomes out.
@Suite("The sign-off as a room")
struct SignOffRoomTests {
  private static let keys = SignOffKeys()

  private func dialog(_ file: CaseFile = Sketch.high) -> SignOffState {
    var dialog = SignOffState(file: file, finding: file.finding ?? Sketch.finding(.high))
    dialog.settle()
    return dialog
  }

  private func press(_ keys: Key..., in dialog: inout SignOffState, seen: SlidesSeen = .all) -> [SignOffOutcome] {
    keys.flatMap { dialog.press($0, Self.keys, slides: seen) }
  }

  @Test("asks for each choice to be kept, once")
  func keeps() {
    var dialog = dialog()
    let draft = SignOffDraft(decision: .confirm, finalCall: .high)
    #expect(press("h", in: &dialog) == [.keep(draft)])
    #expect(press("h", in: &dialog) == [])
    #expect(press(.escape, in: &dialog) == [.close(keepsDraft: true)])
  }

  @Test("closes without a draft where nothing was chosen")
  func nothing() {
    var dialog = dialog()
    #expect(press("q", in: &dialog) == [.close(keepsDraft: false)])
  }

  @Test("confirm and override follow from one's own call and cost the same keys, apart from the reason")
  func sameCost() {
    var (confirming, overriding) = (dialog(), dialog())
    _ = press("h", .enter, "p", .enter, in: &confirming)
    #expect(confirming.step == .checking)
    _ = press("l", "8", .enter, "p", .enter, in: &overriding)
    #expect(overriding.step == .checking)
    #expect(confirming.draft.decision == .confirm)
    #expect(overriding.draft.decision == .override)
  }

  @Test("takes a passphrase and no other text to sign, and hands it on once")
  func passphrase() {
    var dialog = dialog()
    _ = press("h", .enter, in: &dialog)
    #expect(press(.enter, in: &dialog) == [])
    #expect(dialog.complaint == "Type your passphrase, then Enter.")
    var draft = SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
    draft.diagnosisRead = .notStated
    _ = press("p", "a", in: &dialog)
    #expect(
      press(.enter, in: &dialog)
        == [.sign(findingID: "finding-1", draft, Passphrase("pa"))])
    #expect(dialog.passphrase.isEmpty, "it is gone from the dialog")
    #expect(press(.enter, in: &dialog) == [])
  }

  @Test("nothing of the passphrase is in the dialog's description, its dump or its draft")
  func secrecy() {
    var dialog = dialog()
    _ = press("h", .enter, "x", "y", "z", "z", "y", in: &dialog)
    var dumped = ""
    dump(dialog, to: &dumped)
    #expect(!dumped.contains("xyzzy") && !"\(dialog)".contains("xyzzy"))
    #expect(!String(decoding: dialog.draft.canonicalBytes, as: UTF8.self).contains("xyzzy"))
    let effect = Effect.checkPassphrase(caseID: "S-12", draft: dialog.draft, Passphrase("xyzzy"))
    #expect(!"\(effect)".contains("xyzzy"))
  }

  @Test("signs no call while no slide was on the screen, and says why; to defer and to reject need none")
  func unseen() {
    let unseen = SlidesSeen(shown: .allBut(["S-12.svs"]), refusal: "Look at it.")
    var dialog = dialog()
    _ = press("h", .enter, in: &dialog, seen: unseen)
    #expect(dialog.step == .choice)
    #expect(dialog.complaint == "Look at it.")
    _ = press("r", "1", .enter, "p", in: &dialog, seen: unseen)
    var draft = SignOffDraft(decision: .reject, reason: .rejection(.quality), shown: .allBut(["S-12.svs"]))
    draft.diagnosisRead = .notStated
    let outcomes = press(.enter, in: &dialog, seen: unseen)
    #expect(outcomes == [.sign(findingID: "finding-1", draft, Passphrase("p"))])
  }

  @Test("takes no key before it is settled")
  func unsettled() {
    var dialog = SignOffState(file: Sketch.high, finding: Sketch.finding(.high))
    #expect(press("h", in: &dialog) == [])
    #expect(dialog.decision == nil)
    #expect(dialog.paste("text") == [])
  }

  @Test("other keys in its tables are other keys of the dialog")
  func otherKeys() {
    var keys = SignOffKeys()
    keys.choice = KeyTable("In the sign-off", [KeyBinding(["y"], .callHigh, "high")])
    var dialog = dialog()
    #expect(dialog.press("h", keys, slides: .all) == [])
    dialog.settle()
    #expect(
      dialog.press("y", keys, slides: .all, now: 2) == [.keep(SignOffDraft(decision: .confirm, finalCall: .high))])
  }

  @Test("a draft of before, or of another finding, presets no call that it does not hold")
  func olderDrafts() {
    var file = Sketch.high
    file.draft = SignOffDraft(decision: .confirm, comment: "c")
    #expect(dialog(file).decision == nil)
    file.draft = SignOffDraft(decision: .override, finalCall: .noCall, reason: .override(.wrongRegion))
    #expect(dialog(file).ownCall == nil)
    file.draft = SignOffDraft(decision: .confirm, finalCall: .low)
    #expect(dialog(file).decision == .override, "the model says high by now")
  }

  @Test("offers a laboratory's own reasons behind the built-in ones")
  func laboratory() {
    let slow = LaboratoryReason(code: "slow-fixation", label: "slow fixation")
    let reasons = ReasonList(own: [.init(decision: .defer, reason: slow)])
    var dialog = SignOffState(file: Sketch.high, finding: Sketch.finding(.high), reasons: reasons)
    dialog.settle()
    _ = press("d", "7", in: &dialog)
    #expect(dialog.draft == SignOffDraft(decision: .defer, reason: .laboratory(slow)))
  }
}
