import Basics
import Casework
import Microscopy
import Testing

@testable import UseCases

@Suite("Encoding slides")
struct EncodeSlidesTests {
  private let world = MadeUpWorld()

  private func encode(maxTiles: Int? = nil) throws -> EncodeSlides {
    try EncodeSlides(
      .morphometry, SlideEncoding.Sampling(mpp: nil, maxTiles: maxTiles), slides: world.access, shelf: world,
      truth: { _ in TileTruthTable(highGrade: [:]) }, environment: world.environment)
  }

  @Test("writes a row of features for every tile, and says what made them")
  func one() throws {
    world.put(.tissue(), at: "/a.svs")
    let count = try encode(maxTiles: 4).one(SlideEncoding(slide: "/a.svs", output: "/a.safetensors"), workers: 2)
    let file = try #require(world.files["/a.safetensors"])
    #expect(count == 4)
    #expect(file.count == 4)
    #expect(file.features.count == 4 * file.width)
    #expect(file.encoder == "morphometry")
    #expect(file.slide == "a.svs")
    #expect(file.maxTiles == 4)
    #expect(file.frame == SlideFrame(mpp: 0.5, width: 1536, height: 1536))
    let progress = world.progress(.encodingTiles)
    #expect(progress.last?.done == 4)
    #expect(progress.allSatisfy { $0.total == 4 && $0.unit == .tiles })
  }

  @Test("tells of the slide that fails, and encodes the others")
  func others() throws {
    world.put(.tissue(), at: "/a.svs")
    world.put(.tissue(mpp: nil), at: "/b.svs")
    let jobs = ["a", "b"].map { SlideEncoding(slide: "/\($0).svs", output: "/\($0).safetensors") }
    #expect(try encode(maxTiles: 2).all(jobs, workers: 2) == 1)
    #expect(Array(world.files.keys) == ["/a.safetensors"])
    let failed = world.notices.compactMap { notice in
      if case .encoding(.failed(let slide, let error)) = notice { (slide, error) } else { nil }
    }
    #expect(failed.map(\.0) == ["/b.svs"])
    guard case .noScale("/b.svs")? = failed.first?.1 as? SlideFailure else {
      Issue.record("another failure: \(failed)")
      return
    }
    #expect(world.progress(.encodingSlides).map(\.done).max() == 2)
  }

  @Test("that somebody stopped writes nothing more")
  func cancelled() throws {
    world.put(.tissue(), at: "/a.svs")
    world.cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try encode().all([SlideEncoding(slide: "/a.svs", output: "/a.safetensors")], workers: 2)
    }
    #expect(throws: Cancelled.self) {
      try encode().one(SlideEncoding(slide: "/a.svs", output: "/a.safetensors"), workers: 2)
    }
    #expect(world.files.isEmpty)
  }

  @Test("marks the tiles of high-grade tumour of a simulated slide")
  func truth() throws {
    world.put(.tissue(), at: "/a.svs")
    let job = SlideEncoding(slide: "/a.svs", output: "/a.safetensors", truth: "/a.tiles.csv")
    _ = try encode(maxTiles: 2).one(job, workers: 1)
    let sites = try #require(world.files["/a.safetensors"])
    let first = TileSite(x: Int(sites.corners[0]), y: Int(sites.corners[1]), side: Int(sites.sides[0]))
    let truthful = try EncodeSlides(
      .morphometry, SlideEncoding.Sampling(mpp: nil, maxTiles: 2), slides: world.access, shelf: world,
      truth: { path in
        #expect(path == "/a.tiles.csv")
        return TileTruthTable(highGrade: [first: 0.5])
      }, environment: world.environment)
    _ = try truthful.one(job, workers: 1)
    #expect(world.files["/a.safetensors"]?.labels == [1, 0])
  }

  @Test("of two slides with one name into one folder is refused")
  func sharedFile() {
    let jobs = ["/x/a.svs", "/y/a.svs"].map { SlideEncoding(slide: $0, output: "/out/a.safetensors") }
    do {
      try EncodeSlides.requireOwnFiles(jobs)
      Issue.record("it was taken")
    } catch {
      guard case .sharedFile("/out/a.safetensors", let slides)? = error as? EncodingFailure else {
        Issue.record("another failure: \(error)")
        return
      }
      #expect(slides == ["/x/a.svs", "/y/a.svs"])
    }
  }

  @Test("of several slides of which none is there is one failure; of a single one it is the slide's own")
  func noSlide() throws {
    let jobs = ["/a.svs", "/b.svs"].map { SlideEncoding(slide: $0, output: $0 + ".safetensors") }
    do {
      try encode().requireSlides(of: jobs, .column)
      Issue.record("it was taken")
    } catch {
      guard case .noSlide("/a.svs", 1, .column)? = error as? EncodingFailure else {
        Issue.record("another failure: \(error)")
        return
      }
    }
    try encode().requireSlides(of: [jobs[0]], .column)
    world.put(.tissue(side: 64), at: "/b.svs")
    try encode().requireSlides(of: jobs, .column)
  }
}
