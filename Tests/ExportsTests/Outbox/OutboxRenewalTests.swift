import Casework
import Cryptography
import Files
import Foundation
import Sentences
import Testing
import UseCases

@testable import Exports

/// What waits beside the casebook may lie there for long: what is sent of it is what would be made now.
@Suite("What waits for the outbox")
struct OutboxRenewalTests {
  @Test(
    "is made again where somebody has taken it away or altered it, and goes in the same pass, each file once",
    arguments: [nil, "half"])
  func damaged(text: String?) async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox()
    try await outbox.begin()
    try await waiting(in: world, outbox)
    let pdf = try #require(world.kept.first { $0.hasSuffix(".pdf") })
    let path = world.casebook + ".outbox/" + pdf
    if let text {
      try AtomicFile.write(Array(text.utf8), to: path)
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
    let report = await outbox.send()
    #expect(report.exit == nil && report.sent.first?.sent.sorted() == world.files)
    #expect(world.names == ["S-1-signed.hl7", "S-1-signed.pdf"])
    #expect(world.text(pdf) == "pdf of S-1, signed, made as number 3")
    #expect(world.text(endingIn: ".hl7") == "hl7 of S-1, signed, made as number 2", "it was whole")
  }

  /// Has the files of a case wait, and the folder be back.
  private func waiting(in world: OutboxWorld, _ outbox: Outbox, signer: EntrySigner? = nil) async throws {
    try world.removeFolder()
    try world.sign("S-1", signer: signer)
    _ = await outbox.send()
    try world.makeFolder()
  }

  @Test("tells no patient any more once the laboratory does not want that, and the other way round")
  func identities() async throws {
    for now in [false, true] {
      let world = try OutboxWorld("S-1")
      let before = world.outbox([.pdf], identities: !now)
      try await before.begin()
      try await waiting(in: world, before, signer: try admitAnn(to: world.store))
      #expect(await world.outbox([.pdf], identities: now).send().exit == nil)
      #expect(world.wishes.map(\.identities) == [!now, now])
      #expect(world.text(endingIn: ".pdf") == "pdf of S-1, signed, made as number 2")
    }
  }

  @Test("lies in one folder, though another one was named midway")
  func otherFolder() async throws {
    let world = try OutboxWorld("S-1")
    var outbox = world.outbox()
    try await outbox.begin()
    let deliver = outbox.deliver
    outbox.deliver = { (file) throws(OutboxFailure) in
      guard file.name.hasSuffix(".pdf") else {
        throw .unwritable(folder: "/share", .system(file: file.name, operation: "write", code: ENOSPC))
      }
      try deliver(file)
    }
    try world.sign("S-1")
    #expect(await outbox.send().waiting.first?.sent.count == 1)
    let other = world.folder + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    let report = await world.outbox(into: other).send()
    let there = try FileManager.default.contentsOfDirectory(atPath: other).sorted()
    #expect(report.exit == nil && there.count == 2 && report.sent.first?.sent.sorted() == there)
  }

  @Test("waits on where the folder lay on a share that is gone, though the folder below it is there")
  func notMounted() async throws {
    let world = try OutboxWorld("S-1", "S-2")
    var outbox = world.outbox([.pdf])
    try await outbox.begin()
    let folder = world.folder
    outbox.place = { () throws(OutboxFailure) in OutboxPlace(path: folder, mount: folder) }
    try world.sign("S-1")
    #expect(await outbox.send().exit == nil)
    outbox.place = { () throws(OutboxFailure) in OutboxPlace(path: folder, mount: "/") }
    try world.sign("S-2")
    let report = await outbox.send()
    #expect(report.exit == .cannotWrite && report.waiting.map(\.caseID) == ["S-2"])
    #expect(report.sentence?.contains("nothing is mounted on \(folder) any more") == true)
    #expect(world.names == ["S-1-signed.pdf"])
    outbox.place = { () throws(OutboxFailure) in OutboxPlace(path: folder, mount: folder) }
    #expect(await outbox.send().sent.map(\.caseID) == ["S-2"])
  }

  @Test("says that there is no folder, though nothing waits")
  func noFolder() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox()
    try await outbox.begin()
    try world.removeFolder()
    let report = await outbox.send()
    #expect(report.exit == .cannotWrite && report.sentence?.contains("there is no folder \(world.folder)") == true)
  }

  @Test("and is overtaken leaves no half of a file in the folder")
  func halves() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox([.pdf])
    try await outbox.begin()
    try await waiting(in: world, outbox)
    let name = try #require(world.kept.first)
    try AtomicFile.write([1], to: world.folder + "/.\(name).partial")
    try world.addTo("S-1")
    #expect(await outbox.send().exit == nil)
    #expect(world.names == ["S-1-addendum.pdf"])
  }

  @Test("is no DICOM object of a slide that is not DICOM: that format is left out, and nothing waits for it")
  func notDICOM() async throws {
    let world = try OutboxWorld("S-1")
    let outbox = world.outbox([.structuredReport, .pdf]) { (part, id) throws(ExportFailure) in
      if part == .format(.structuredReport) { throw .dicom(id: id, slide: "a.svs", .notDICOM(vendor: "aperio")) }
    }
    try await outbox.begin()
    try world.sign("S-1")
    let report = await outbox.send()
    #expect(report.exit == nil && report.waiting.isEmpty && world.names == ["S-1-signed.pdf"])
  }
}

/// Ann Rey, admitted as a pathologist, with the key that signs for her.
func admitAnn(to store: MemoryCaseStore) throws -> EntrySigner {
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
