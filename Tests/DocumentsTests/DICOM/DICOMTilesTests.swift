import Casework
import DICOMEncoding
import Documents
import Testing

@Suite("Tiles as DICOM objects")
struct DICOMTilesTests {
  private func map(
    _ tiles: [TileFinding] = Example.gridTiles, slide change: DICOMDataSet = [:], standing: ResultStanding = .final
  ) throws -> [UInt8] {
    let file = try #require(try Example.everyStanding().first { $0.standing == standing }?.file)
    return try DICOMAttentionMap(
      Example.result(file), try Example.dicomSlide(change), tiles, digest: Example.digest
    ).file.bytes
  }

  private func annotations(_ tiles: [TileFinding] = Example.gridTiles) throws -> DICOMDataSet {
    let result = Example.result(try Example.file(.scored))
    let object = try DICOMAnnotations(result, try Example.dicomSlide(), tiles, digest: Example.digest)
    return try Example.read(object.file)
  }

  @Test("are a picture of one pixel each, its values the attention, -1 where there is no tile")
  func pixels() throws {
    let bytes = try map()
    let set = try DICOMHeader(bytes).dataSet
    #expect(set[.rows] == .shorts([3]) && set[.columns] == .shorts([4]) && set[.bitsAllocated] == .shorts([32]))
    let values = stride(from: bytes.count - 48, to: bytes.count, by: 4).map { offset in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << ($1 * 8) })
    }
    #expect(values == [-1] + (1..<12).map { Float($0) / 64 })
  }

  /// The first tile, were there one, has its centre 100 + 99.5 px along the row and 50 + 99.5 px down the column of
  /// 0.0005 mm; a row runs to smaller y, a column to smaller x.
  @Test("lie on the glass where the slide's own pixels do")
  func place() throws {
    let set = try DICOMHeader(try map()).dataSet
    let origin = try #require(set.items(.totalPixelMatrixOriginSequence).first)
    let x = try #require(origin.numbers(.xOffsetInSlideCoordinateSystem).first)
    let y = try #require(origin.numbers(.yOffsetInSlideCoordinateSystem).first)
    #expect(abs(x - (20.5 - 149.5 * 0.0005)) < 1e-9 && abs(y - (40 - 199.5 * 0.0005)) < 1e-9)
    #expect(set.numbers(.imageOrientationSlide) == [0, -1, 0, -1, 0, 0])
    let shared = set.items(.sharedFunctionalGroupsSequence).first
    #expect(shared?.items(.pixelMeasuresSequence).first?.numbers(.pixelSpacing) == [0.1, 0.1])
    #expect(set.text(.frameOfReferenceUID) == "1.2.9")
  }

  @Test("are no picture without a place on the glass, off one grid, or of a rejected slide")
  func noPicture() throws {
    let nowhere: DICOMDataSet = [.totalPixelMatrixOriginSequence: .items([])]
    #expect(throws: DICOMTilesProblem.noGeometry) { try map(slide: nowhere) }
    let off = TileFinding(slide: 0, x: 101, y: 50, side: 200, attention: 0, contribution: nil)
    let larger = TileFinding(slide: 0, x: 100, y: 50, side: 400, attention: 0, contribution: nil)
    for tile in [off, larger] {
      #expect(throws: DICOMTilesProblem.noGrid) { try map(Example.gridTiles + [tile]) }
    }
    let far = TileFinding(slide: 0, x: 100 + 200 * 70_000, y: 50, side: 200, attention: 0, contribution: nil)
    #expect(throws: DICOMTilesProblem.noGrid) { try map(Example.gridTiles + [far]) }
    #expect(throws: DICOMTilesProblem.noTiles) { try map([]) }
    #expect(throws: DICOMTilesProblem.notTold) { try map(standing: .wrong) }
  }

  @Test("are rectangles in the slide's own pixels, with attention and contribution")
  func rectangles() throws {
    let set = try annotations()
    let group = try #require(set.items(.annotationGroupSequence).first)
    #expect(group[.numberOfAnnotations] == .longs([11]) && group.text(.graphicType) == "RECTANGLE")
    #expect(
      group[.pointCoordinatesData]
        == .bytes(
          bytes(
            Example.gridTiles.flatMap { tile -> [Float] in
              let (left, top) = (Float(tile.x), Float(tile.y))
              return [left, top, left + 200, top, left + 200, top + 200, left, top + 200]
            })))
    let measured = group.items(.measurementsSequence)
    let names = measured.map { $0.items(.conceptNameCodeSequence).first?.text(.codeValue) }
    #expect(names == ["attention", "contribution"])
    let values = measured.map { $0.items(.measurementValuesSequence).first?[.floatingPointValues] }
    #expect(
      values == [
        .bytes(bytes(Example.gridTiles.map(\.attention))), .bytes(bytes(Example.gridTiles.compactMap(\.contribution))),
      ])
    #expect(set.text(.annotationCoordinateType) == "2D" && set.text(.pixelOriginInterpretation) == "VOLUME")
    #expect(group.text(.annotationGroupLabel) == "DEMO tiles read by the model")
  }

  @Test("have no contributions where the score has no parts")
  func noParts() throws {
    let tiles = Example.gridTiles.map {
      TileFinding(slide: 0, x: $0.x, y: $0.y, side: $0.side, attention: $0.attention, contribution: nil)
    }
    let group = try #require(try annotations(tiles).items(.annotationGroupSequence).first)
    #expect(group.items(.measurementsSequence).count == 1)
  }

  private func bytes(_ floats: [Float]) -> [UInt8] {
    floats.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> ($0 * 8)) } }
  }
}
