import JPEGCoding
import PNGCoding
import TerminalKit

extension PixelCoding {
  /// Files made by libpng and libjpeg-turbo.
  package static let files = PixelCoding(
    png: { image in
      try? PNG.bytes(
        size: image.size, indices: image.indices, palette: image.palette.flatMap { [$0.red, $0.green, $0.blue] })
    }, jpeg: { try? JPEG.bytes($0, quality: 85) })
}
