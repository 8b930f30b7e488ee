import Basics
import Casework
import DICOMEncoding
import Labels

/// The attention on a slide as a DICOM parametric map: one pixel per tile, where the tile lies on the glass.
package struct DICOMAttentionMap: Sendable {
  private let object: DICOMObject
  private let slide: DICOMSlide
  private let finding: Finding
  private let grid: TileGrid
  private let geometry: DICOMSlideGeometry
  private let frame: String

  /// What a pixel holds where there is no tile.
  static let padding: Float = -1

  /// - Parameters:
  ///   - tiles: those of the finding on this slide, level-0 px.
  ///   - digest: SHA-256.
  /// - Throws: `notTold`, `noTiles`, `noGeometry`, `noGrid`.
  package init(
    _ result: CaseResult, _ slide: DICOMSlide, _ tiles: [TileFinding], digest: @escaping Digest
  ) throws(DICOMTilesProblem) {
    guard let finding = result.finding, result.standing.hasValues else { throw .notTold }
    guard !tiles.isEmpty else { throw .noTiles }
    guard let geometry = slide.geometry, let frame = slide.frameOfReference else { throw .noGeometry }
    guard let grid = TileGrid(tiles) else { throw .noGrid }
    object = DICOMObject(kind: .attention, result: result, slides: [slide], digest: digest)
    (self.slide, self.finding, self.grid, self.geometry, self.frame) = (slide, finding, grid, geometry, frame)
  }

  /// The whole file. The same finding makes the same bytes, whenever it is written.
  package var file: DICOMFile {
    DICOMFile(
      object.common([finding.id], number: 1, time: finding.computedAt).merging(image).merging(pixels)
        .merging(dimensions).merging(matrix).merging(groups))
  }

  private var imageType: DICOMValue { .texts(["DERIVED", "PRIMARY", "VOLUME", "QUANTITY"]) }

  /// On which side the breast is, is not known; that it has two sides asks for the attribute.
  private var image: DICOMDataSet {
    [
      .imageType: imageType, .contentQualification: .text("RESEARCH"), .pixelPresentation: .text("MONOCHROME"),
      .contentLabel: .text("ATTENTION"),
      .contentDescription: .text("Attention of the model, one value per tile; -1: no tile"),
      .referencedSeriesSequence: object.references, .sourceImageSequence: .item(DICOMReference.item(slide)),
      .burnedInAnnotation: .text("NO"), .recognizableVisualFeatures: .text("NO"),
      .lossyImageCompression: .text("00"), .presentationLUTShape: .text("IDENTITY"),
      .laterality: .nothing, .acquisitionContextSequence: .items([]), .frameOfReferenceUID: .text(frame),
      .positionReferenceIndicator: .text(slide.positionReference ?? "SLIDE_CORNER"),
    ]
  }

  private var pixels: DICOMDataSet {
    [
      .samplesPerPixel: .shorts([1]), .photometricInterpretation: .text("MONOCHROME2"), .numberOfFrames: .text("1"),
      .rows: .shorts([UInt16(grid.rows)]), .columns: .shorts([UInt16(grid.columns)]), .bitsAllocated: .shorts([32]),
      .floatPixelPaddingValue: .floats([Self.padding]), .floatPixelPaddingRangeLimit: .floats([Self.padding]),
      .floatPixelData: .floats(grid.values),
    ]
  }

  // MARK: Where it lies

  private var dimensions: DICOMDataSet {
    let organization = object.uid(["dimensions", finding.id])
    let index = { (attribute: DICOMAttribute, label: String) -> DICOMDataSet in
      [
        .dimensionOrganizationUID: .text(organization), .dimensionIndexPointer: .tags([attribute.tag]),
        .functionalGroupPointer: .tags([DICOMAttribute.planePositionSlideSequence.tag]),
        .dimensionDescriptionLabel: .text(label),
      ]
    }
    return [
      .dimensionOrganizationSequence: .item([.dimensionOrganizationUID: .text(organization)]),
      .dimensionOrganizationType: .text("TILED_SPARSE"),
      .dimensionIndexSequence: .items([
        index(.rowPositionInTotalImagePixelMatrix, "Row Position"),
        index(.columnPositionInTotalImagePixelMatrix, "Column Position"),
      ]),
    ]
  }

  private var matrix: DICOMDataSet {
    [
      .totalPixelMatrixColumns: .longs([UInt32(grid.columns)]), .totalPixelMatrixRows: .longs([UInt32(grid.rows)]),
      .totalPixelMatrixOriginSequence: .item(origin),
      .imageOrientationSlide: .texts(geometry.orientation.compactMap(DICOMText.decimal)),
    ]
  }

  /// The centre of the first tile: its first pixel's centre and half a tile less half a pixel from there.
  private var origin: DICOMDataSet {
    let half = Double(grid.side - 1) / 2
    let place = geometry.place(column: Double(grid.x) + half, row: Double(grid.y) + half).map(DICOMText.decimal)
    return [
      .xOffsetInSlideCoordinateSystem: place[0].map { .text($0) },
      .yOffsetInSlideCoordinateSystem: place[1].map { .text($0) },
      .zOffsetInSlideCoordinateSystem: place[2].map { .text($0) },
    ]
  }

  // MARK: Functional groups

  private var groups: DICOMDataSet {
    [.sharedFunctionalGroupsSequence: .item(shared), .perFrameFunctionalGroupsSequence: .item(single)]
  }

  private var shared: DICOMDataSet {
    let side = Double(grid.side)
    let spacing = [side * geometry.rowSpacing, side * geometry.columnSpacing].compactMap(DICOMText.decimal)
    let most = Double(max(grid.values.max() ?? 0, .leastNormalMagnitude))
    return [
      .pixelMeasuresSequence: .item([.pixelSpacing: .texts(spacing)]),
      .frameVOILUTSequence: .item([
        .windowCenter: DICOMText.decimal(most / 2).map { .text($0) },
        .windowWidth: DICOMText.decimal(most).map { .text($0) }, .voiLUTFunction: .text("LINEAR_EXACT"),
      ]),
      .pixelValueTransformationSequence: .item([
        .rescaleIntercept: .text("0"), .rescaleSlope: .text("1"), .rescaleType: .text("US"),
      ]),
      .parametricMapFrameTypeSequence: .item([.frameType: imageType]),
      .realWorldValueMappingSequence: .item(mapping),
    ]
  }

  /// A pixel is the share itself.
  private var mapping: DICOMDataSet {
    [
      .lutLabel: .text("attention"), .lutExplanation: .text("share of the attention of the case, 0 to 1"),
      .measurementUnitsCodeSequence: DICOMConcept.noUnits.sequence,
      .doubleFloatRealWorldValueFirstValueMapped: .doubles([0]),
      .doubleFloatRealWorldValueLastValueMapped: .doubles([1]), .realWorldValueIntercept: .doubles([0]),
      .realWorldValueSlope: .doubles([1]),
      .quantityDefinitionSequence: .item([
        .valueType: .text("CODE"), .conceptNameCodeSequence: DICOMConcept.quantity.sequence,
        .conceptCodeSequence: DICOMConcept.attention.sequence,
      ]),
    ]
  }

  private var single: DICOMDataSet {
    [
      .derivationImageSequence: .items([]),
      .frameContentSequence: .item([.dimensionIndexValues: .longs([1, 1])]),
      .planePositionSlideSequence: .item(
        origin.merging([
          .columnPositionInTotalImagePixelMatrix: .signedLongs([1]),
          .rowPositionInTotalImagePixelMatrix: .signedLongs([1]),
        ])),
    ]
  }
}

/// Tiles of one side on one grid as a picture, row by row from the upper left.
struct TileGrid: Hashable, Sendable {
  /// Left edge of the first column, level-0 px.
  let x: Int
  /// Upper edge of the first row, level-0 px.
  let y: Int
  /// Side of a tile, level-0 px.
  let side: Int
  let columns: Int
  let rows: Int
  /// Attention; ``DICOMAttentionMap/padding`` where there is no tile.
  let values: [Float]

  /// The most pixels of the picture.
  static let limit = 1 << 24

  /// `nil` where there are no tiles, their sides differ, they do not lie edge to edge, or the picture would be too
  /// large.
  init?(_ tiles: [TileFinding]) {
    guard let side = tiles.first?.side, side > 0, tiles.allSatisfy({ $0.side == side }),
      let x = tiles.map(\.x).min(), let y = tiles.map(\.y).min(), let right = tiles.map(\.x).max(),
      let bottom = tiles.map(\.y).max(),
      tiles.allSatisfy({ ($0.x - x) % side == 0 && ($0.y - y) % side == 0 })
    else { return nil }
    let (columns, rows) = ((right - x) / side + 1, (bottom - y) / side + 1)
    guard columns <= UInt16.max, rows <= UInt16.max, columns * rows <= Self.limit else { return nil }
    var values = [Float](repeating: DICOMAttentionMap.padding, count: columns * rows)
    for tile in tiles { values[(tile.y - y) / side * columns + (tile.x - x) / side] = tile.attention }
    (self.x, self.y, self.side, self.columns, self.rows, self.values) = (x, y, side, columns, rows, values)
  }
}
