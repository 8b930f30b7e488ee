import Casework
import Microscopy
import Prognosis
import Testing

@testable import UseCases

/// A case on slides of a world, scored as they were at first.
struct ScoredSlides {
  let world = MadeUpWorld()
  let file: CaseFile

  /// - Parameter hasDigests: whether the finding says what it was made of, as those of older versions do not.
  init(_ names: [String] = ["S-1.svs"], hasDigests: Bool = true) throws {
    let paths = names.map { "/slides/\($0)" }
    for path in paths { world.put(.tissue(side: 64), at: path, content: "one") }
    let access = world.access
    let slides = try paths.map { try access.record($0) }
    var finding = Finding(
      id: "finding-1",
      model: ModelIdentity(
        name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
        threshold: 0.05),
      software: "test 1", computedAt: "2026-02-21T10:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
      basis: .slideAndClinical, probability5y: 0.184, call: .high)
    if hasDigests { finding.slideDigests = paths.map { _ in SlideDigests(quick: "quick one", whole: "whole one") } }
    file = CaseFile(record: Case(id: "S-1", slides: slides), status: .scored, finding: finding)
  }

  func change(_ name: String = "S-1.svs") { world.put(.tissue(side: 64), at: "/slides/\(name)", content: "another") }

  /// What is found where `decision` is signed; nothing was read whole unless `wholes` says so.
  func checks(_ decision: Decision?, _ wholes: WholeFiles = WholeFiles { _ in nil }) throws -> [SlideFileCheck] {
    try SlideCheck(world.access, wholes)(file, decision, upon: "finding-1")
  }
}

@Suite("The file that is signed upon")
struct SlideCheckTests {
  @Test("is the one that was scored, as far as it was read: whole, or fixed ranges of it")
  func unchanged() throws {
    let slides = try ScoredSlides()
    #expect(try slides.checks(.confirm) == [SlideFileCheck(.quick)])
    #expect(try slides.checks(.confirm, .read(through: slides.world.access)) == [SlideFileCheck(.whole)])
  }

  @Test("takes no call where it is another one, of whichever slide; to defer and to reject stay possible")
  func changed() throws {
    let two = try ScoredSlides(["S-1.svs", "S-2.svs"])
    two.change("S-2.svs")
    for decision in Decision.allCases where decision.needsPicture {
      #expect(throws: SlideOpenFailure.self, "\(decision)") { try two.checks(decision) }
    }
    for decision in [Decision.defer, .reject] {
      #expect(try two.checks(decision) == [SlideFileCheck(.quick), SlideFileCheck(.changed)])
    }
  }

  @Test("takes no call where only a byte that the quick digest does not see is another one")
  func changedInside() throws {
    let slides = try ScoredSlides()
    let stamp = try #require(slides.world.access.stamp("/slides/S-1.svs"))
    let wholes = WholeFiles { _ in WholeDigest(digest: "whole another", stamp: stamp) }
    #expect(throws: SlideFailure.self) { try slides.checks(.override, wholes) }
    #expect(try slides.checks(.reject, wholes) == [SlideFileCheck(.changed)])
  }

  @Test("was not read whole where it was written since: what was read before says nothing of it")
  func written() throws {
    let slides = try ScoredSlides()
    let wholes = WholeFiles { _ in WholeDigest(digest: "whole one", stamp: FileStamp([0])) }
    #expect(try slides.checks(.confirm, wholes) == [SlideFileCheck(.quick)])
  }

  @Test("is looked at once more where it was touched while the next one was read")
  func writtenMeanwhile() throws {
    let two = try ScoredSlides(["S-1.svs", "S-2.svs"])
    let first = try #require(two.file.record.slides.first?.path)
    let read = WholeFiles { path in
      defer { if path != first { two.change() } }
      return try two.world.access.readWhole(path)
    }
    #expect(throws: SlideOpenFailure.self) { try two.checks(.confirm, read) }
    let again = try ScoredSlides(["S-1.svs", "S-2.svs"])
    let deferred = WholeFiles { path in
      defer { if path != first { again.change() } }
      return try again.world.access.readWhole(path)
    }
    #expect(try again.checks(.defer, deferred) == [SlideFileCheck(.changed), SlideFileCheck(.whole)])
  }

  @Test("is looked at once more where it was touched while the labels were read")
  func writtenWhileLabels() throws {
    let slides = try ScoredSlides()
    let check = SlideCheck(slides.world.access, .read(through: slides.world.access))
    #expect(throws: SlideOpenFailure.self) {
      try check(slides.file, .confirm, upon: "finding-1") { slides.change() }
    }
  }

  @Test("leaves its digest for the next signature where the finding says nothing of all bytes")
  func first() throws {
    let old = try ScoredSlides(hasDigests: false)
    #expect(
      try old.checks(.confirm, .read(through: old.world.access)) == [SlideFileCheck(.quick, digest: "whole one")])
  }

  @Test("is whole with its digest where an earlier signature has noted it: nothing says that it is what was scored")
  func sinceSigned() throws {
    var old = try ScoredSlides(hasDigests: false).file
    let world = MadeUpWorld()
    world.put(.tissue(side: 64), at: "/slides/S-1.svs", content: "one")
    old.signOff = SignOff(
      decision: .defer, finalCall: nil, reason: .deferral(.rescan), comment: "", reviewer: "Ann Rey",
      signedAt: "2026-02-21T11:00:00Z", meaning: .callDeferred, findingID: "finding-1")
    old.signOff?.files = [SlideFileCheck(.quick, digest: "whole one")]
    let check = SlideCheck(world.access, .read(through: world.access))
    #expect(try check(old, .confirm, upon: "finding-1") == [SlideFileCheck(.whole, digest: "whole one")])
    old.signOff?.files = [SlideFileCheck(.quick, digest: "whole another")]
    #expect(throws: SlideFailure.self) { try check(old, .confirm, upon: "finding-1") }
  }

  @Test("takes no call where it is gone; to put the case off or to reject the slide stays possible, and says so")
  func gone() throws {
    let slides = try ScoredSlides()
    let check = SlideCheck(slides.world.access, .read(through: slides.world.access))
    var gone = slides.file
    gone.record.slides[0].path = "/slides/gone.svs"
    for decision in [Decision.confirm, .override, .assess, .acknowledge, nil] {
      let failure = #expect(throws: SlideFailure.self) { try check(gone, decision, upon: "finding-1") }
      guard case .goneSinceScored(path: "/slides/gone.svs")? = failure else {
        Issue.record("\(String(describing: failure))")
        continue
      }
    }
    for decision in [Decision.defer, .reject] {
      #expect(try check(gone, decision, upon: "finding-1") == [SlideFileCheck(.notChecked)])
    }
  }

  @Test("is not checked where nothing was noted of it")
  func notChecked() throws {
    let slides = try ScoredSlides(hasDigests: false)
    let check = SlideCheck(slides.world.access, .read(through: slides.world.access))
    var bare = slides.file
    bare.record.slides[0].quickDigest = nil
    #expect(try check(bare, .confirm, upon: "finding-1") == [SlideFileCheck(.notChecked, digest: "whole one")])
  }

  @Test("takes no call where it cannot be read; to reject it stays possible")
  func unreadable() throws {
    let slides = try ScoredSlides()
    var access = slides.world.access
    access.quickDigest = { throw SlideFailure.unreadable(path: $0) }
    let check = SlideCheck(access, WholeFiles { _ in nil })
    #expect(throws: SlideFailure.self) { try check(slides.file, .confirm, upon: "finding-1") }
    #expect(try check(slides.file, .reject, upon: "finding-1") == [SlideFileCheck(.notChecked)])
  }
}
