import CFaultyDisk
import Casework
import CasebookStore
import Foundation
import Testing

@Suite("Many who sign at once", .serialized)
struct ManySignersTests {
  /// A thousand cases where the run is a thorough one.
  @Test("eight connections sign two hundred or a thousand cases: none twice, and no entry is lost")
  func connections() async throws {
    #expect(faulty_disk_install() == 0)
    let desk = try SigningDesk(cases: Thoroughness.isWhole ? 1000 : 200)
    let outcomes = try await withThrowingTaskGroup(of: SigningOutcome.self) { group in
      for signer in 0..<SigningDesk.signers { group.addTask { try SigningWork(desk, signer).run() } }
      return try await group.reduce(into: [SigningOutcome]()) { $0.append($1) }
    }
    try desk.expectAllSigned(outcomes)
  }

  @Test("eight processes sign eighty cases: none twice, and no entry is lost")
  func processes() throws {
    let desk = try SigningDesk(cases: 80)
    let children = try (0..<SigningDesk.signers).map { signer in
      try ChildProcess("ManySignersChild", task: SigningWork(desk, signer).words, in: desk.scratch.folder)
    }
    let outcomes = try children.map { child in
      let end = child.wait()
      #expect(end.status == 0, "\(end.output)")
      return try #require(SigningOutcome(in: end.output), "\(end.output)")
    }
    try desk.expectAllSigned(outcomes)
  }
}

/// One of the processes; by itself it is nothing.
@Suite("A child process that signs", .enabled(if: ChildProcess.task != nil))
struct ManySignersChild {
  @Test("signs what it was told")
  func signs() throws {
    let work = try #require(SigningWork(words: ChildProcess.task ?? []))
    // What a process wrote is there for the others without being on the disk.
    #expect(faulty_disk_install() == 0)
    print(try work.run().line)
  }
}

/// A casebook with scored cases, and those who may sign them.
private struct SigningDesk {
  static let signers = 8

  let scratch: Scratch
  let cases: Int

  init(cases: Int) throws {
    (scratch, self.cases) = (try Scratch(), cases)
    let casebook = try scratch.open()
    let first = try TestKey(of: 0)
    for signer in 0..<Self.signers {
      let key = try TestKey(of: UInt8(signer))
      try casebook.admit(try key.reviewer(SigningWork.name(of: signer)), signer: first.signer)
    }
    try casebook.write(
      try (0..<cases).flatMap { number -> [(caseID: String, event: LedgerEvent)] in
        let id = SigningWork.caseID(number)
        return [(id, .registered(try Example.record(id))), (id, .scored(Example.finding("f-\(number)")))]
      })
  }

  /// Each case has one signature, by one of those who said that they signed it; each act has its entries.
  func expectAllSigned(_ outcomes: [SigningOutcome]) throws {
    let casebook = try scratch.open(create: false)
    #expect(outcomes.map(\.signed).reduce(0, +) == cases)
    #expect(outcomes.map(\.lost).reduce(0, +) == cases, "each case was wanted by two")
    let files = try casebook.caseFiles()
    #expect(files.count == cases && files.allSatisfy { $0.status == .signed && $0.signOff != nil })
    let entries = try casebook.entries(after: 0, limit: .max)
    let signed = entries.filter { $0.knownKind == .signed }
    #expect(signed.count == cases && Set(signed.map(\.caseID)).count == cases)
    for outcome in outcomes {
      let key = try TestKey(of: UInt8(outcome.signer))
      #expect(signed.filter { $0.signer == key.fingerprint }.count == outcome.signed)
    }
    // Made once, admitted eight times; each case registered, scored, opened, signed.
    guard case .intact(let count, _, _) = try casebook.verify() else { throw Example.Missing() }
    #expect(count == 1 + Self.signers + 4 * cases)
    #expect(entries.map(\.sequence) == Array(1...count))
  }
}

/// What one of the signers does: sign every case of a part that another one has too.
private struct SigningWork {
  let path: String
  let signer: Int
  let cases: Int

  init(_ desk: SigningDesk, _ signer: Int) { self.init(desk.scratch.path, signer, desk.cases) }

  private init(_ path: String, _ signer: Int, _ cases: Int) {
    (self.path, self.signer, self.cases) = (path, signer, cases)
  }

  static func name(of signer: Int) -> String { "Reviewer \(signer)" }
  static func caseID(_ number: Int) -> String { "S26-\(10_000 + number)" }

  var words: [String] { [path, "\(signer)", "\(cases)"] }

  init?(words: [String]) {
    guard words.count == 3, let signer = Int(words[1]), let cases = Int(words[2]) else { return nil }
    self.init(words[0], signer, cases)
  }

  func run() throws -> SigningOutcome {
    let casebook = try Casebook.open(
      path: path, createIfMissing: false, now: { "2026-11-02T11:00:00Z" }, actor: Self.name(of: signer),
      maximumPages: nil, patience: 60)
    let key = try TestKey(of: UInt8(signer))
    var outcome = SigningOutcome(signer: signer, signed: 0, lost: 0)
    let part = signer / 2 * 2 * cases / SigningDesk.signers..<(signer / 2 + 1) * 2 * cases / SigningDesk.signers
    for number in part {
      do {
        try casebook.sign(
          Self.caseID(number), Example.override, reviewer: Self.name(of: signer), findingID: "f-\(number)",
          signer: key.signer)
        outcome.signed += 1
      } catch CaseStoreFailure.conflict(.alreadySigned) { outcome.lost += 1 }
    }
    return outcome
  }
}

/// How many cases a signer signed, and how many another one signed first.
private struct SigningOutcome {
  let signer: Int
  var signed: Int
  var lost: Int

  var line: String { "SIGNED \(signer) \(signed) \(lost)" }

  init(signer: Int, signed: Int, lost: Int) { (self.signer, self.signed, self.lost) = (signer, signed, lost) }

  init?(in output: String) {
    let words = output.split(separator: "\n").last { $0.hasPrefix("SIGNED ") }?.split(separator: " ").compactMap {
      Int($0)
    }
    guard let words, words.count == 3 else { return nil }
    self.init(signer: words[0], signed: words[1], lost: words[2])
  }
}
