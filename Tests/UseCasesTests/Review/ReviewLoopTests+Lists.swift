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
}
