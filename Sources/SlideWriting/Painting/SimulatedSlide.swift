import Basics
import Microscopy

/// A synthetic H&E slide of breast tissue, drawn where and when it is read: a slide of any size costs only its anatomy.
///
/// It imitates collagenous and loose stroma, fat, lobules, ducts, vessels, invasive carcinoma of grades 1 to 3,
/// lymphocytes and necrosis, and knows where each of them lies (``truth``). It is immutable, so that any thread may
/// read.
///
/// ```swift
/// let slide = SimulatedSlide(SlideRecipe(seed: 7, size: PixelSize(width: 2688, height: 2688), highGradeFraction: 0.3))
/// let tile = try slide.read(level: 0, x: 1120, y: 1120, size: PixelSize(width: 224, height: 224))
/// ```
public final class SimulatedSlide: SlideSource {
  /// The recipe that it is drawn from.
  public let recipe: SlideRecipe
  /// The slide has one level, and mpp and objective where the recipe declares them.
  public let description: SlideDescription
  /// Drawing never fails: always 0.
  public let failedReads = 0
  let anatomy: Anatomy
  let field: CellField
  private let optics: Optics
  private let pen: PenStrokes?
  private let fold: Fold?

  /// Lays out the anatomy: about 0.1 s for a slide of 2688 x 2688 px.
  public init(_ recipe: SlideRecipe) {
    self.recipe = recipe
    anatomy = Anatomy(recipe)
    field = CellField(anatomy: anatomy, seed: recipe.seed)
    optics = Optics(recipe)
    pen = PenStrokes(recipe)
    fold = Fold(recipe)
    let mpp = SlideRecipe.micronsPerPixel
    description = SlideDescription(
      levels: [PyramidLevel(size: recipe.size, downsample: 1)],
      mpp: recipe.declaresResolution ? MicronsPerPixel(x: mpp, y: mpp) : nil,
      objective: recipe.declaresResolution ? 20 : nil, vendor: "coverslip-simulation")
  }

  /// Draws a region; every call draws anew. See ``SlideSource/read(level:x:y:size:into:deadline:)``.
  ///
  /// - Throws: as ``SlideSource/read(level:x:y:size:into:deadline:)`` says; `damaged` and `decoderDied` never come.
  public func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let pixels = try requireReadable(level: level, size: size, into: buffer)
    pixels.initializeMemory(as: UInt8.self, repeating: 0)
    let left = max(0, x)
    let right = min(recipe.size.width, x + size.width)
    let bottom = min(recipe.size.height, y + size.height)
    for top in stride(from: max(0, y), to: bottom, by: Self.block) {
      for start in stride(from: left, to: right, by: Self.block) {
        let part = PixelSize(width: min(Self.block, right - start), height: min(Self.block, bottom - top))
        try deadline.require(self.part(level: level, x: x, y: y, size: size))
        block(x: start, y: top, size: part).copy(into: pixels, width: size.width, x: start - x, y: top - y)
      }
    }
  }

  /// A simulated slide has no associated images.
  ///
  /// - Throws: ``SlideReadFailure/noSuchImage(_:)``, always.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { throw .noSuchImage(name) }

  /// Side of the squares that are drawn at once, px: their planes fit a core's cache.
  private static let block = 256

  private func block(x: Int, y: Int, size: PixelSize) -> RGBAImage {
    let margin = recipe.focus == .sharp ? 2 : 26
    let canvas = Canvas(
      left: x - margin, top: y - margin, width: size.width + 2 * margin, height: size.height + 2 * margin)
    TissuePainter(anatomy: anatomy, field: field, seed: recipe.seed).paint(canvas)
    fold?.apply(to: canvas)
    canvas.softenSlightly()
    defocus(canvas)
    let ink = pen.flatMap { $0.touches(canvas.area) ? $0 : nil }
    return optics.develop(canvas, margin: margin, ink: ink)
  }

  private func defocus(_ canvas: Canvas) {
    switch recipe.focus {
    case .sharp: return
    case .soft: canvas.defocus(radius: 5) { _, _ in 1 }
    case .softArea(let x, let y, let radius):
      canvas.defocus(radius: 5) { column, row in
        let dx = Float(column) - Float(x)
        let dy = Float(row) - Float(y)
        return min(1, max(0, (Float(radius) - (dx * dx + dy * dy).squareRoot()) / 150 + 0.5))
      }
    }
  }
}

extension RGBAImage {
  /// Lays this image into pixels of `width` a row, with its upper left corner at (`x`, `y`); it must fit.
  fileprivate func copy(into target: UnsafeMutableRawBufferPointer, width: Int, x: Int, y: Int) {
    pixels.withUnsafeBytes { source in
      for row in 0..<height {
        let from = source[(row * self.width * 4)..<((row + 1) * self.width * 4)]
        let start = ((y + row) * width + x) * 4
        UnsafeMutableRawBufferPointer(rebasing: target[start..<(start + from.count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: from))
      }
    }
  }
}
