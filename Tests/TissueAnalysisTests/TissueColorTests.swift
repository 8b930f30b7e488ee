import Testing

@testable import TissueAnalysis

@Suite("Colours of ink and of tissue")
struct TissueColorTests {
  typealias Row = (name: String, red: UInt8, green: UInt8, blue: UInt8)

  @Test(
    "stained tissue is not ink",
    arguments: [
      ("eosin", 225, 130, 175), ("strong eosin", 200, 50, 120), ("haematoxylin", 110, 80, 160),
      ("dense lymphocytes", 85, 50, 115), ("pale haematoxylin", 190, 185, 215), ("erythrocytes", 190, 70, 80),
      ("collagen", 235, 190, 215), ("counterstain only", 150, 165, 190), ("DAB", 130, 90, 60), ("glass", 244, 243, 245),
    ] as [Row])
  func tissue(row: Row) {
    #expect(!PixelColor(red: row.red, green: row.green, blue: row.blue).isInk, "\(row.name)")
  }

  @Test(
    "ink is ink",
    arguments: [
      ("green", 30, 150, 90), ("pale green", 120, 200, 150), ("blue", 30, 40, 160), ("red", 215, 30, 45),
      ("black", 20, 20, 22), ("washed black", 75, 72, 70),
    ] as [Row])
  func ink(row: Row) {
    #expect(PixelColor(red: row.red, green: row.green, blue: row.blue).isInk, "\(row.name)")
  }

  @Test(
    "saturation is that of HSV", arguments: [(255, 255, 255, 0), (200, 100, 100, 128), (255, 0, 0, 255), (0, 0, 0, 0)])
  func saturation(red: UInt8, green: UInt8, blue: UInt8, expected: UInt8) {
    #expect(PixelColor(red: red, green: green, blue: blue).saturation == expected)
  }

  @Test("Otsu's threshold lies between two heaps and within its limits")
  func otsu() {
    let heaps = { (low: Int, high: Int) in
      (0..<256).map { $0 == low || $0 == high ? 100 : 0 }
    }
    #expect((8...14).contains(SaturationThreshold.otsu(heaps(2, 14))))
    #expect(SaturationThreshold.otsu(heaps(0, 3)) == 8)
    #expect(SaturationThreshold.otsu(heaps(60, 180)) == 15)
    #expect(SaturationThreshold.otsu([Int](repeating: 0, count: 256)) == 8)
  }
}
