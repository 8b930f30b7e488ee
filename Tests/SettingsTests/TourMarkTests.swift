import Foundation
import Settings
import Testing

@Suite("Whether the tour was shown")
struct TourMarkTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/tour-\(UUID().uuidString)"

  private func mark(_ state: String) -> TourMark {
    TourMark(Places(environment: ["XDG_STATE_HOME": state], executable: "/nowhere"))
  }

  @Test("it is shown once on a machine, and remembered in the folder of state")
  func once() {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(mark(folder).take())
    #expect(!mark(folder).take())
    #expect(FileManager.default.fileExists(atPath: folder + "/coverslip/tour-shown"))
  }

  @Test("where it cannot be remembered it is not shown, so that it does not come each time")
  func unwritable() {
    #expect(!mark("/proc/nothing").take())
  }
}
