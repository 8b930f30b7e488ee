import Basics
import Microscopy

/// The small picture of the whole slide that Aperio's files have as their second page, gathered while level 0 is
/// written.
struct Thumbnail {
  let size: PixelSize
  private let slide: PixelSize
  private var reduction: RowReduction
  private var pixels: [UInt8] = []

  /// Nothing gathered; `factor` is at most either side of the slide.
  init(of slide: PixelSize, factor: Int) {
    self.slide = slide
    size = PixelSize(width: slide.width / factor, height: slide.height / factor)
    reduction = RowReduction(factor: factor, width: size.width, rows: size.height)
  }

  /// Takes the next whole rows of level 0, three bytes per pixel.
  mutating func add(_ rows: [UInt8]) { pixels += reduction.add(rows, sourceWidth: slide.width) }

  /// Writes the page; every row of level 0 has been added.
  mutating func write(to file: TIFFFile, _ options: PyramidOptions) throws(SlideWriteFailure) {
    try file.begin(size, .thumbnail, options, text: options.text(ofThumbnail: size, fullSize: slide))
    try file.write(strip: &pixels)
    try file.endDirectory()
  }
}
