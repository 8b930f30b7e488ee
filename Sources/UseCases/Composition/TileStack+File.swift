import Basics
import FeatureFiles
import Microscopy

extension TileStack {
  /// Tiles in a safetensors file: the tensor `tiles`, U8 [n, side, side, 3]. Its pixels are read as they are needed.
  ///
  /// - Throws: ``EncodingFailure/notTiles(path:type:shape:)`` where the tensor is another one; what is wrong with the
  ///   file.
  package init(path: String) throws {
    let file = try SafetensorsFile(mapping: path)
    let entry = try file.entry("tiles", shape: [-1, -1, -1, 3])
    guard entry.type == .uint8, entry.shape[1] == entry.shape[2], let tensor = try file.mapped("tiles") else {
      throw EncodingFailure.notTiles(path: path, type: entry.type.rawValue, shape: entry.shape)
    }
    let side = entry.shape[1]
    self.init(count: entry.shape[0], side: side) { Self.tile($0, of: tensor, side) }
  }

  private static func tile(_ index: Int, of tensor: MappedTensor, _ side: Int) -> RGBAImage {
    var image = RGBAImage(size: PixelSize(width: side, height: side), filledWith: (0, 0, 0, 255))
    let source = UnsafeRawBufferPointer(rebasing: tensor.bytes[(index * side * side * 3)...].prefix(side * side * 3))
    image.pixels.withUnsafeMutableBufferPointer { target in
      for pixel in 0..<side * side {
        for channel in 0..<3 { target[pixel * 4 + channel] = source[pixel * 3 + channel] }
      }
    }
    return image
  }
}
