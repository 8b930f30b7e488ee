import Casework
import TerminalKit
import Testing

@testable import Workstation

/// The dialog by itself: keys in, outcomes out.
@Suite("The sign-off as a room")
struct SignOffRoomTests {
  private static let keys = SignOffKeys()

  private func dialog() -> SignOffState {
    var dialog = SignOffState(file: Sketch.high, finding: Sketch.finding(.high))
    dialog.settle()
    return dialog
  }

  @Test("asks for each change of the draft to be kept, once")
  func keeps() {
    var dialog = dialog()
    let draft = SignOffDraft(decision: .confirm)
    #expect(dialog.press("c", Self.keys, unseen: nil) == [.keep(draft)])
    #expect(dialog.press(.escape, Self.keys, unseen: nil) == [.close(keepsDraft: true)])
  }

  @Test("closes without a draft where nothing was chosen")
  func nothing() {
    var dialog = dialog()
    #expect(dialog.press("q", Self.keys, unseen: nil) == [.close(keepsDraft: false)])
  }

  @Test("signs nothing while a slide was not seen, and says which")
  func unseen() {
    var dialog = dialog()
    _ = dialog.press("c", Self.keys, unseen: nil)
    _ = dialog.press(.enter, Self.keys, unseen: nil)
    dialog.settle()
    #expect(dialog.press(.control("y"), Self.keys, unseen: "Look at it.") == [])
    #expect(dialog.complaint == "Look at it.")
    #expect(
      dialog.press(.control("y"), Self.keys, unseen: nil)
        == [.sign(findingID: "finding-1", SignOffDraft(decision: .confirm))])
  }

  @Test("takes no key before it is settled")
  func unsettled() {
    var dialog = SignOffState(file: Sketch.high, finding: Sketch.finding(.high))
    #expect(dialog.press("c", Self.keys, unseen: nil) == [])
    #expect(dialog.decision == nil)
  }

  @Test("other keys in its tables are other keys of the dialog")
  func otherKeys() {
    var keys = SignOffKeys()
    keys.decision = KeyTable("In the sign-off", [KeyBinding(["y"], .confirm, "confirm")])
    var dialog = dialog()
    #expect(dialog.press("c", keys, unseen: nil) == [])
    #expect(dialog.press("y", keys, unseen: nil) == [.keep(SignOffDraft(decision: .confirm))])
  }
}
