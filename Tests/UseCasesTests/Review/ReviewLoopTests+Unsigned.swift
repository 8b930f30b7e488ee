import Casework
import Synchronization
import TerminalKit
import Testing
import Workstation

@testable import UseCases

extension ReviewLoopTests {
  /// Keys with which something happens between the trial of the passphrase and the signature.
  ///
  /// - Parameter meanwhile: whether the key opens after it.
  private static func keys(_ meanwhile: @escaping @Sendable () -> Bool) -> KeyCraft {
    let opened = Mutex(0)
    var keys = keys
    let open = keys.open
    keys.open = { sealed, name, passphrase in
      let isSigned = opened.withLock { opened in
        opened += 1
        return opened > 1
      }
      guard !isSigned || meanwhile() else { return nil }
      return open(sealed, name, passphrase)
    }
    return keys
  }

  /// Why S-1 is not signed, where somebody signs it and leaves within the ten seconds.
  private func left(_ keys: KeyCraft, by key: Key = .control("c")) throws -> String? {
    var unsigned: [UnsignedCase] = []
    let terminal = review(
      Self.untilPassphrase + [.press(.enter), .until("withdraws"), .press(key), .report(.hangup)], keys: keys,
      told: { unsigned = $0 })
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(unsigned.count < 2 && unsigned.first?.caseID ?? "S-1" == "S-1")
    guard case .refused(let problem)? = unsigned.first?.reason else { return nil }
    #expect(try store.caseFile("S-1").signOff == nil)
    return problem.detail
  }

  @Test("whoever leaves has signed: the casebook's answer is waited for, and nothing is said")
  func leavingSigns() throws {
    #expect(try left(Self.keys { true }) == nil)
    #expect(try store.caseFile("S-1").signOff?.reviewer == "Dr Ada Example")
  }

  @Test("whoever leaves is told that they have not signed where the key does not open any more; the draft stays")
  func leavingWithAnotherKey() throws {
    #expect(try left(Self.keys { false })?.contains("notOpened") == true)
    #expect(try store.caseFile("S-1").draft?.finalCall == .high)
  }

  @Test("whoever leaves is told that they have not signed where another slide came under the path")
  func leavingWithAnotherSlide() throws {
    let world = world
    let why = try left(
      Self.keys {
        world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "another")
        return true
      })
    #expect(why != nil)
  }

  @Test("a signature that falls through after its time is told on the screen, and is no signature")
  func fallen() throws {
    var unsigned: [UnsignedCase] = []
    let terminal = review(
      Self.untilPassphrase + [
        .press(.enter), .until("S-1: not signed"), .until("notOpened"), .press(.enter), .untilGone("S-1: not signed"),
        .report(.hangup),
      ], keys: Self.keys { false }, told: { unsigned = $0 })
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(unsigned.isEmpty, "they have read it")
    #expect(try store.caseFile("S-1").signOff == nil)
  }
}
