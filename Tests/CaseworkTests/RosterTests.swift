import Casework
import Testing

@Suite("The roster of reviewers")
struct RosterTests {
  private static let time = "2026-11-02T11:00:00Z"

  private func admission(
    _ name: String, _ role: ReviewerRole = .pathologist, key: UInt8, by admitter: UInt8? = nil, replaces: UInt8? = nil
  ) -> ReviewerAdmission {
    ReviewerAdmission(
      name: name, role: role, publicKey: [UInt8](repeating: key, count: 32), fingerprint: "k\(key)",
      admittedBy: "k\(admitter ?? key)", replaces: replaces.map { "k\($0)" }, sealedDigest: "s\(key)")
  }

  private func admit(_ admission: ReviewerAdmission, _ roster: inout Roster) throws(IdentityProblem) {
    try roster.admit(
      admission, signer: admission.admittedBy, at: Self.time, sequence: roster.reviewers.count + 2)
  }

  /// Ann, the first reviewer, and the resident Bo and the engineer Eli, admitted by Ann: keys 1, 2, 3.
  private func laboratory() throws(IdentityProblem) -> Roster {
    var roster = Roster()
    try admit(admission("Ann Rey", key: 1), &roster)
    try admit(admission("Bo", .resident, key: 2, by: 1), &roster)
    try admit(admission("Eli", .engineer, key: 3, by: 1), &roster)
    return roster
  }

  @Test("gives each role its rights, and no more")
  func rights() {
    let table = ReviewerRole.allCases.map { role in
      "\(role.rawValue): "
        + ReviewerRight.allCases.filter { role.rights.contains($0) }.map(\.rawValue).joined(separator: " ")
    }
    #expect(
      table == [
        "pathologist: sign amend admit see-identities export-identities ask-opinion give-opinion take-up "
          + "record-outcome",
        "resident: see-identities ask-opinion take-up", "engineer: ",
        "quality: admit see-identities export-identities record-outcome",
      ])
  }

  @Test("takes the first by themself, where their role may admit the others")
  func first() throws {
    var roster = Roster()
    #expect(throws: IdentityProblem.firstMayNotAdmit(.resident)) {
      try admit(admission("Bo", .resident, key: 2), &roster)
    }
    #expect(throws: IdentityProblem.unknownKey) { try admit(admission("Ann", key: 1, by: 9), &roster) }
    #expect(throws: IdentityProblem.unsigned) {
      try roster.admit(admission("Ann", key: 1), signer: nil, at: Self.time, sequence: 2)
    }
    try admit(admission("Ann", key: 1), &roster)
    #expect(roster.active.map(\.name) == ["Ann"])
  }

  @Test("takes all others by one who may admit, and by nobody else")
  func others() throws {
    var roster = try laboratory()
    #expect(throws: IdentityProblem.noRight(.admit, .resident)) { try admit(admission("Cy", key: 4, by: 2), &roster) }
    #expect(throws: IdentityProblem.unknownKey) { try admit(admission("Cy", key: 4), &roster) }
    #expect(throws: IdentityProblem.badKey) { try admit(admission("Cy", key: 2, by: 1), &roster) }
    #expect(throws: IdentityProblem.nameTaken("Ann Rey")) { try admit(admission("ann rey", key: 4, by: 1), &roster) }
    #expect(throws: IdentityProblem.badName) { try admit(admission("Cy\u{7}", key: 4, by: 1), &roster) }
    #expect(throws: IdentityProblem.badName) { try admit(admission("\u{202E}yC", key: 4, by: 1), &roster) }
    #expect(roster.reviewers.count == 3)
    #expect(roster.reviewer("k2")?.admittedBy == "k1")
  }

  @Test("recovers a lost passphrase by a new key, which retires the old one at the same time")
  func recovery() throws {
    var roster = try laboratory()
    try admit(admission("Bo", .pathologist, key: 4, by: 1, replaces: 2), &roster)
    #expect(roster.reviewer("k2")?.standing == .retired(since: Self.time))
    #expect(roster.active(named: "Bo")?.fingerprint == "k4")
    #expect(throws: IdentityProblem.unknownKey) { try roster.requireActive(key: "k2") }
    #expect(throws: IdentityProblem.nameTaken("Ann Rey")) {
      try admit(admission("Ann Rey", key: 5, by: 4, replaces: 4), &roster)
    }
  }

  @Test("retires by oneself or by one who may admit, but never the last who may")
  func retirement() throws {
    var roster = try laboratory()
    #expect(throws: IdentityProblem.noRight(.admit, .resident)) {
      try roster.retire("k3", signer: "k2", at: Self.time, sequence: 5)
    }
    #expect(throws: IdentityProblem.lastToAdmit(name: "Ann Rey")) {
      try roster.retire("k1", signer: "k1", at: Self.time, sequence: 5)
    }
    #expect(throws: IdentityProblem.lastToAdmit(name: "Ann Rey")) {
      try admit(admission("Ann Rey", .resident, key: 6, by: 1, replaces: 1), &roster)
    }
    try roster.retire("k2", signer: "k2", at: Self.time, sequence: 5)
    try roster.retire("k3", signer: "k1", at: Self.time, sequence: 6)
    #expect(roster.active.map(\.name) == ["Ann Rey"])
    #expect(throws: IdentityProblem.unknownKey) { try roster.retire("k3", signer: "k1", at: Self.time, sequence: 7) }
  }

  @Test("notes a new passphrase by the owner alone")
  func passphrase() throws {
    var roster = try laboratory()
    #expect(throws: IdentityProblem.unknownKey) {
      try roster.reseal("k2", sealedDigest: "new", signer: "k1", sequence: 5)
    }
    try roster.reseal("k2", sealedDigest: "new", signer: "k2", sequence: 5)
    #expect(roster.reviewer("k2")?.sealedDigest == "new")
    #expect(roster.reviewer("k2")?.publicKey == [UInt8](repeating: 2, count: 32), "the key stays")
  }

  @Test("tells before a passphrase is typed that nobody was admitted, that a name is nobody's or a role may not")
  func refusal() throws {
    #expect(throws: IdentityProblem.nobodyAdmitted) { try Roster().requireNoRefusal(of: .sign, to: "Ann Rey") }
    #expect(throws: IdentityProblem.nobodyAdmitted) { try Roster().requireNoRefusal(of: nil, to: "Ann Rey") }
    var roster = try laboratory()
    #expect(throws: IdentityProblem.noRight(.sign, .resident)) { try roster.requireNoRefusal(of: .sign, to: " Bo ") }
    #expect(throws: IdentityProblem.noRight(.askOpinion, .engineer)) {
      try roster.requireNoRefusal(of: .askOpinion, to: "Eli")
    }
    try roster.retire("k2", signer: "k1", at: Self.time, sequence: 9)
    for right in [.sign, nil] as [ReviewerRight?] {
      #expect(throws: IdentityProblem.retired(name: "Bo")) { try roster.requireNoRefusal(of: right, to: "Bo") }
      #expect(throws: IdentityProblem.noSuchReviewer(name: "Nobody", nearest: [])) {
        try roster.requireNoRefusal(of: right, to: "Nobody")
      }
    }
    for (right, name) in [(.sign, "Ann Rey"), (nil, "Eli")] as [(ReviewerRight?, String)] {
      #expect(throws: Never.self) { try roster.requireNoRefusal(of: right, to: name) }
    }
  }

  @Test("names the reviewers who may have been meant")
  func nearest() throws {
    let roster = try laboratory()
    #expect(throws: IdentityProblem.noSuchReviewer(name: "Ann Ray", nearest: ["Ann Rey"])) {
      try roster.requireActive(named: "Ann Ray")
    }
    #expect(try roster.requireActive(named: " Ann Rey ").fingerprint == "k1")
  }
}

@Suite("Tries to open a key")
struct SignInTriesTests {
  @Test("wait 1, 2, 4 and 8 seconds, then a quarter of an hour, and ever longer up to a day")
  func waits() {
    var tries = SignInTries()
    var waits: [Int?] = [tries.wait(at: 1000)]
    for _ in 0..<14 {
      tries = tries.failing(at: 1000)
      waits.append(tries.wait(at: 1000))
    }
    #expect(
      waits == [nil, 1, 2, 4, 8, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400, 86_400])
    #expect((0..<7).map { SignInTries(failures: $0).isLocked } == [false, false, false, false, false, true, true])
  }

  @Test("are over when their time has passed, and keep nobody out where the clock was set back")
  func clock() {
    let tries = SignInTries().failing(at: 1000).failing(at: 1001)
    #expect(tries.wait(at: 1002) == 1)
    #expect(tries.wait(at: 1003) == nil)
    #expect(tries.wait(at: 500) == nil)
  }
}
