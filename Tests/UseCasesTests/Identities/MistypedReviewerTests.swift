import Casework
import Testing

@testable import UseCases

@Suite("A reviewer who was named on a command line")
struct MistypedReviewerTests {
  private let roster: Roster

  init() throws {
    var roster = Roster()
    let admission = ReviewerAdmission(
      name: "Ann Rey", role: .pathologist, publicKey: [UInt8](repeating: 1, count: 32), fingerprint: "k1",
      admittedBy: "k1", replaces: nil, sealedDigest: "s1")
    try roster.admit(admission, signer: "k1", at: "2026-11-02T11:00:00Z", sequence: 2)
    self.roster = roster
  }

  @Test("is said to be nearly somebody else, before a passphrase is typed", arguments: ["ann", "Ann Ray", "ann rey"])
  func near(name: String) {
    #expect(throws: IdentityProblem.noSuchReviewer(name: name, nearest: ["Ann Rey"])) {
      try roster.requireNoRefusal(of: .sign, to: name)
    }
    #expect(throws: CaseStoreFailure.identity(.noSuchReviewer(name: name, nearest: ["Ann Rey"]))) {
      try roster.admitter(name)
    }
  }

  @Test("is asked where the name is somebody's", arguments: ["Ann Rey", " Ann Rey "])
  func asked(name: String) {
    #expect(throws: Never.self) { try roster.requireNoRefusal(of: .sign, to: name) }
  }

  @Test("is not asked where nobody is called so, or nearly so")
  func nobody() {
    #expect(throws: IdentityProblem.noSuchReviewer(name: "Zoe Quist", nearest: [])) {
      try roster.requireNoRefusal(of: nil, to: "Zoe Quist")
    }
  }
}
