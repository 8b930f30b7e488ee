import Casework
import Foundation
import Testing

@testable import UseCases

@Suite("Drafts that the casebook could not take")
struct DraftKeeperTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func keeper(actor: String = "ada") -> DraftKeeper {
    DraftKeeper(
      path: scratch["casebook.sqlite"], folder: scratch["state/drafts"], actor: actor,
      clock: MadeUpWorld().environment.clock)
  }

  @Test("are kept beside it, for their owner's eyes alone, and found again by the same person")
  func kept() throws {
    let draft = SignOffDraft(decision: .confirm, comment: "seen")
    let place = try #require(keeper().keep(draft, of: "S-1/a"))
    #expect(place.hasPrefix(scratch["casebook.sqlite"] + ".draft-S_1_a-"))
    let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(keeper().draft(of: "S-1/a") == draft)
    #expect(keeper(actor: "bea").draft(of: "S-1/a") == nil)
    #expect(keeper().draft(of: "S-1_a") == nil)
    keeper().forget("S-1/a")
    #expect(keeper().draft(of: "S-1/a") == nil)
    #expect(!FileManager.default.fileExists(atPath: place))
  }
}
