import Basics
import Foundation
import JPEGCoding
import Microscopy
import SlideWriting
import Synchronization
import Testing

@testable import SlideReading

/// A decoder that counts, before it has libjpeg-turbo do its work.
private final class CountingDecoder: JPEGTileDecoder {
  private let count = Mutex(0)

  /// Tiles so far.
  var tiles: Int { count.withLock { $0 } }

  func pixels(of tile: JPEGTile) -> RGBAImage? {
    count.withLock { $0 += 1 }
    return JPEGTiles().pixels(of: tile)
  }
}

@Suite("Tiles that are plain JPEGs")
struct PlainTilesTests {
  private static let size = PixelSize(width: 1400, height: 1060)

  /// A slide in a file, with and without a decoder of its own.
  private struct Pair {
    let folder: ScratchFolder
    let path: String
    let decoder = CountingDecoder()
    let drawn: OpenSlideSource
    let plain: OpenSlideSource
    private let before: Int
    /// Tiles that were decoded since the slide was opened, and its levels were checked.
    var decoded: Int { decoder.tiles - before }

    init(name: String = "whole.svs", change: (inout [UInt8]) throws -> Void = { _ in }) throws {
      folder = try ScratchFolder()
      let written = "\(folder.path)/written.svs"
      var image = RGBAImage(size: PlainTilesTests.size, filledWith: (255, 255, 255, 255))
      for y in 0..<image.height {
        for x in 0..<image.width {
          let wave = { (place: Int) in UInt8(128 + 100 * sin(Double(place) / 90)) }
          image[x, y] = (wave(x), wave(y), UInt8((x * y) % 253), 255)
        }
      }
      let options = PyramidOptions(
        quality: 90, reduction: 4, smallestSide: 200, mpp: MicronsPerPixel(x: 0.5, y: 0.5), objective: 20)
      try PyramidWriter(path: written, options: options).write(MemorySlide(levels: [image], mpp: nil))
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: written)))
      try change(&bytes)
      path = try folder.file(name, bytes)
      drawn = try OpenSlideSource(path: path)
      plain = try OpenSlideSource(path: path, decoder: decoder)
      before = decoder.tiles
    }
  }

  @Test("have the pixels that OpenSlide draws, wherever the region lies")
  func same() throws {
    let pair = try Pair()
    #expect(pair.plain.description == pair.drawn.description)
    var draw = SeededDraws(seed: 3)
    for _ in 0..<60 {
      let level = Int.random(in: 0..<pair.drawn.description.levels.count, using: &draw)
      let downsample = Int(pair.drawn.description.levels[level].downsample)
      let x = Int.random(in: -200...(Self.size.width + 50), using: &draw) / downsample * downsample
      let y = Int.random(in: -200...(Self.size.height + 50), using: &draw) / downsample * downsample
      let size = PixelSize(
        width: Int.random(in: 1...400, using: &draw), height: Int.random(in: 1...300, using: &draw))
      let pixels = try pair.plain.read(level: level, x: x, y: y, size: size)
      #expect(pixels == (try pair.drawn.read(level: level, x: x, y: y, size: size)), "level \(level), \(x), \(y)")
    }
    #expect(pair.decoded > 0)
  }

  @Test("between two pixels of a level are OpenSlide's to read")
  func between() throws {
    let pair = try Pair()
    let size = PixelSize(width: 64, height: 64)
    #expect(try pair.plain.read(level: 1, x: 3, y: 8, size: size) == pair.drawn.read(level: 1, x: 3, y: 8, size: size))
    #expect(pair.decoded == 0)
  }

  @Test("give levels between those of the file where a person looks")
  func viewing() throws {
    let pair = try Pair()
    let slide = try OpenSlideSource(path: pair.path, for: .viewing, decoder: pair.decoder)
    let file = pair.drawn.description.levels.map(\.downsample)
    let downsamples = slide.description.levels.map(\.downsample)
    #expect(file.count == 3 && file[0] == 1 && file[1] == 4)
    #expect(downsamples == [1, 2, 4, 8, file[2]])
    #expect(try OpenSlideSource(path: pair.path, for: .viewing).description == pair.drawn.description)
    for (number, level) in slide.description.levels.enumerated() {
      let (picture, unreadable) = try slide.picture(
        of: SlideRegion(whole: Self.size), output: PixelSize(width: 35, height: 26), level: number)
      let measured = try pair.drawn.read(
        SlideRegion(whole: Self.size), output: PixelSize(width: 35, height: 26), level: 0)
      #expect(unreadable == 0)
      // The last pixels of a level that is no whole number of them show less of the slide.
      for y in 0..<24 {
        for x in 0..<33 {
          let (one, other) = (picture[x, y], measured[x, y])
          #expect(abs(Int(one.red) - Int(other.red)) <= 12 && abs(Int(one.green) - Int(other.green)) <= 12, "\(level)")
        }
      }
    }
  }

  @Test("that are damaged are shown as OpenSlide has them, also smaller")
  func damagedView() throws {
    let pair = try Pair { bytes in
      let tile = try Self.tile(0, of: bytes)
      for index in tile.prefix(300) { bytes[index] = 0xFF }
    }
    let slide = try OpenSlideSource(path: pair.path, for: .viewing, decoder: pair.decoder)
    let region = SlideRegion(x: 0, y: 0, width: 400, height: 200)
    let shown = try slide.picture(of: region, output: PixelSize(width: 200, height: 100))
    let drawn = try pair.drawn.picture(of: region, output: PixelSize(width: 200, height: 100), level: 0)
    #expect(shown.image[190, 10].alpha == 255)
    #expect(shown.image[5, 5].alpha == 0 && drawn.image[5, 5].alpha == 0)
  }

  @Test("are decoded once while they are kept")
  func kept() throws {
    let pair = try Pair()
    let size = PixelSize(width: 100, height: 100)
    _ = try pair.plain.read(level: 0, x: 10, y: 10, size: size)
    _ = try pair.plain.read(level: 0, x: 40, y: 30, size: size)
    #expect(pair.decoded == 1)
  }

  @Test("that are damaged are OpenSlide's to read or to refuse, and the others are not")
  func damaged() throws {
    let pair = try Pair { bytes in
      let tile = try Self.tile(0, of: bytes)
      for index in tile.dropFirst(200).prefix(400) { bytes[index] = 0xFF }
    }
    let size = PixelSize(width: 60, height: 60)
    let outcome = { (slide: OpenSlideSource) in Result { try slide.read(level: 0, x: 0, y: 0, size: size) } }
    switch (outcome(pair.plain), outcome(pair.drawn)) {
    case (.success(let one), .success(let other)): #expect(one == other)
    case (.failure, .failure): break
    case (.success, .failure), (.failure, .success): Issue.record("only one of them was read")
    }
    let tries = pair.decoded
    #expect(tries == 1)
    let end = try pair.plain.read(level: 0, x: 1300, y: 900, size: size)
    #expect(end == (try pair.drawn.read(level: 0, x: 1300, y: 900, size: size)))
    #expect(pair.decoded > tries)
  }

  @Test("without a byte are OpenSlide's: it shows another level there")
  func lacking() throws {
    let pair = try Pair { bytes in
      let directory = try Self.directories(of: bytes).all[0]
      // The first of tag 325's values, wherever the file keeps them.
      let length = directory.tileLengths[0]
      let second = directory.tileLengths[1]
      let pattern = [length, second].flatMap { value in (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
      let place = try #require(bytes.indices.first { bytes[$0...].starts(with: pattern) })
      for index in place..<(place + 4) { bytes[index] = 0 }
    }
    let size = PixelSize(width: 60, height: 60)
    #expect(
      (try? pair.plain.read(level: 0, x: 0, y: 0, size: size))
        == (try? pair.drawn.read(level: 0, x: 0, y: 0, size: size)))
    #expect(pair.decoded == 0)
  }

  private static func directories(of bytes: [UInt8]) throws -> TIFFDirectories {
    let folder = try ScratchFolder()
    let path = try folder.file("look.tif", bytes)
    return try #require(TIFFDirectories(FileInspection(path: path)))
  }

  /// Where the stream of a tile of level 0 lies.
  private static func tile(_ index: Int, of bytes: [UInt8]) throws -> Range<Int> {
    let directory = try directories(of: bytes).all[0]
    let start = Int(directory.tileStarts[index])
    return start..<(start + Int(directory.tileLengths[index]))
  }
}

@Suite("What is kept of decoded tiles")
struct TileCacheTests {
  private static func tile(_ value: UInt8) -> RGBAImage {
    RGBAImage(size: PixelSize(width: 8, height: 8), filledWith: (value, value, value, 255))
  }

  @Test("is what was wanted last, up to the limit")
  func limit() {
    let cache = TileCache(limit: 2 * 256)
    var made: [Int] = []
    let want = { (index: Int) in
      cache.tile(TileCache.Key(level: 0, index: index)) {
        made.append(index)
        return Self.tile(UInt8(index))
      }
    }
    for index in [1, 2, 1, 3, 1, 2] { #expect(want(index) == Self.tile(UInt8(index))) }
    #expect(made == [1, 2, 3, 2])
  }

  @Test("is nothing of a tile that could not be decoded, or is larger than all of it")
  func nothing() {
    let cache = TileCache(limit: 100)
    let key = TileCache.Key(level: 0, index: 0)
    #expect(cache.tile(key) { nil } == nil)
    #expect(cache.tile(key) { Self.tile(1) } == Self.tile(1))
    #expect(cache.tile(key) { Self.tile(2) } == Self.tile(2))
  }
}
