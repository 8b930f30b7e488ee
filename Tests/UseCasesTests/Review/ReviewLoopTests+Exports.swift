import Casework
import Synchronization
import TerminalKit
import Testing
import Workstation

@testable import UseCases

extension ReviewLoopTests {
  /// What was asked for, each with how its case stood then; and a disk that may be full.
  private final class Exported: Sendable {
    private struct DiskFull: Error, CustomStringConvertible {
      let description = "the disk is full"
    }

    let lines = Mutex<[String]>([])

    func exports(of store: MemoryCaseStore, isFull: Bool = false) -> CaseExports {
      CaseExports(folder: "/lab/reports") { [self] caseID, format in
        let status = try store.opened(for: .anybody).caseFile(caseID).status
        lines.withLock { $0.append("\(caseID) \(format.rawValue) \(status.rawValue)") }
        guard !isFull else { throw DiskFull() }
        return ["/lab/reports/\(caseID).\(format.rawValue)"]
      }
    }
  }

  private static let untilCase: [FakeTerminal.Step] = [
    .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"),
  ]

  /// The list, and the keys of formats in it.
  private static func export(_ keys: Character...) -> [FakeTerminal.Step] {
    [.press(.character("E")), .until("Export S-1")] + keys.map { .press(.character($0)) }
  }

  @Test("a case is signed, and two keys make its report, which knows the signature")
  func exportsSigned() async throws {
    let exported = Exported()
    let terminal = review(
      Self.untilPassphrase + [.press(.enter), .until("SIGNED")] + Self.export("p")
        + [.until("PDF report written: reports/S-1.pdf"), .report(.hangup)], exports: exported.exports(of: store))
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(exported.lines.withLock { $0 } == ["S-1 pdf signed"])
  }

  @Test("what was asked for is made in its order, also where the reader leaves meanwhile")
  func exportsInOrder() async throws {
    let exported = Exported()
    let terminal = review(
      Self.untilCase + Self.export("p", "w") + [.report(.hangup)], exports: exported.exports(of: store))
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(exported.lines.withLock { $0 } == ["S-1 pdf scored", "S-1 html scored"])
  }

  @Test("why nothing is made is told, and the reader goes on")
  func exportsFailing() async throws {
    let exported = Exported()
    let terminal = review(
      Self.untilCase + Self.export("p") + [.until("No PDF report: the disk is full"), .report(.hangup)],
      exports: exported.exports(of: store, isFull: true))
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(exported.lines.withLock { $0 } == ["S-1 pdf scored"])
  }
}
