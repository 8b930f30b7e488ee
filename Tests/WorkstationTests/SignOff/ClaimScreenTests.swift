import Casework
import Testing

@testable import Workstation

@Suite("A case that somebody reads, to sign it")
struct ClaimScreenTests {
  private static let others = ReadingClaim(
    reviewer: "Dr Grace Sample", since: "2026-11-02T11:00:00Z", until: "2026-11-02T11:15:00Z")

  private static func read(by claim: ReadingClaim) -> CaseFile {
    var file = Sketch.high
    file.claim = claim
    return file
  }

  @Test("is claimed by the key to one's own call, and the claim is renewed each minute while the case is open")
  func claimed() {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    bench.drawPictures()
    #expect(!bench.take().contains(.openReview(caseID: "S-12")))
    bench.press("s")
    #expect(bench.take().contains(.openReview(caseID: "S-12")))
    bench.wait(seconds: 59)
    #expect(!bench.take().contains(.openReview(caseID: "S-12")))
    bench.wait(seconds: 1)
    #expect(bench.take().contains(.openReview(caseID: "S-12")))
  }

  @Test("is given back when it is left, and when its draft is thrown away")
  func givenBack() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .escape)
    #expect(!bench.take().contains(.closeReview(caseID: "S-12")), "the draft is kept, and the case is open")
    bench.press(.escape)
    #expect(bench.take().contains(.closeReview(caseID: "S-12")))
    bench.press(.enter, .escape)
    #expect(!bench.take().contains(.closeReview(caseID: "S-12")), "it was only looked at")
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s", "x", "x", .escape)
    #expect(bench.take().contains(.closeReview(caseID: "S-12")))
  }

  @Test("keeps its claim while a signature can be withdrawn, and gives it back when that is done elsewhere")
  func withdrawn() {
    var bench = Bench.held(Sketch.high)
    bench.press(.escape, .escape)
    #expect(!bench.take().contains(.closeReview(caseID: "S-12")))
    bench.press("z")
    #expect(bench.take().contains(.closeReview(caseID: "S-12")))
  }

  @Test("is not signed where the workstation is ended while that can be withdrawn: which case that is, is told")
  func ended() {
    var bench = Bench.held(Sketch.high)
    bench.send(.hungUp)
    #expect(bench.take() == [.closeReview(caseID: "S-12"), .quit])
    #expect(bench.state.unsigned == [UnsignedCase(caseID: "S-12", reason: .ended)])
    var left = Bench.held(Sketch.high)
    left.press(.control("c"))
    #expect(left.take().contains { if case .sign = $0 { true } else { false } }, "whoever leaves has signed")
    #expect(left.state.unsigned.isEmpty)
  }

  @Test("is signed for as long as that can be withdrawn, in panel and queue, and no draft; withdrawn it is one again")
  func heldInPanel() {
    var bench = Bench.held(Sketch.high)
    bench.press(.escape)
    bench.wait(seconds: 3)
    #expect(bench.text.contains("Signed, can be withdrawn for"), "\(bench.text)")
    #expect(!bench.text.contains("not signed") && !bench.text.contains("s sign off"))
    bench.press(.escape)
    #expect(bench.text.contains("Signed, can be withdrawn for 7\u{A0}s."), "\(bench.text)")
    #expect(!bench.text.contains("A draft of the sign-off"))
    bench.press("z")
    #expect(bench.text.contains("A draft of the sign-off is kept."))
    bench.press(.enter)
    #expect(bench.text.contains("Draft, to confirm: not"))
  }

  @Test("by another one says so, can be looked at, and not signed")
  func others() {
    var bench = Bench(columns: 120, rows: 40, cases: [Self.read(by: Self.others)])
    bench.press(.enter)
    bench.drawPictures()
    #expect(bench.text.contains("Dr Grace Sample reads this case"))
    #expect(bench.text.contains("Since 11:00 UTC") && bench.text.contains("11:15 UTC."))
    #expect(!bench.text.contains("s sign off"))
    _ = bench.take()
    bench.press("s")
    #expect(bench.state.popup == nil)
    #expect(bench.state.notice?.contains("Dr Grace Sample reads this case") == true)
    #expect(!bench.take().contains(.openReview(caseID: "S-12")))
  }

  @Test("has its reader in the queue for as long as they have it, and not once they gave it back")
  func inQueue() {
    var opened = Self.read(by: Self.others)
    (opened.status, opened.reviewer) = (.inReview, "Dr Grace Sample")
    #expect(Bench(columns: 160, rows: 40, cases: [opened]).text.contains("Dr Grace"))
    opened.claim = nil
    #expect(!Bench(columns: 160, rows: 40, cases: [opened]).text.contains("Dr Grace"))
  }

  @Test("by oneself, here or at another workstation, is signed as ever")
  func own() {
    let own = ReadingClaim(reviewer: "Dr Ada Example", since: Self.others.since, until: Self.others.until)
    let bench = Bench.signing(Self.read(by: own))
    #expect(bench.text.contains("Sign off S-12"))
    #expect(!bench.words.contains("reads this case"))
  }

  @Test("that another one claimed a moment before closes the dialog and says who has it; the draft is kept")
  func raced() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h")
    let problem = Problem(title: "Another reviewer is reading this case", detail: "Dr Grace Sample", remedy: "Wait.")
    bench.send(.claimRefused(caseID: "S-12", problem))
    #expect(bench.state.popup == nil)
    #expect(bench.text.contains("Another reviewer is reading this case"))
    #expect(bench.state.reading?.file.draft?.finalCall == .high)
    bench.press(.enter)
    _ = bench.take()
    bench.wait(seconds: 120)
    #expect(!bench.take().contains(.openReview(caseID: "S-12")), "nothing is renewed that was not had")
  }

  @Test("is followed: what others do to it is asked every two seconds, and not behind the lock")
  func followed() {
    var bench = Bench(cases: [Sketch.high], idleLimit: 600)
    bench.press(.enter)
    _ = bench.take()
    bench.wait(seconds: 2)
    #expect(bench.take().contains(.readCase(caseID: "S-12")))
    bench.wait(seconds: 600)
    _ = bench.take()
    bench.wait(seconds: 2)
    #expect(!bench.take().contains(.readCase(caseID: "S-12")))
  }
}
