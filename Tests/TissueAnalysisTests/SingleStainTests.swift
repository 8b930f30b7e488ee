import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("One stain alone")
struct SingleStainTests {
  /// Pixels as scanned, and what they are in haematoxylin and in eosin alone: non-negative least squares on
  /// `ln(240 / value)` by numpy 2, `numpy.linalg.lstsq`, one stain alone where the other would be negative, then
  /// `round(240 * exp(-amount * vector))`.
  private static let ruifrok: [(scanned: [UInt8], hematoxylin: [UInt8], eosin: [UInt8])] = [
    ([120, 80, 160], [120, 114, 177], [234, 168, 231]), ([200, 120, 170], [193, 190, 218], [232, 150, 228]),
    ([230, 180, 210], [227, 226, 234], [236, 190, 234]), ([60, 40, 110], [58, 52, 129], [235, 183, 233]),
    ([240, 240, 240], [240, 240, 240], [240, 240, 240]), ([255, 255, 255], [240, 240, 240], [240, 240, 240]),
  ]
  private static let macenko: [(scanned: [UInt8], hematoxylin: [UInt8], eosin: [UInt8])] = [
    ([120, 80, 160], [117, 96, 143], [236, 225, 230]), ([200, 120, 170], [228, 224, 231], [206, 137, 162]),
    ([230, 180, 210], [240, 240, 240], [224, 187, 201]), ([60, 40, 110], [63, 43, 91], [240, 240, 240]),
  ]

  private func kept(_ stain: Stain, _ vectors: StainVectors, of pixel: [UInt8], alpha: UInt8 = 255) -> [UInt8] {
    var pixel = pixel + [alpha]
    pixel.withUnsafeMutableBytes { SingleStain(stain, of: vectors).keep(of: $0) }
    return pixel
  }

  @Test("is what colour deconvolution leaves of a pixel, to a level of 255")
  func reference() {
    for (vectors, table) in [(StainVectors.ruifrok, Self.ruifrok), (.macenkoReference, Self.macenko)] {
      for row in table {
        for (stain, expected) in [(Stain.hematoxylin, row.hematoxylin), (.eosin, row.eosin)] {
          let found = kept(stain, vectors, of: row.scanned)
          #expect(zip(found, expected).allSatisfy { abs(Int($0) - Int($1)) <= 1 }, "\(row.scanned): \(found)")
        }
      }
    }
  }

  @Test("is nearly the pixel itself where there is no other stain, and glass where there is only the other one")
  func pure() {
    let nucleus: [UInt8] = [117, 96, 143]
    let found = kept(.hematoxylin, .macenkoReference, of: nucleus)
    #expect(zip(found, nucleus).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    #expect(kept(.eosin, .macenkoReference, of: nucleus).prefix(3).allSatisfy { $0 >= 238 })
  }

  @Test("leaves alpha as it is")
  func alpha() { #expect(kept(.eosin, .ruifrok, of: [120, 80, 160], alpha: 7)[3] == 7) }

  /// A slide of drawn tissue at 0.5 um/px, glass around it.
  private func slide(_ stains: StainVectors?) -> MemorySlide {
    var image = RGBAImage(size: PixelSize(width: 512, height: 512), filledWith: (243, 243, 243, 255))
    guard let stains else { return MemorySlide(levels: [image], mpp: MicronsPerPixel(x: 0.5, y: 0.5)) }
    var tissue = DrawnTissue(side: 256, discs: DrawnTissue.scattered(seed: 1, radius: 6...10, side: 256))
    tissue.stains = stains
    tissue.eosin = { x in 0.5 + 0.5 * Float(x % 23) / 23 }
    let drawn = tissue.image()
    for y in 0..<256 {
      for x in 0..<256 { image[x + 128, y + 128] = drawn[x, y] }
    }
    return MemorySlide(levels: [image], mpp: MicronsPerPixel(x: 0.5, y: 0.5))
  }

  @Test("of a slide is told by the slide's own vectors, found where its tissue is")
  func ownVectors() throws {
    let estimate = try StainEstimate.estimate(of: slide(.macenkoReference))
    #expect(estimate.method == .macenko)
    #expect(estimate.vectors.hematoxylin.degrees(to: StainVectors.macenkoReference.hematoxylin) < 6)
    #expect(estimate.vectors.eosin.degrees(to: StainVectors.macenkoReference.eosin) < 6)
    #expect(try StainEstimate.estimate(of: slide(.macenkoReference)) == estimate)
  }

  @Test("of a slide without tissue is told by the published vectors, and says so")
  func publishedVectors() throws {
    let estimate = try StainEstimate.estimate(of: slide(nil))
    #expect(estimate.method == .ruifrok && estimate.reason == .tooFewTissuePixels(0))
    #expect(estimate.vectors == .ruifrok)
  }
}
