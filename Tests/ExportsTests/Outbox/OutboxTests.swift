import Casework
import Cryptography
import Files
import Foundation
import Sentences
import Testing
import UseCases

@testable import Exports

@Suite("The outbox of a casebook")
struct OutboxTests {
  @Test("sends what is signed after it was named, in each format, and nothing twice")
  func sends() async throws {
    let world = try OutboxWorld("S-1", "S-2")
    try world.sign("S-2")
    let outbox = world.outbox()
    try await outbox.begin()
    #expect(await outbox.send().sentence == nil && world.files.isEmpty)
    try world.sign("S-1")
    let report = await outbox.send()
    #expect(report.exit == nil && report.waiting.isEmpty)
    #expect(report.sent.map(\.caseID) == ["S-1"])
    #expect(world.names == ["S-1-signed.hl7", "S-1-signed.pdf"])
    #expect(world.text(endingIn: ".pdf") == "pdf of S-1, signed, made as number 1")
    #expect(world.kept.isEmpty)
    let again = await world.outbox().send()
    #expect(again.sent.isEmpty && again.text == "nothing is left to send" && world.made.count == 2)
  }

  @Test("sends what was signed before only where that is asked for, and once")
  func older() async throws {
    let world = try OutboxWorld("S-1", "S-2")
    try world.sign("S-1")
    try world.addTo("S-1")
    try world.sign("S-2")
    let outbox = world.outbox([.pdf])
    try await outbox.begin()
    try world.addTo("S-2")
    #expect(await outbox.send().sent.map(\.kind) == [.addendum])
    let older = await outbox.send(older: true)
    #expect(older.sent.map(\.caseID) == ["S-1"], "of S-2 the addendum says all")
    #expect(world.names == ["S-1-addendum.pdf", "S-2-addendum.pdf"])
    #expect(await outbox.send(older: true).sent.isEmpty)
  }

  @Test("names each signature for what it is; a deferral asks the laboratory as well")
  func kinds() async throws {
    let world = try OutboxWorld("S-1", "S-2")
    let outbox = world.outbox([.pdf])
    try await outbox.begin()
    try world.sign("S-1", .defer, .deferral(.rescan))
    try world.sign("S-2", .reject, .rejection(.quality))
    #expect(await outbox.send().exit == nil)
    #expect(world.names == ["S-1-deferred.order.hl7", "S-1-deferred.pdf", "S-2-rejected.pdf"])
  }

  @Test("keeps what a folder that is gone could not take, says so in one sentence, and sends it once it is there")
  func gone() async throws {
    let world = try OutboxWorld("S-1", "S-2")
    let outbox = world.outbox()
    try await outbox.begin()
    try world.removeFolder()
    try world.sign("S-1")
    try world.sign("S-2")
    let report = await outbox.send()
    #expect(report.exit == .cannotWrite && report.waiting.map(\.caseID) == ["S-1", "S-2"] && report.sent.isEmpty)
    let sentence = try #require(report.sentence)
    let cases = "what was signed of S-1 and 1 more case"
    #expect(sentence.contains("has not received \(cases): there is no folder \(world.folder)."))
    #expect(report.note?.cases == 2)
    #expect(!FileManager.default.fileExists(atPath: world.folder), "it is never made")
    #expect(world.kept.count == 4 && world.made.count == 4)
    try world.makeFolder()
    #expect(await outbox.send().exit == nil)
    #expect(world.files.count == 4 && world.kept.isEmpty && world.made.count == 4, "nothing was made anew")
    #expect(await outbox.send().sent.isEmpty)
  }

  @Test("keeps what a file in the folder's place could not take")
  func fileInPlace() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox()
    try await outbox.begin()
    try world.removeFolder()
    try world.putFileInFoldersPlace()
    try world.sign("S-1")
    #expect(await outbox.send().sentence?.contains("\(world.folder) is not a folder") == true)
    try world.removeFolder()
    try world.makeFolder()
    #expect(await outbox.send().sent.count == 1)
  }

  @Test(
    "keeps what a full or read-only share could not take, and sends the rest of it later",
    arguments: [ENOSPC, EROFS, EACCES, EIO])
  func full(code: Int32) async throws {
    let world = try OutboxWorld("S-1")
    var outbox = world.outbox()
    try await outbox.begin()
    let deliver = outbox.deliver
    outbox.deliver = { (file) throws(OutboxFailure) in
      guard !file.name.hasSuffix(".pdf") else {
        throw .unwritable(.system(file: file.name, operation: "write", code: code))
      }
      try deliver(file)
    }
    try world.sign("S-1")
    let report = await outbox.send()
    #expect(report.exit == .cannotWrite && report.waiting.first?.files.count == 1)
    #expect(world.names == ["S-1-signed.hl7"])
    #expect(await world.outbox().send().exit == nil)
    #expect(world.names == ["S-1-signed.hl7", "S-1-signed.pdf"])
  }

  @Test("sends the same bytes under the same name where it was killed before it could remember")
  func killed() async throws {
    let world = try OutboxWorld("S-1")
    var outbox = world.outbox([.pdf])
    try await outbox.begin()
    let deliver = outbox.deliver
    outbox.deliver = { (file) throws(OutboxFailure) in
      try deliver(file)
      throw .busy(path: "killed")
    }
    try world.sign("S-1")
    _ = await outbox.send()
    let files = world.files
    let text = try #require(world.text(endingIn: ".pdf"))
    #expect(files.count == 1 && world.kept == files)
    #expect(await world.outbox([.pdf]).send().exit == nil)
    #expect(world.files == files && world.text(endingIn: ".pdf") == text && world.made.count == 1)
    #expect(world.kept.isEmpty)
  }

  @Test("sends each file once where several programs send at a time")
  func together() async throws {
    let world = try OutboxWorld("S-1", "S-2", "S-3")
    let outbox = world.countingOutbox()
    try await outbox.begin()
    for id in ["S-1", "S-2", "S-3"] { try world.sign(id) }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { _ = await outbox.send() } }
    }
    _ = await outbox.send()
    #expect(world.files.count == 6 && world.delivered.sorted() == world.files)
    #expect(world.made.count == 6)
  }

  @Test("says that another program is sending where that lasts, and loses nothing")
  func busy() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox()
    try await outbox.begin()
    try world.sign("S-1")
    let lock = try FileLock(world.casebook + ".outbox/lock")
    let report = await outbox.send()
    #expect(report.exit == .tryAgain && report.sentence?.contains("another program is sending") == true)
    withExtendedLifetime(lock) {}
  }

  @Test("of a case that is signed again while its file is made only the later signature is sent")
  func meanwhile() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox { (_, id) throws(ExportFailure) in
      guard world.made.isEmpty else { return }
      do throws(CaseStoreFailure) { try world.addTo(id) } catch { throw .store(error) }
    }
    try await outbox.begin()
    try world.sign("S-1")
    let report = await outbox.send()
    #expect(report.exit == nil && report.sent.map(\.kind) == [.addendum])
    #expect(world.names == ["S-1-addendum.hl7", "S-1-addendum.pdf"])
    #expect(world.text(endingIn: ".hl7")?.hasPrefix("hl7 of S-1, addendum") == true)
  }

  @Test("what waits is overtaken by what is signed of the same case later")
  func overtaken() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox([.pdf])
    try await outbox.begin()
    try world.removeFolder()
    try world.sign("S-1")
    #expect(await outbox.send().waiting.map(\.kind) == [.signed])
    try world.addTo("S-1")
    #expect(await outbox.send().waiting.map(\.kind) == [.addendum])
    #expect(OutboxWorld.short(world.kept) == ["S-1-addendum.pdf"])
    try world.makeFolder()
    #expect(await outbox.send().exit == nil)
    #expect(world.names == ["S-1-addendum.pdf"])
  }

  @Test("a case that cannot be made into a file waits, and holds up no other; one that has nothing to tell does not")
  func notMade() async throws {
    let world = try OutboxWorld("S-1", "S-2")
    let outbox = world.outbox { (part, id) throws(ExportFailure) in
      if part == .format(.hl7) { throw .nothingToTell(id: id, .hl7) }
      if id == "S-1" { throw .store(.unavailable(.busy(path: "slide"))) }
    }
    try await outbox.begin()
    try world.sign("S-1")
    try world.sign("S-2")
    let report = await outbox.send()
    #expect(report.sent.map(\.caseID) == ["S-2"] && report.waiting.map(\.caseID) == ["S-1"])
    #expect(report.waiting.first?.unmade == [.format(.pdf)] && report.failures.count == 1)
    #expect(await world.outbox().send().sent.map(\.caseID) == ["S-1"])
    #expect(world.names.count == 2)
  }

  @Test("makes again what somebody has taken away beside the casebook")
  func takenAway() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox([.pdf])
    try await outbox.begin()
    try world.removeFolder()
    try world.sign("S-1")
    _ = await outbox.send()
    try world.makeFolder()
    for name in world.kept { try FileManager.default.removeItem(atPath: world.casebook + ".outbox/" + name) }
    #expect(await outbox.send().exit == .tryAgain)
    #expect(await outbox.send().exit == nil)
    #expect(world.files.count == 1)
  }

  @Test("a signature upon which another reader follows tells nothing yet")
  func awaiting() async throws {
    let world = try OutboxWorld("S-1")
    try world.store.set(
      ProtocolSetting(readingProtocol: .double, reviewer: "Ann Rey"), for: "S-1", signer: nil)
    let outbox = world.outbox([.pdf])
    try await outbox.begin()
    for reader in ["Ann Rey", "Bo Lind"] {
      try world.store.opened(for: .reviewer(reader)).commit(
        FirstRead(reviewer: reader, call: .high, confidence: .high, readAt: ""), to: "S-1")
      let draft = SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
      try world.store.sign("S-1", draft, reviewer: reader, findingID: "finding-S-1", signer: nil)
      let isLast = reader == "Bo Lind"
      #expect(await outbox.send().exit == nil)
      #expect(world.files.count == (isLast ? 1 : 0))
    }
  }
}

@Suite("The outbox and who the patient is")
struct OutboxIdentityTests {
  @Test(
    "tells a pseudonym where nobody has proved a right, whatever the laboratory asks for", arguments: [true, false])
  func pseudonym(asked: Bool) async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox([.pdf], identities: asked)
    try await outbox.begin()
    try world.sign("S-1")
    _ = await outbox.send()
    #expect(world.wishes == [ExportWishes()])
  }

  @Test(
    "says who the patient is where the laboratory asks for it and the signer may let it leave",
    arguments: [true, false])
  func identity(asked: Bool) async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox([.pdf], identities: asked)
    try await outbox.begin()
    try world.sign("S-1", signer: try admitAnn(to: world.store))
    _ = await outbox.send()
    #expect(world.wishes == [ExportWishes(identities: asked, mayTellIdentities: asked)])
  }

  private func admitAnn(to store: MemoryCaseStore) throws -> EntrySigner {
    let keys = KeyCraft.keys(cost: Scrypt.Cost(rounds: 16, blockSize: 1, parallelism: 1))
    let key = keys.make()
    let owner = ReviewerKeyNote(name: "Ann Rey", fingerprint: key.fingerprint)
    let signer = try #require(keys.signer(key.seed, key.fingerprint))
    let sealed = try #require(keys.seal(key.seed, owner, Passphrase("seven grey herons at noon")))
    let ann = NewReviewer(
      name: "Ann Rey", role: .pathologist, publicKey: key.publicKey, sealed: sealed, isReplacing: false)
    try store.admit(ann, signer: signer)
    return signer
  }
}

@Suite("What an outbox remembers")
struct OutboxRecordTests {
  @Test("is read as it was written")
  func roundTrip() throws {
    var record = OutboxRecord(behind: 3, digest: "abc")
    record.waiting = [item(entry: 9)]
    record.sent = [item(entry: 5, sent: ["S-1-5-signed-abcdabcd.pdf"])]
    #expect(try OutboxRecord(parsing: record.bytes) == record)
    #expect(record.bytes.split(separator: UInt8(ascii: "\n")).count == 3)
  }

  private func item(entry: Int, sent: [String] = []) -> OutboxItem {
    OutboxItem(
      caseID: "S\"1\n", entry: entry, digest: "abcdabcd", kind: .deferred, signedAt: "2026-11-02T11:00:00Z",
      unmade: sent.isEmpty ? [.format(.structuredReport), .workOrder] : [],
      files: sent.isEmpty ? ["S-1-9-deferred-abcdabcd.pdf"] : [], sent: sent,
      sentAt: sent.isEmpty ? nil : "2026-11-02T12:00:00Z")
  }

  @Test("that is none is refused at its line, and nothing is sent upon it", arguments: ["", "{}", "[1]\n"])
  func damaged(text: String) async throws {
    #expect(throws: OutboxRecordMistake(line: 1)) { try OutboxRecord(parsing: Array(text.utf8)) }
    let world = try OutboxWorld("S-1")
    try await world.outbox().begin()
    try AtomicFile.write(Array(text.utf8), to: world.casebook + ".outbox/record.jsonl")
    try world.sign("S-1")
    let report = await world.outbox().send()
    #expect(report.exit == .badData && report.sentence?.contains("this is no record of an outbox") == true)
    await #expect(throws: OutboxFailure.self) { try await world.outbox().begin() }
    #expect(world.files.isEmpty)
  }

  @Test("of another ledger, or of one that was longer, is refused")
  func otherLedger() async throws {
    let (world, other) = (try OutboxWorld("S-1", "S-2"), try OutboxWorld("S-9"))
    try await world.outbox().begin()
    let record = try #require(FileManager.default.contents(atPath: world.casebook + ".outbox/record.jsonl"))
    try await other.outbox().begin()
    try AtomicFile.write(Array(record), to: other.casebook + ".outbox/record.jsonl")
    try other.sign("S-9")
    #expect(await other.outbox().send().sentence?.contains("of another ledger") == true)
    #expect(other.files.isEmpty)
  }

  @Test("may not lie beside the casebook: nothing is signed that would not be sent")
  func notKept() async throws {
    let world = try OutboxWorld("S-1")
    try AtomicFile.write([1], to: world.casebook + ".outbox")
    await #expect(throws: OutboxFailure.self) { try await world.outbox().begin() }
  }
}

@Suite("The names of files in the outbox")
struct OutboxNameTests {
  private func names(_ caseID: String, _ part: OutboxPart, _ files: [String]) -> [String] {
    let item = OutboxItem(
      caseID: caseID, entry: 12, digest: "1a2b3c4d5e6f", kind: .signed, signedAt: "2026-11-02T11:00:00Z", unmade: [])
    return OutboxNames.names(of: files.map { ExportedFile(name: $0, bytes: []) }, part, of: item)
  }

  @Test("say case, entry, what was signed, and what they are")
  func plain() {
    #expect(
      names("S-1", .format(.pdf), ["S-1.pdf", "S-1.tlog-proof"])
        == ["S-1-12-signed-1a2b3c4d.pdf", "S-1-12-signed-1a2b3c4d.pdf.tlog-proof"])
    #expect(names("S-1", .format(.fhir), ["S-1.fhir.json"]) == ["S-1-12-signed-1a2b3c4d.fhir.json"])
    #expect(names("S-1", .workOrder, ["S-1.order-17.hl7"]) == ["S-1-12-signed-1a2b3c4d.order.hl7"])
    #expect(
      names("S-1", .format(.png), ["a.png", "b.png"])
        == ["S-1-12-signed-1a2b3c4d.png", "S-1-12-signed-1a2b3c4d.2.png"])
  }

  @Test(
    "lead nowhere else, hide nothing, and are no option, whatever the case is called",
    arguments: [
      ("../../etc/passwd", "_._.._etc_passwd"), ("-rf", "_rf"), (".hidden", "_hidden"), ("a/b\\c:d", "a_b_c_d"),
      ("नमूना १", "_______"), ("", "_"), ("a\nb\u{0}c", "a_b_c"),
      (String(repeating: "x", count: 300), String(repeating: "x", count: 40)),
    ])
  func cleaned(id: String, name: String) {
    #expect(OutboxNames.cleaned(id) == name)
  }
}
