import Casework
import Testing
import TransparencyLog

@testable import UseCases

@Suite("The witness of a ledger")
struct LedgerWitnessTests {
  private let memory = MemoryShelf()
  private let log = MemoryShelf()

  private func head(of store: MemoryCaseStore) async throws -> Testimony {
    try await LogWorld.witness(memory).witness(LogWorld.log(store, log))
  }

  /// The holder of the log takes away what their own log remembers.
  private func forgetLastHead() { log.contents["the last head"] = nil }

  @Test("cosigns the first head, then those that go on from it, and says from which")
  func cosigns() async throws {
    let first = try await head(of: try LogWorld.casebook(5))
    #expect(first.old == nil)
    let second = try await head(of: try LogWorld.casebook(8))
    #expect(second.old == 6)
    #expect(second.head.checkpoint.size == 9)
    #expect(second.witnessKey == first.witnessKey)
    #expect(second.head.note.signatures.count == 2)
    let isSignature = LogCryptography.system.isSignature
    try second.head.verify(by: second.logKey, isSignature)
    #expect(second.head.cosigningTime(of: second.witnessKey, isSignature) == 1_772_366_400)
    // The same head again: a witness says that it is still the largest.
    #expect(try await head(of: try LogWorld.casebook(8)).old == 9)
  }

  @Test("refuses a restored older database, though the log's own memory was taken away")
  func restored() async throws {
    _ = try await head(of: try LogWorld.casebook(5))
    forgetLastHead()
    await #expect(throws: WitnessFailure.refused(.shortened(known: 6, size: 5))) {
      try await head(of: try LogWorld.casebook(4))
    }
  }

  @Test("refuses a ledger that was written anew with a valid chain, longer or as long")
  func rewritten() async throws {
    _ = try await head(of: try LogWorld.casebook(5))
    forgetLastHead()
    await #expect(throws: WitnessFailure.refused(.rewritten(size: 6))) {
      try await head(of: try LogWorld.casebook(5, note: "other"))
    }
    forgetLastHead()
    await #expect(throws: WitnessFailure.refused(.inconsistent(known: 6, size: 9))) {
      try await head(of: try LogWorld.casebook(8, note: "other"))
    }
    forgetLastHead()
    #expect(try await head(of: try LogWorld.casebook(8)).old == 6)
  }

  @Test("takes a request as a file, once it was told the log's key")
  func request() async throws {
    let log = LogWorld.log(try LogWorld.casebook(5))
    let request = try await log.request(old: 0).bytes
    let key = try await log.key().verifier.text
    let witness = LogWorld.witness(memory)
    let origin = try await log.key().verifier.name
    #expect(throws: WitnessFailure.unknownLog(origin: origin)) {
      try witness.witness(request, at: "F")
    }
    #expect(try witness.witness(request, at: "F", trusted: key).old == nil)
    #expect(throws: WitnessFailure.refused(.otherBeginning(known: 6, old: 0))) {
      try witness.witness(request, at: "F")
    }
    #expect(try witness.witness(try await log.request(old: 6).bytes, at: "F").old == 6)
    #expect(throws: LogFailure.notAHead(path: "F", .badRequest(line: 1))) {
      try witness.witness(try Self.altered(request, 0), at: "F")
    }
  }

  @Test("refuses another key for a log that it knows")
  func otherKey() async throws {
    let casebook = try LogWorld.casebook(5)
    let known = try await head(of: casebook)
    // A thief of the casebook makes a key of the same name.
    let thief = LogWorld.log(casebook)
    #expect(try await thief.key().verifier.name == known.logKey.name)
    let origin = known.logKey.name
    await #expect(throws: WitnessFailure.otherKey(origin: origin, trusted: known.logKey.text)) {
      try await LogWorld.witness(memory).witness(thief)
    }
    let request = try await thief.request(old: 6).bytes
    #expect(throws: WitnessFailure.refused(.notTheLogs(.unsigned))) {
      try LogWorld.witness(memory).witness(request, at: "F")
    }
  }

  @Test("what it remembers is never lost by a refusal, and a memory that was altered is said")
  func remembers() async throws {
    let known = try await head(of: try LogWorld.casebook(5))
    let kept = memory.contents
    forgetLastHead()
    await #expect(throws: WitnessFailure.self) { try await head(of: try LogWorld.casebook(4)) }
    #expect(memory.contents == kept)
    memory.contents[known.logKey.name] = Array("x".utf8)
    await #expect(throws: WitnessFailure.badMemory(path: "the folder")) {
      try await head(of: try LogWorld.casebook(5))
    }
  }

  @Test("has its own name and key")
  func name() throws {
    let witness = LogWorld.witness(memory)
    #expect(try witness.key(named: "qa.lab.example").verifier.name == "qa.lab.example")
    #expect(throws: LogFailure.nameIsFixed(path: "the folder", name: "qa.lab.example")) {
      try witness.key(named: "it.lab.example")
    }
    #expect(try LogWorld.witness(MemoryShelf()).key().verifier.name.hasPrefix("witness/"))
  }

  private static func altered(_ bytes: [UInt8], _ place: Int) throws -> [UInt8] {
    var bytes = bytes
    bytes[place] ^= 1
    return bytes
  }
}
