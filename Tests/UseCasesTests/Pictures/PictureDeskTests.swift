import Basics
import Casework
import Dispatch
import Microscopy
import SlidePictures
import Synchronization
import TerminalKit
import Testing

@testable import UseCases

@Suite("Pictures that are asked for")
struct PictureDeskTests {
  /// A desk over slides in memory, and what it answered.
  private final class Bench: Sendable {
    let answers = Mutex<[PictureDesk.Answer]>([])
    let opened = Mutex<[String]>([])
    let stamps = Mutex<[String: Int]>([:])
    let tilesRead = Mutex(0)

    func desk(
      _ places: [String: MemorySlideOpener.Place], tiles: TileFindings? = nil,
      whenOpening: @escaping @Sendable (String) -> Void = { _ in }
    ) -> PictureDesk {
      let opener = NotingOpener(opener: MemorySlideOpener(places)) { path in
        self.opened.withLock { $0.append(path) }
        whenOpening(path)
      }
      let access = PictureAccess(
        opener: opener, profiles: ExchangingReader(),
        tiles: { _ in
          self.tilesRead.withLock { $0 += 1 }
          guard let tiles else { throw NoTiles() }
          return PictureTiles(tiles, notes: [.contribution: "linear"])
        },
        stamp: { path in self.stamps.withLock { $0[path] }.map { FileStamp([$0]) } })
      return PictureDesk(access: access) { answer in
        self.answers.withLock { $0.append(answer) }
      }
    }

    var drawn: [Int] {
      answers.withLock { $0 }.compactMap { if case .drawn(let request, _) = $0 { request.id } else { nil } }
    }
  }

  private struct NoTiles: Error {}

  private struct NotingOpener: SlideOpener {
    let opener: MemorySlideOpener
    let note: @Sendable (String) -> Void

    func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
      note(opening.path)
      return try opener.open(opening, deadline: deadline)
    }
  }

  private func slide(_ red: UInt8 = 200) -> MemorySlide {
    MemorySlide(
      levels: [RGBAImage(size: PixelSize(width: 320, height: 160), filledWith: (red, 150, 180, 255))], mpp: nil)
  }

  private func request(
    _ id: Int, _ slot: PictureSlot = .pane, path: String = "a", heat: HeatOverlay? = nil, digest: String? = nil
  ) -> PictureRequest {
    let size = PixelSize(width: 320, height: 160)
    return PictureRequest(
      id: id, slot: slot, caseID: "7", slideIndex: 0,
      slide: SlideToOpen(path: path, registered: RegisteredSlide(size: size, quickDigest: digest)),
      viewport: Viewport(centerX: 160, centerY: 80, pixelsPerColumn: 80), size: TerminalSize(columns: 4, rows: 1),
      heat: heat, symbols: .half, depth: .trueColor, background: RGB(255, 255, 255))
  }

  @Test("are drawn with the slide's colours, and the slide stays open")
  func draws() throws {
    let bench = Bench()
    let desk = bench.desk(["a": .slide(slide())])
    desk.draw(request(1))
    desk.finish()
    desk.draw(request(2, .preview))
    desk.finish()
    let answer = try #require(bench.answers.withLock { $0.first })
    guard case .drawn(_, let picture) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(picture.cells.map(\.style.background) == Array(repeating: RGB(200, 150, 180), count: 4))
    #expect(bench.drawn == [1, 2])
    #expect(bench.opened.withLock { $0 } == ["a"])
  }

  @Test("are turned after they were read: what lies at the left of the slide comes to the top")
  func turned() throws {
    let bench = Bench()
    var image = RGBAImage(size: PixelSize(width: 320, height: 160), filledWith: (0, 0, 200, 255))
    for pixel in 0..<320 * 160 where pixel % 320 < 160 {
      (image.pixels[4 * pixel], image.pixels[4 * pixel + 2]) = (200, 0)
    }
    let desk = bench.desk(["a": .slide(MemorySlide(levels: [image], mpp: nil))])
    let plain = request(1)
    for (id, orientation) in [Orientation(quarters: 1), Orientation(quarters: 3, isMirrored: true)].enumerated() {
      desk.draw(
        PictureRequest(
          id: id, slot: .pane, caseID: "7", slideIndex: 0, slide: plain.slide,
          viewport: Viewport(centerX: 160, centerY: 80, pixelsPerColumn: 40, orientation: orientation),
          size: TerminalSize(columns: 4, rows: 4), heat: nil, symbols: .half, depth: .trueColor,
          background: RGB(255, 255, 255)))
      desk.finish()
    }
    let (red, blue) = (RGB(200, 0, 0), RGB(0, 0, 200))
    let tops = bench.answers.withLock { $0 }.compactMap { answer -> [RGB?]? in
      guard case .drawn(_, let picture) = answer else { return nil }
      return [picture.cells[0].style.background, picture.cells[12].style.background]
    }
    #expect(tops == [[red, blue], [blue, red]])
  }

  @Test("are opened anew where another file lies under the path")
  func replaced() {
    let bench = Bench()
    let desk = bench.desk(["a": .slide(slide())])
    desk.draw(request(1))
    desk.finish()
    bench.stamps.withLock { $0["a"] = 2 }
    desk.draw(request(2))
    desk.finish()
    #expect(bench.opened.withLock { $0 } == ["a", "a"])
  }

  @Test("of slides that are not open any more are opened anew; six stay open")
  func sixOpen() {
    let bench = Bench()
    let names = (0..<7).map { "slide \($0)" }
    let desk = bench.desk(Dictionary(uniqueKeysWithValues: names.map { ($0, .slide(slide())) }))
    for (id, name) in (names + [names[6], names[0]]).enumerated() {
      desk.draw(request(id, path: name))
      desk.finish()
    }
    #expect(bench.opened.withLock { $0 } == names + [names[0]])
  }

  @Test("that nobody wants any more when their turn comes are not drawn")
  func outdated() {
    let (bench, begun, release) = (Bench(), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let desk = bench.desk(["a": .slide(slide()), "b": .slide(slide())]) { path in
      guard path == "a" else { return }
      begun.signal()
      release.wait()
    }
    desk.draw(request(1))
    begun.wait()
    desk.draw(request(2, path: "b"))
    desk.draw(request(3, path: "b"))
    release.signal()
    desk.finish()
    #expect(bench.drawn == [1, 3])
    bench.stamps.withLock { $0["a"] = 2 }
    desk.draw(request(4))
    begun.wait()
    desk.draw(request(5, path: "b"))
    desk.cancel(.pane)
    release.signal()
    desk.finish()
    #expect(bench.drawn == [1, 3, 4])
  }

  @Test("fail with why: no slide, another slide, nothing that can be read; without tiles the slide is shown")
  func failures() {
    let bench = Bench()
    let all = SlideRegion(x: 0, y: 0, width: 320, height: 160)
    let torn = MemorySlide(
      levels: [RGBAImage(size: PixelSize(width: 320, height: 160))], mpp: nil,
      faults: [MemorySlide.Fault(.damaged(detail: "torn"), in: all)])
    let desk = bench.desk(["a": .slide(slide(), quickDigest: "01"), "torn": .slide(torn)])
    let heat = HeatOverlay(quantity: .attention, manner: .colours(opacity: 0.5), resultFile: "tiles")
    for wanted in [
      request(1, path: "gone"), request(2, digest: "ff"), request(3, path: "torn"), request(4, heat: heat),
    ] {
      desk.draw(wanted)
      desk.finish()
    }
    let failures = bench.answers.withLock { $0 }.compactMap { answer -> PictureFailure? in
      if case .failed(_, let failure) = answer { failure } else { nil }
    }
    let drawn = bench.answers.withLock { $0 }.compactMap { answer -> Picture? in
      if case .drawn(_, let picture) = answer { picture } else { nil }
    }
    #expect(drawn.count == 1 && drawn.first?.legend == nil)
    guard failures.count == 3, case .slide(.missing(path: "gone")) = failures[0],
      case .slide(.notRegistered(path: "a", .content)) = failures[1],
      case .pixels(path: "torn", .damaged) = failures[2]
    else {
      Issue.record("\(failures)")
      return
    }
  }

  /// A slide whose file holds a small picture of it, of one colour.
  private final class SlideWithThumbnail: SlideSource {
    let slide: MemorySlide
    let thumbnail: RGBAImage
    let description: SlideDescription

    init(_ slide: MemorySlide, thumbnail: RGBAImage) {
      (self.slide, self.thumbnail) = (slide, thumbnail)
      let own = slide.description
      description = SlideDescription(
        levels: own.levels, mpp: own.mpp, objective: own.objective, vendor: own.vendor,
        associatedImages: ["thumbnail"])
    }

    var failedReads: Int { slide.failedReads }

    func read(
      level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
    ) throws(SlideReadFailure) {
      try slide.read(level: level, x: x, y: y, size: size, into: buffer, deadline: deadline)
    }

    func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { thumbnail }
  }

  private struct OneSlideOpener: SlideOpener {
    let slide: any SlideSource

    func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource { slide }
  }

  /// Whether each picture that two requests for the pane are answered with is a preview, and its first colour.
  private func previews(_ thumbnail: PixelSize, _ slot: PictureSlot = .pane) -> [(isPreview: Bool, color: RGB?)] {
    let answers = Mutex<[Picture]>([])
    let small = RGBAImage(size: thumbnail, filledWith: (90, 60, 70, 255))
    let access = PictureAccess(
      opener: OneSlideOpener(slide: SlideWithThumbnail(slide(), thumbnail: small)), profiles: ExchangingReader(),
      tiles: { _ in throw NoTiles() }, stamp: { _ in nil })
    let desk = PictureDesk(access: access) { answer in
      if case .drawn(_, let picture) = answer { answers.withLock { $0.append(picture) } }
    }
    for id in 1...2 {
      desk.draw(request(id, slot))
      desk.finish()
    }
    return answers.withLock { $0 }.map { ($0.isPreview, $0.cells.first?.style.background) }
  }

  @Test("begin with the thumbnail of the file, once a slide, in the pane alone")
  func thumbnail() {
    let pane = previews(PixelSize(width: 32, height: 16))
    #expect(pane.map(\.isPreview) == [true, false, false])
    #expect(pane.map(\.color) == [RGB(90, 60, 70), RGB(200, 150, 180), RGB(200, 150, 180)])
    #expect(previews(PixelSize(width: 32, height: 16), .overview).map(\.isPreview) == [false, false])
    #expect(previews(PixelSize(width: 16, height: 16)).map(\.isPreview) == [false, false], "another shape")
  }

  @Test("have the heat map over them, whose tiles and pixels are read once")
  func heat() throws {
    let bench = Bench()
    let findings = TileFindings(
      slides: [0], columns: TileColumns(corners: [0, 0], sides: [160]), attention: [1], contribution: [2], model: "m",
      modelDigest: "d")
    let desk = bench.desk(["a": .slide(slide())], tiles: findings)
    for (id, quantity) in [HeatQuantity.attention, .contribution].enumerated() {
      desk.draw(request(id, heat: HeatOverlay(quantity: quantity, manner: .colours(opacity: 1), resultFile: "tiles")))
      desk.finish()
    }
    let legends = bench.answers.withLock { $0 }.compactMap { answer -> HeatLegend? in
      if case .drawn(_, let picture) = answer { picture.legend } else { nil }
    }
    #expect(legends.map(\.quantity) == [.attention, .contribution])
    #expect(legends.map(\.note) == [nil, "linear"])
    #expect(legends.map(\.highest) == [100, 2])
    #expect(bench.tilesRead.withLock { $0 } == 1)
  }

  @Test("have a heat map held to what was asked for, from the threshold to the end of the range")
  func heatAsAsked() throws {
    let bench = Bench()
    let findings = TileFindings(
      slides: [0, 0, 1], columns: TileColumns(corners: [0, 0, 160, 0, 0, 0], sides: [160, 160, 160]),
      attention: [0.125, 0.25, 0.5], contribution: nil, model: "m", modelDigest: "d")
    let desk = bench.desk(["a": .slide(slide())], tiles: findings)
    let asked: [(HeatReference, HeatLimits)] = [
      (.raw, HeatLimits()), (.slide, HeatLimits(ceiling: 50)), (.wholeCase, HeatLimits(share: 50)),
    ]
    for (id, (reference, limits)) in asked.enumerated() {
      desk.draw(
        request(
          id,
          heat: HeatOverlay(
            quantity: .attention, manner: .colours(opacity: 1), resultFile: "tiles", reference: reference,
            limits: limits)))
      desk.finish()
    }
    let legends = bench.answers.withLock { $0 }.compactMap { answer -> HeatLegend? in
      if case .drawn(_, let picture) = answer { picture.legend } else { nil }
    }
    #expect(legends.map(\.reference) == [.raw, .slide, .wholeCase])
    #expect(legends.map(\.highest) == [0.5, 50, 100])
    #expect(legends.map(\.lowest) == [0, 0, 50], "the highest half of three tiles are two of them")
    #expect(legends.map(\.isCut) == [false, true, false])
  }

  @Test("have a legend whose colours are those over the slide's own tissue")
  func legendOverTissue() throws {
    let bench = Bench()
    let findings = TileFindings(
      slides: [0], columns: TileColumns(corners: [0, 0], sides: [160]), attention: [1], contribution: nil, model: "m",
      modelDigest: "d")
    let desk = bench.desk(["a": .slide(slide())], tiles: findings)
    desk.draw(
      request(1, heat: HeatOverlay(quantity: .attention, manner: .colours(opacity: 0.5), resultFile: "tiles")))
    desk.finish()
    guard case .drawn(_, let picture)? = bench.answers.withLock({ $0.first }) else {
      Issue.record("no picture")
      return
    }
    let tissue = RGB(200, 150, 180)
    let legend = HeatMap.blueYellow.ramp(16).map { tissue.mixed(with: $0, opacity: 0.5) }
    #expect(picture.legend?.colors == legend)
    // The tile is the left half of the picture, with a colour that the legend has.
    let shown = try #require(picture.cells.first?.style.background)
    let nearest = legend.map { LabColor($0).difference(from: LabColor(shown)) }.min()
    #expect(shown != tissue && nearest ?? 100 < 5, "one of 16 steps: between two of them is half a step")
  }
}

@Suite("The tiles of a case for pictures")
struct PictureTilesTests {
  private let findings = TileFindings(
    slides: [1, 0, 1], columns: TileColumns(corners: [0, 0, 100, 0, 200, 0], sides: [100, 100, 100]),
    attention: [0.5, 0.2, 0.3],
    contribution: [4, 1, 3], model: "m", modelDigest: "d", weights: [2, 1, 3],
    unread: UnreadTiles(slides: [1], columns: TileColumns(corners: [300, 0], sides: [100])))

  @Test("are those of each slide, with what is their own of what they speak for")
  func slides() {
    let tiles = PictureTiles(findings)
    #expect(tiles.read.map(\.slide) == [1, 0, 1])
    #expect(tiles.read.map(\.contribution) == [2, 1, 1])
    #expect(tiles.slide(0).read.map(\.site.x) == [100])
    #expect(tiles.slide(0).unread == [])
    #expect(tiles.slide(1).read.map(\.site.x) == [0, 200])
    #expect(tiles.slide(1).read.map(\.weight) == [2, 3])
    #expect(tiles.slide(1).elsewhere == tiles.slide(0).read && tiles.slide(0).elsewhere == tiles.slide(1).read)
    #expect(tiles.slide(1).unread == [TileSite(x: 300, y: 0, side: 100)])
    #expect(tiles.unread == [TissueSquare(slide: 1, x: 300, y: 0, side: 100)])
    #expect(tiles.slide(2) == SlideTiles(read: []))
    #expect(tiles.cohort == nil && tiles.slide(1).cohort == nil)
    #expect(tiles.measured == nil)
  }

  @Test("have the tiles of the model's training, on each slide the same")
  func cohort() throws {
    let cohort = try #require(
      TileCohort(name: "3 patients", shares: [0, 1], attention: [0, 4], contribution: nil))
    let file = TileFindings(
      slides: [0, 1], columns: TileColumns(corners: [0, 0, 100, 0], sides: [100, 100]), attention: [0.5, 0.5],
      contribution: nil, model: "m", modelDigest: "d", cohort: cohort)
    let tiles = PictureTiles(file)
    #expect(tiles.cohort == cohort && tiles.slide(0).cohort == cohort && tiles.slide(1).cohort == cohort)
  }

  @Test("have their measurements with how they spread over the case, each tile weighing what it speaks for")
  func measured() {
    let file = TileFindings(
      slides: [0, 0], columns: TileColumns(corners: [0, 0, 100, 0], sides: [100, 100]), attention: [0.5, 0.5],
      contribution: nil, model: "m", modelDigest: "d", weights: [3, 1],
      measures: TileMeasures(names: ["area_q50"], values: [10, 30]))
    // Mean 15, variance (3 * 25 + 225) / 4 = 75.
    let spread = PictureTiles(file).measured?.ownCase
    #expect(spread?.mean == [15] && abs((spread?.deviation.first ?? 0) - 8.660254) < 1e-4)
  }
}
