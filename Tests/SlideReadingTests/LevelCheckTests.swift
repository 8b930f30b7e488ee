import Basics
import Foundation
import Microscopy
import Testing

@testable import SlideReading

@Suite("Levels that show the slide, and levels that do not")
struct LevelCheckTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func open(_ images: [PyramidTIFF.Image]) throws -> OpenSlideSource {
    try OpenSlideSource(path: try folder.file("pyramid.tif", PyramidTIFF(images: images).bytes))
  }

  private func image(
    _ width: Int, _ height: Int, tile: Int = 64, compression: TIFFCompression = .none, reduced: Bool = true,
    color: @escaping (Int, Int) -> (UInt8, UInt8, UInt8) = Painting.level0
  ) -> PyramidTIFF.Image {
    var image = PyramidTIFF.Image(width, height, tile: tile)
    image.compression = compression
    image.isReduced = reduced
    image.color = color
    return image
  }

  /// Mean difference of a whole-slide picture from what was painted, of 255.
  private func deviation(_ slide: OpenSlideSource, level: Int) throws -> Double {
    let level = slide.description.levels[level]
    let output = PixelSize(width: level.size.width / 2, height: level.size.height / 2)
    let region = SlideRegion(
      x: 0, y: 0, width: Double(output.width) * 2 * level.downsample,
      height: Double(output.height) * 2 * level.downsample)
    let picture = try slide.read(region, output: output)
    let step = Int((2 * level.downsample).rounded())
    let wanted = Painting.averaged(step)
    var sum = 0
    for y in 0..<output.height {
      for x in 0..<output.width { sum += abs(Int(picture[x, y].0) - Int(wanted(x, y).0)) }
    }
    return Double(sum) / Double(output.width * output.height)
  }

  @Test("levels stay, whether they were averaged or every so many pixels were taken", arguments: [true, false])
  func honestLevels(isAveraged: Bool) throws {
    let color = isAveraged ? Painting.averaged : Painting.sampled
    let slide = try open([
      image(1200, 900, reduced: false), image(600, 450, color: color(2)), image(150, 112, color: color(8)),
    ])
    #expect(slide.description.levels.map(\.size.width) == [1200, 600, 150])
    #expect(slide.description.leftOut == [])
  }

  @Test("a level is held against the tiles that the finer one has, and stays where it has none")
  func lackingTiles() throws {
    var base = image(1200, 900, reduced: false)
    let other = image(600, 450) { x, y in Painting.level0(3 * x + 500, 3 * y + 70) }
    base.lacking = Set((0..<(19 * 15)).filter { $0 % 19 < 9 })
    #expect(try open([base, image(600, 450, color: Painting.averaged(2))]).description.leftOut == [])
    #expect(try open([base, other]).description.leftOut.map(\.reason) == [.contentDisagrees])
    base.lacking = Set(0..<(19 * 15))
    #expect(try open([base, image(600, 450, color: Painting.averaged(2))]).description.leftOut == [])
  }

  @Test("sizes that were rounded up or down are no reason to leave a level out")
  func roundedSizes() throws {
    let slide = try open([
      image(1203, 901, reduced: false), image(401, 301, color: Painting.averaged(3)),
      image(133, 100, color: Painting.averaged(9)),
    ])
    #expect(slide.description.leftOut == [])
  }

  @Test(
    "a level padded to whole tiles is read at its own downsample, whatever the padding's colour",
    arguments: [(255, 255, 255), (0, 0, 0), (210, 190, 120)] as [(UInt8, UInt8, UInt8)])
  func padding(color: (UInt8, UInt8, UInt8)) throws {
    let base = PixelSize(width: 1200, height: 900)
    let slide = try open([
      image(1200, 900, reduced: false), image(320, 256, color: Painting.padded(4, of: base, with: color)),
      image(128, 64, color: Painting.padded(16, of: base, with: color)),
    ])
    #expect(slide.description.levels.map(\.downsample) == [1, 4, 16])
    #expect(slide.description.levels[1].size == PixelSize(width: 300, height: 225))
    #expect(slide.description.leftOut == [])
    #expect(try deviation(slide, level: 1) < 3)
    let beyond = try slide.read(level: 1, x: 1196, y: 0, size: PixelSize(width: 3, height: 1))
    #expect([beyond[0, 0].3, beyond[1, 0].3, beyond[2, 0].3] == [255, 0, 0])
  }

  @Test("padding that keeps the proportions is seen in the pixels")
  func proportionalPadding() throws {
    let base = PixelSize(width: 1200, height: 1200)
    let slide = try open([
      image(1200, 1200, reduced: false), image(320, 320, color: Painting.padded(4, of: base, with: (255, 255, 255))),
    ])
    #expect(slide.description.levels.map(\.downsample) == [1, 4])
    #expect(try deviation(slide, level: 1) < 3)
  }

  @Test("a macro photo as a reduced page is no level, also where it has the slide's proportions")
  func macro() throws {
    let photo = { (x: Int, y: Int) in Painting.level0(x * 7 + 300, y * 3 + 90) }
    let wide = try open([
      image(1200, 900, reduced: false), image(600, 200, color: photo), image(300, 225, color: Painting.averaged(4)),
    ])
    #expect(wide.description.leftOut.map(\.reason) == [.sizeDisagrees])
    #expect(wide.description.levels.map(\.size.width) == [1200, 300])
    let alike = try open([
      image(1200, 900, reduced: false), image(600, 450, color: photo), image(300, 225, color: Painting.averaged(4)),
    ])
    #expect(
      alike.description.leftOut == [
        LeftOutLevel(level: 1, size: PixelSize(width: 600, height: 450), reason: .contentDisagrees)
      ])
    #expect(try deviation(alike, level: 1) < 3)
  }

  @Test("a blank level and one whose tiles were mixed up are left out")
  func rubbish() throws {
    let blank = try open([image(1200, 900, reduced: false), image(300, 225) { _, _ in (255, 255, 255) }])
    #expect(blank.description.leftOut.map(\.reason) == [.contentDisagrees])
    let averaged = Painting.averaged(4)
    let mixed = try open([
      image(1200, 900, reduced: false), image(300, 225) { averaged(299 - $0, $1) },
    ])
    #expect(mixed.description.leftOut.map(\.reason) == [.contentDisagrees])
  }

  @Test("plain glass proves nothing, and costs no level")
  func plainGlass() throws {
    let glass = { (_: Int, _: Int) in (UInt8(243), UInt8(241), UInt8(244)) }
    let slide = try open([image(1200, 900, reduced: false, color: glass), image(300, 225, color: glass)])
    #expect(slide.description.levels.count == 2)
  }

  @Test("a hole in level 0 is not held against the level that still shows the tissue")
  func hole() throws {
    let slide = try open([
      image(1200, 900, reduced: false) { $0 < 512 ? (0, 0, 0) : Painting.level0($0, $1) },
      image(300, 225, color: Painting.averaged(4)),
    ])
    #expect(slide.description.leftOut == [])
  }

  @Test(
    "a part of level 0 that is lost to one colour is not held against the level, on whichever side it lies",
    arguments: [
      (255, 0..<600, 0..<900), (255, 600..<1200, 0..<900), (243, 0..<1200, 450..<900), (0, 480..<1200, 0..<900),
    ])
  func lostPart(shade: UInt8, columns: Range<Int>, rows: Range<Int>) throws {
    let slide = try open([
      image(1200, 900, reduced: false) { x, y in
        columns.contains(x) && rows.contains(y) ? (shade, shade, shade) : Painting.level0(x, y)
      },
      image(300, 225, color: Painting.averaged(4)), image(150, 112, color: Painting.averaged(8)),
    ])
    #expect(slide.description.leftOut == [])
  }

  @Test("a level that is the slide's for a part stays where most of level 0 was overwritten with other tissue")
  func overwritten() throws {
    let slide = try open([
      image(1200, 900, reduced: false) { x, y in
        x < 700 ? Painting.level0(x + 3000, y + 1700) : Painting.level0(x, y)
      },
      image(300, 225, color: Painting.averaged(4)),
    ])
    #expect(slide.description.leftOut == [])
  }

  @Test(
    "a level narrower or lower than its tile is shown right or not at all",
    arguments: [TIFFCompression.none, .packBits, .lzw, .deflate, .zstd], [(40, 30), (75, 30), (60, 45)])
  func levelSmallerThanTile(compression: TIFFCompression, level: (Int, Int)) throws {
    let factor = 1200 / level.0
    let height = level.1 * factor
    let slide = try open([
      image(1200, height, compression: compression, reduced: false),
      image(level.0, level.1, compression: compression, color: Painting.averaged(factor)),
    ])
    if slide.description.levels.count == 2 {
      #expect(try deviation(slide, level: 1) < 3)
    } else {
      #expect(slide.description.leftOut.map(\.reason) == [.tileLargerThanLevel])
    }
  }

  @Test("a slide smaller than its tile is shown right or refused for that reason", arguments: [(40, 150), (150, 40)])
  func slideSmallerThanTile(width: Int, height: Int) throws {
    do {
      let slide = try open([image(width, height, reduced: false)])
      let picture = try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: width, height: height))
      for (x, y) in [(0, 0), (17, 31), (39, 39)] { #expect(picture[x, y].0 == Painting.level0(x, y).0) }
    } catch let failure as SlideOpenFailure {
      guard case .tileLargerThanSlide = failure else {
        Issue.record("\(failure)")
        return
      }
    }
  }

  @Test("the verdict is the same each time")
  func repeatable() throws {
    let base = PixelSize(width: 1200, height: 900)
    let images = [
      image(1200, 900, reduced: false), image(320, 256, color: Painting.padded(4, of: base, with: (255, 255, 255))),
      image(75, 56, color: Painting.averaged(16)),
    ]
    let first = try open(images).description
    for _ in 0..<3 { #expect(try open(images).description == first) }
  }
}

@Suite("Sizes of levels")
struct LevelScaleTests {
  @Test(
    "width and height agree where one downsample explains both to a pixel",
    arguments: [
      (2220, 2967, 555, 741, true), (300, 250, 37, 31, true), (2400, 1800, 150, 112, true),
      (4000, 2720, 1024, 768, false), (4000, 2720, 256, 256, false), (46_000, 32_914, 1280, 431, false),
      (1000, 1000, 500, 503, false), (3, 2, 1, 1, true),
    ])
  func agreement(width: Int, height: Int, levelWidth: Int, levelHeight: Int, agrees: Bool) {
    let found = LevelScale.agrees(
      PixelSize(width: levelWidth, height: levelHeight), with: PixelSize(width: width, height: height))
    #expect(found == agrees, "\(levelWidth) x \(levelHeight) of \(width) x \(height)")
  }

  @Test("the true downsample of a padded level is among the candidates")
  func candidates() {
    let base = PixelSize(width: 4000, height: 2720)
    let tile = PixelSize(width: 256, height: 256)
    let level = { (width: Int, height: Int) in
      PyramidLevel(size: PixelSize(width: width, height: height), downsample: 1, tile: tile)
    }
    #expect(LevelScale.padded(level(1024, 768), base: base, finer: 1).contains(4))
    #expect(LevelScale.padded(level(256, 256), base: base, finer: 4).contains(16))
    #expect(LevelScale.padded(level(1280, 431), base: base, finer: 1) == [])
  }
}

@Suite("Windows of two levels")
struct WindowComparisonTests {
  private func picture(_ side: Int, _ shift: Int = 0, gain: Double = 1) -> RGBAImage {
    let pixels = (0..<(side * side)).flatMap { index -> [UInt8] in
      let color = Painting.level0(index % side * 4 + shift * 4, index / side * 4 + 400)
      return [UInt8(Double(color.0) * gain), UInt8(Double(color.1) * gain), UInt8(Double(color.2) * gain), 255]
    }
    return RGBAImage(size: PixelSize(width: side, height: side), pixels: pixels)
  }

  private let margin = WindowComparison.margin

  @Test("the same place agrees, a pixel off agrees, three pixels off and a darker picture do not")
  func shifts() {
    let fine = picture(48, margin)
    let outcome = { (shift: Int) in
      // Rows begin alike: the coarse picture has its margin above, too.
      let wide = self.picture(48 + 2 * self.margin, shift)
      return WindowComparison.outcome(coarse: wide.shiftedDown(self.margin), fine: fine)
    }
    #expect(outcome(0).agrees)
    #expect(outcome(1).agrees)
    #expect(outcome(3) == .differs)
    let dark = picture(48 + 2 * margin, gain: 0.7).shiftedDown(margin)
    #expect(WindowComparison.outcome(coarse: dark, fine: fine) == .differs)
  }

  @Test("glass, missing pixels and zeros say nothing")
  func nothing() {
    let size = PixelSize(width: 48, height: 48)
    let wide = PixelSize(width: 56, height: 56)
    let glass = { (size: PixelSize, value: UInt8) in
      RGBAImage(size: size, pixels: (0..<(size.width * size.height)).flatMap { _ in [value, value, value, 255] })
    }
    #expect(WindowComparison.outcome(coarse: glass(wide, 243), fine: glass(size, 241)) == .nothing)
    #expect(WindowComparison.outcome(coarse: picture(56), fine: RGBAImage(size: size)) == .nothing)
    #expect(WindowComparison.outcome(coarse: picture(56), fine: glass(size, 0)) == .nothing)
    #expect(WindowComparison.outcome(coarse: glass(wide, 255), fine: picture(48)) == .differs)
  }
}

extension WindowComparison.Outcome {
  fileprivate var agrees: Bool { if case .agrees = self { true } else { false } }
}

extension RGBAImage {
  /// The picture with its first rows repeated above it, so many fewer below.
  fileprivate func shiftedDown(_ rows: Int) -> RGBAImage {
    let row = width * 4
    let kept = Array(pixels.prefix((height - rows) * row))
    return RGBAImage(size: size, pixels: (0..<rows).flatMap { _ in Array(pixels.prefix(row)) } + kept)
  }
}
