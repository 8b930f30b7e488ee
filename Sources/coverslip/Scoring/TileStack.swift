import Basics
import Sentences
import FeatureFiles
import Microscopy
import Synchronization
import TissueAnalysis

/// Tiles as pixels in a safetensors file: the tensor `tiles`, U8 [n, side, side, 3].
struct TileStack: Sendable {
  private let tensor: MappedTensor
  /// Number of tiles.
  let count: Int
  /// Side, px.
  let side: Int

  /// Opens the file; its pixels are read as they are needed.
  init(path: String) throws {
    let file = try SafetensorsFile(mapping: path)
    let entry = try file.entry("tiles", shape: [-1, -1, -1, 3])
    guard entry.type == .uint8, entry.shape[1] == entry.shape[2], let tensor = try file.mapped("tiles") else {
      throw CommandFailure(
        .badData,
        "\(path): «tiles» is \(entry.type.rawValue) \(entry.shape), wanted is U8 [n, side, side, 3]; write it so")
    }
    self.tensor = tensor
    count = entry.shape[0]
    side = entry.shape[1]
  }

  /// One tile, opaque.
  subscript(index: Int) -> RGBAImage {
    var image = RGBAImage(size: PixelSize(width: side, height: side), filledWith: (0, 0, 0, 255))
    let source = UnsafeRawBufferPointer(rebasing: tensor.bytes[(index * side * side * 3)...].prefix(side * side * 3))
    image.pixels.withUnsafeMutableBufferPointer { target in
      for pixel in 0..<side * side {
        for channel in 0..<3 { target[pixel * 4 + channel] = source[pixel * 3 + channel] }
      }
    }
    return image
  }

  /// The features of all tiles, row-major [count, features], a few tiles a call on each of `workers` threads, whose
  /// number changes no byte of them.
  func encode(with encoder: some TileEncoder, workers: Int, progress: @escaping @Sendable (Int) -> Void) -> [Float] {
    let width = encoder.featureCount
    let work = Mutex((next: 0, done: 0, features: [Float](repeating: 0, count: count * width)))
    WorkQueue.drain(workers: workers, next: { work.withLock { next(&$0.next) } }) { range in
      let rows = encoder.encode(range.map { self[$0] })
      work.withLock { state in
        state.features.replaceSubrange(range.lowerBound * width..<range.upperBound * width, with: rows)
        state.done += range.count
        progress(state.done)
      }
    }
    return work.withLock { $0.features }
  }

  private func next(_ start: inout Int) -> Range<Int>? {
    guard let range = TileBatches.next(from: start, of: count) else { return nil }
    start = range.upperBound
    return range
  }
}
