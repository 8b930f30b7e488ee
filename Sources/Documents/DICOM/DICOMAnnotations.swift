import Basics
import Casework
import DICOMEncoding
import Labels

/// Why there is no object about the tiles of a slide.
package enum DICOMTilesProblem: Error, Hashable, Sendable {
  /// Nothing of the model is told: it has not spoken, it is withheld, or the slide was rejected.
  case notTold
  /// No tile of the slide was read.
  case noTiles
  /// The file does not say where the slide's pixels lie on the glass, or in which frame of reference.
  case noGeometry
  /// The tiles do not lie on one grid, or on one that is larger than a picture may be.
  case noGrid
}

/// The tiles of a slide as DICOM bulk annotations: rectangles in the slide's own pixels, with attention and, where the
/// score has parts, contribution as measurements.
package struct DICOMAnnotations: Sendable {
  private let object: DICOMObject
  private let slide: DICOMSlide
  private let finding: Finding
  private let tiles: [TileFinding]

  /// - Parameters:
  ///   - tiles: those of the finding on this slide, level-0 px.
  ///   - digest: SHA-256.
  /// - Throws: `notTold`, `noTiles`.
  package init(
    _ result: CaseResult, _ slide: DICOMSlide, _ tiles: [TileFinding], digest: @escaping Digest
  ) throws(DICOMTilesProblem) {
    guard let finding = result.finding, result.standing.hasValues else { throw .notTold }
    guard !tiles.isEmpty else { throw .noTiles }
    object = DICOMObject(kind: .tiles, result: result, slides: [slide], digest: digest)
    (self.slide, self.finding, self.tiles) = (slide, finding, tiles)
  }

  /// The whole file. The same finding makes the same bytes, whenever it is written.
  package var file: DICOMFile {
    let own: DICOMDataSet = [
      .laterality: .nothing, .referencedSeriesSequence: object.references,
      .referencedImageSequence: .item(DICOMReference.item(slide)),
      .contentLabel: .text("COVERSLIP_TILES"), .contentDescription: .text("Tiles that the model has read"),
      .annotationCoordinateType: .text("2D"), .pixelOriginInterpretation: .text("VOLUME"),
      .annotationGroupSequence: .item(group),
    ]
    return DICOMFile(object.common([finding.id], number: 1, time: finding.computedAt).merging(own))
  }

  private var group: DICOMDataSet {
    [
      .annotationGroupNumber: .shorts([1]), .annotationGroupUID: .text(object.uid(["group", finding.id])),
      .annotationGroupLabel: .text((object.result.isDemonstration ? "DEMO " : "") + "tiles read by the model"),
      .annotationGroupDescription: .text(object.result.modelLines.joined(separator: "\n")),
      .annotationGroupGenerationType: .text("AUTOMATIC"),
      .annotationGroupAlgorithmIdentificationSequence: .item([
        .algorithmFamilyCodeSequence: DICOMConcept.intelligence.sequence,
        .algorithmName: .text(object.algorithm ?? finding.model.name), .algorithmVersion: .text(finding.model.version),
      ]),
      .annotationPropertyCategoryCodeSequence: DICOMConcept.structure.sequence,
      .annotationPropertyTypeCodeSequence: DICOMConcept.tissue.sequence,
      .numberOfAnnotations: .longs([UInt32(tiles.count)]), .annotationAppliesToAllOpticalPaths: .text("YES"),
      .graphicType: .text("RECTANGLE"), .pointCoordinatesData: .floats(tiles.flatMap(\.corners)),
      .measurementsSequence: .items(measurements),
    ]
  }

  private var measurements: [DICOMDataSet] {
    let parts = tiles.compactMap(\.contribution)
    let attention = measurement(.attention, tiles.map(\.attention))
    return [attention] + (parts.count == tiles.count ? [measurement(.contribution, parts)] : [])
  }

  private func measurement(_ concept: DICOMConcept, _ values: [Float]) -> DICOMDataSet {
    [
      .conceptNameCodeSequence: concept.sequence, .measurementUnitsCodeSequence: DICOMConcept.noUnits.sequence,
      .measurementValuesSequence: .item([.floatingPointValues: .floats(values)]),
    ]
  }
}

extension TileFinding {
  /// Column and row of its four corners, from the upper left one on, clockwise: as RECTANGLE asks. Whole
  /// numbers below 2^24 are exact in single precision, and no slide has such a side.
  fileprivate var corners: [Float] {
    let (left, top, right, bottom) = (Float(x), Float(y), Float(x + side), Float(y + side))
    return [left, top, right, top, right, bottom, left, bottom]
  }
}
