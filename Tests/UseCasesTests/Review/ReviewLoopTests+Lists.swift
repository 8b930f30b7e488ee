import Casework
import Synchronization
import TerminalKit
import Testing
import UseCases

extension ReviewLoopTests {
  @Test("shows the columns that were kept, and keeps those that the reviewer chooses")
  func columns() {
    let kept = Mutex<[ListSettings]>([])
    let shelf = ListShelf(
      load: { ListSettings(columns: [.name, .status]) }, save: { settings in kept.withLock { $0.append(settings) } })
    _ = review(
      [
        .until("S-1"), .press(.character("c")), .until("[ ] age"), .press(.character("u")), .until("[x] age"),
        .press(.escape), .press(.character("q")),
      ], lists: shelf)
    #expect(kept.withLock { $0 } == [ListSettings()])
  }

  @Test("counts the reader's own readings in the background, and shows them")
  func figures() {
    let terminal = review([
      .until("S-1"), .press(.character("Q")), .until("Of the readings of Dr Ada Example alone"),
      .until("Nothing is signed here yet"), .press(.escape), .until("S-1"), .press(.character("q")),
    ])
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
  }
}
