import Basics
import Casework
import Cryptography
import Synchronization
import Testing

@testable import UseCases

@Suite("The files of the open case are watched")
struct FileWatchTests {
  private let slides: ScoredSlides
  private let store = MemoryCaseStore(
    actor: "Ada Example (ada)", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)

  init() throws {
    slides = try ScoredSlides(["S-1.svs", "S-2.svs"])
    try store.register([slides.file.record])
    if let finding = slides.file.finding { try store.record(finding, for: "S-1") }
  }

  /// What a watch tells, one after the other.
  private struct Told: Sendable {
    let watch: FileWatch
    let answers: AsyncStream<[SlideFileState]>

    init(_ store: any CaseStore, _ access: SlideAccess, pause: Duration = .milliseconds(5)) {
      let (answers, continuation) = AsyncStream.makeStream(of: [SlideFileState].self)
      self.answers = answers
      watch = FileWatch(store: store, slides: access, pause: pause) { _, states in
        continuation.yield(states)
      }
    }

    /// Watches a case, and answers with what is told until every file was read.
    func all(_ caseID: String = "S-1") async -> [[SlideFileState]] {
      watch.begin(caseID)
      var told: [[SlideFileState]] = []
      for await states in answers {
        told.append(states)
        if states.allSatisfy({ $0.percent == nil }) { break }
      }
      watch.end()
      return told
    }
  }

  @Test("at once as far as that is quick, then slide by slide to the end", .timeLimit(.minutes(1)))
  func course() async {
    let told = await Told(store, slides.world.access).all()
    #expect(told.first == [SlideFileState(.quick, percent: 0), SlideFileState(.quick, percent: 0)])
    #expect(told.contains([SlideFileState(.quick, percent: 25), SlideFileState(.quick, percent: 0)]))
    #expect(told.contains([SlideFileState(.whole), SlideFileState(.quick, percent: 75)]))
    #expect(told.last == [SlideFileState(.whole), SlideFileState(.whole)])
  }

  @Test("one that is another one is told at once and not read", .timeLimit(.minutes(1)))
  func changed() async {
    slides.change("S-2.svs")
    let told = await Told(store, slides.world.access).all()
    #expect(told.first == [SlideFileState(.quick, percent: 0), SlideFileState(.changed)])
    #expect(told.last == [SlideFileState(.whole), SlideFileState(.changed)])
  }

  @Test("one whose change the quick digest does not see is found at its end", .timeLimit(.minutes(1)))
  func changedInside() async {
    var access = slides.world.access
    access.wholeDigest = { _, _ in "whole another" }
    let told = await Told(store, access).all()
    #expect(told.first?.map(\.check) == [.quick, .quick])
    #expect(told.last?.map(\.check) == [.changed, .changed])
  }

  @Test("one that is written or taken away while the case is open is looked at anew", .timeLimit(.minutes(1)))
  func whileOpen() async {
    let written = Mutex(FileStamp?.some(FileStamp([1])))
    var access = slides.world.access
    access.stamp = { _ in written.withLock { $0 } }
    let told = Told(store, access)
    told.watch.begin("S-1")
    var seen: [[FileCheck]] = []
    for await states in told.answers where states.allSatisfy({ $0.percent == nil }) {
      seen.append(states.map(\.check))
      if seen.count == 1 {
        slides.change("S-2.svs")
        written.withLock { $0 = FileStamp([2]) }
      } else if seen.count == 2 {
        written.withLock { $0 = nil }
      } else {
        break
      }
    }
    told.watch.end()
    #expect(seen == [[.whole, .whole], [.whole, .changed], [.notChecked, .notChecked]])
  }

  @Test("when it is said to look, without a clock of its own", .timeLimit(.minutes(1)))
  func toldToLook() async {
    let written = Mutex(FileStamp?.some(FileStamp([1])))
    var access = slides.world.access
    access.stamp = { _ in written.withLock { $0 } }
    let told = Told(store, access, pause: .seconds(3600))
    told.watch.begin("S-1")
    var seen: [[FileCheck]] = []
    for await states in told.answers where states.allSatisfy({ $0.percent == nil }) {
      seen.append(states.map(\.check))
      guard seen.count == 1 else { break }
      written.withLock { $0 = nil }
      told.watch.look()
    }
    told.watch.end()
    #expect(seen == [[.whole, .whole], [.notChecked, .notChecked]])
  }

  @Test("by its own time one was written after it was scored", .timeLimit(.minutes(1)), arguments: [-1, 1])
  func written(seconds: Int) async throws {
    let scored = try #require(Timestamp("2026-02-21T10:00:00Z")?.seconds)
    var access = slides.world.access
    access.stamp = { _ in FileStamp([1], written: scored + seconds) }
    let told = await Told(store, access).all()
    #expect(told.first?.map(\.isWritten) == [seconds > 0, seconds > 0])
  }

  @Test("also where the finding is withheld from the reader", .timeLimit(.minutes(1)))
  func blinded() async throws {
    try store.set(
      ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ada"), for: nil, signer: nil)
    let reader = store.opened(for: .reviewer("Ada"))
    #expect(try reader.caseFile("S-1").finding == nil)
    #expect(await Told(reader, slides.world.access).all().last?.map(\.check) == [.whole, .whole])
  }

  @Test("what was read whole is for the signature, and is not read again", .timeLimit(.minutes(1)))
  func kept() async throws {
    let reads = Mutex(0)
    var access = slides.world.access
    let digest = access.wholeDigest
    access.wholeDigest = { path, next in
      reads.withLock { $0 += 1 }
      return try digest(path, next)
    }
    let first = Told(store, access)
    #expect(try first.watch.wholes.digest("/slides/S-1.svs") == nil)
    _ = await first.all()
    #expect(try first.watch.wholes.digest("/slides/S-1.svs")?.digest == "whole one")
    first.watch.begin("S-1")
    for await states in first.answers where states.allSatisfy({ $0.percent == nil }) { break }
    #expect(reads.withLock { $0 } == 2, "two slides, once")
  }

  @Test("what was begun for another case ends after its piece", .timeLimit(.minutes(1)))
  func another() async throws {
    slides.world.put(.tissue(side: 64), at: "/slides/T-1.svs", content: "two")
    try store.register([Case(id: "T-1", slides: [try slides.world.access.record("/slides/T-1.svs")])])
    let (started, starts) = AsyncStream.makeStream(of: Void.self)
    let (ended, ends) = AsyncStream.makeStream(of: Void.self)
    var access = slides.world.access
    let digest = access.wholeDigest
    access.wholeDigest = { path, next in
      guard path.hasPrefix("/slides/S-") else { return try digest(path, next) }
      starts.yield()
      defer { ends.yield() }
      while true { try next(1, 4) }
    }
    let told = Told(store, access)
    told.watch.begin("S-1")
    for await _ in started { break }
    told.watch.begin("T-1")
    for await _ in ended { break }
    for await states in told.answers where states.count == 1 && states.allSatisfy({ $0.percent == nil }) { break }
    #expect(try told.watch.wholes.digest("/slides/S-1.svs") == nil)
    #expect(try told.watch.wholes.digest("/slides/T-1.svs")?.digest == "whole two")
  }
}
