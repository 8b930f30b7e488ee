import Casework
import Prognosis
import TerminalKit
import Testing

@testable import UseCases

extension ReviewLoopTests {
  /// A reader with a passphrase of their own, admitted by Ada, at their own workstation.
  func colleague(_ name: String) async throws -> MemoryCaseStore {
    let request = AdmitReviewers.Request(name: name, role: .pathologist, passphrase: Passphrase(Self.words + name))
    try await AdmitReviewers(store: store, keys: Self.keys).admit(
      request, by: .init(name: "Dr Ada Example", passphrase: Passphrase(Self.words)))
    return MemoryCaseStore(actor: name, sharing: store)
  }

  /// From the passphrase to the signature.
  private static func signed(_ passphrase: String) -> [FakeTerminal.Step] {
    [.until("Your passphrase")] + FakeTerminal.Step.type(passphrase)
      + [.until(String(repeating: "•", count: passphrase.count)), .press(.enter), .until("SIGNED"), .report(.hangup)]
  }

  /// Low, against the model, because of the histology.
  private static let overrides: [FakeTerminal.Step] = [
    .press(.character("l")), .until("◉ ▼ LOW"), .press(.character("8")), .until("▌histology"), .press(.enter),
  ]

  /// To the dialog that signs, by a first call.
  private static let firstCall = Array(blinded.prefix(13))

  @Test("a resident hears when the dialog opens that they cannot sign or answer, and is asked for no passphrase")
  func resident() async throws {
    let request = AdmitReviewers.Request(name: "Cy Marsh", role: .resident, passphrase: Passphrase(Self.words + "cy"))
    try await AdmitReviewers(store: store, keys: Self.keys).admit(
      request, by: .init(name: "Dr Ada Example", passphrase: Passphrase(Self.words)))
    let own = MemoryCaseStore(actor: "Cy", sharing: store)
    let opened: [FakeTerminal.Step] = [
      .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"), .press(.character("s")),
    ]
    let drafts = review(
      opened + [
        .until("noRight"), .until("keep draft"), .press(.character("h")), .until("◉ ▲ HIGH"), .press(.enter),
        .until("noRight"), .report(.hangup),
      ], as: "Cy Marsh", at: own)
    #expect(drafts.missed == nil, "\(drafts.text.joined(separator: "\n"))")
    #expect(!drafts.text.joined().contains("Your passphrase"))
    #expect(try own.caseFile("S-1").draft?.finalCall == .high)
  }

  @Test("read by two who differ, a case goes to a third, and each is told what they may know")
  func double() async throws {
    let passphrase = Passphrase(Self.words)
    try await SetProtocol(store: store, keys: Self.keys)(.double, for: "S-1", by: "Dr Ada Example", passphrase)
    let (bo, cy) = (try await colleague("Bo Lind"), try await colleague("Cy Marsh"))

    let first = review(Array(Self.blinded.dropLast()) + Self.signed(Self.words))
    #expect(first.missed == nil, "\(first.text.joined(separator: "\n"))")
    let program = store.opened(for: .program)
    #expect(try program.caseFile("S-1").status == .awaitingReader)

    let again = review([
      .until("awaiting"), .press(.enter), .until("Your reading is"), .untilGone("drawing"),
      .press(.character("s")), .until("Your reading is signed: another reader decides next."), .report(.hangup),
    ])
    #expect(again.missed == nil, "\(again.text.joined(separator: "\n"))")

    let second = review(
      Self.firstCall + Self.overrides + Self.signed(Self.words + "Bo Lind"), as: "Bo Lind", at: bo)
    #expect(second.missed == nil, "\(second.text.joined(separator: "\n"))")
    let differed = try program.caseFile("S-1")
    #expect(differed.isToAdjudicate && differed.readings.map(\.finalCall) == [.high, .low])

    let third = review(
      [
        .until("awaiting"), .press(.enter), .until("The two readings"), .until("Bo Lind: low, override"),
        .until("18.4 %"), .untilGone("drawing"), .press(.character("s")), .until("keep draft"), .until("between"),
      ] + Self.overrides + [.until("I saw the signed readings of both")] + Self.signed(Self.words + "Cy Marsh"),
      as: "Cy Marsh", at: cy)
    #expect(third.missed == nil, "\(third.text.joined(separator: "\n"))")

    let file = try store.caseFile("S-1")
    #expect(file.status == .signed && file.signOff?.reviewer == "Cy Marsh" && file.signOff?.finalCall == .low)
    #expect(file.readings.map(\.reviewer) == ["Dr Ada Example", "Bo Lind"])
    #expect(file.signOff?.adjudicates == file.readings.compactMap(\.entryDigest) && file.readings.count == 2)
    #expect(file.readings.allSatisfy { $0.firstRead != nil } && file.signOff?.firstRead == nil)
    let kinds = try store.entries(after: 0, limit: 99).filter { $0.caseID == "S-1" }.suffix(8).map(\.kind)
    #expect(
      kinds == [
        "review-opened", "first-read", "signed", "review-opened", "first-read", "signed", "review-opened", "signed",
      ])
    #expect(try store.verify().isIntact)
  }

  @Test("a first reading that is withdrawn leaves the case as it was, for anybody to read")
  func withdrawn() async throws {
    let passphrase = Passphrase(Self.words)
    try await SetProtocol(store: store, keys: Self.keys)(.double, for: "S-1", by: "Dr Ada Example", passphrase)
    let bo = try await colleague("Bo Lind")
    let typed = FakeTerminal.Step.type(Self.words) + [.until(String(repeating: "•", count: Self.words.count))]
    let first = review(
      Self.blinded + typed + [
        .press(.enter), .until("z withdraws"), .press(.character("z")), .until("Withdrawn"), .report(.hangup),
      ])
    #expect(first.missed == nil, "\(first.text.joined(separator: "\n"))")
    let file = try store.opened(for: .program).caseFile("S-1")
    #expect(file.readings.isEmpty && file.signOff == nil && file.firstReads.map(\.reviewer) == ["Dr Ada Example"])
    #expect(!(try store.entries(after: 0, limit: 99).contains { $0.kind == "signed" }))
    try store.closeReview("S-1", reviewer: "Dr Ada Example")
    let other = review(
      Self.firstCall + Self.overrides + Self.signed(Self.words + "Bo Lind"), as: "Bo Lind", at: bo)
    #expect(other.missed == nil, "\(other.text.joined(separator: "\n"))")
    #expect(try store.opened(for: .program).caseFile("S-1").readings.map(\.reviewer) == ["Bo Lind"])
  }
}
