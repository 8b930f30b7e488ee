import Basics
import Testing

@testable import Microscopy

private func read(_ text: String, on size: PixelSize? = nil) throws(RegionFailure) -> [MarkedRegion] {
  try RegionFile.regions(in: Array(text.utf8), on: size)
}

/// A file of one feature with this geometry.
private func file(_ geometry: String, _ properties: String = "null") -> String {
  #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":\#(geometry),"properties":\#(properties)}]}"#
}

private let square = SlideRegion(x: 512, y: 512, width: 512, height: 512)

@Suite("A file of regions")
struct RegionFileTests {
  @Test("is read as QuPath writes annotations: a class, colours, measurements and metadata")
  func annotation() throws {
    let regions = try read(
      file(
        #"{"type":"Polygon","coordinates":[[[1024,512],[1024,1024],[512,1024],[512,512],[1024,512]]]}"#,
        """
        {"objectType":"annotation","name":"in situ","color":[255,0,0],"isLocked":false,
         "classification":{"names":["Tumor","Positive"],"color":[0,128,128]},
         "measurements":{"Area µm^2":65536.0,"Length µm":null},"metadata":{"reason":"in-situ"}}
        """))
    let region = try #require(regions.first)
    #expect(region.shape.bounds == square && region.shape.area == 512 * 512)
    #expect(region.kind == .annotation && region.name == "in situ" && region.classification == "Tumor: Positive")
    #expect(region.measurements == ["Area µm^2": 65536] && region.reason == "in-situ")
  }

  @Test("is read as WSInfer and dlup write it: an id, floats, an older list of measurements, other texts as metadata")
  func others() throws {
    let regions = try read(
      """
      [{"type": "Feature", "id": "e3e70682-c209-4cac-a29f-6fbed82c07cd", "geometry": {"type": "Polygon",
        "coordinates": [[[350.0, 0.0], [350.0, 350.0], [0.0, 350.0], [0.0, 0.0], [350.0, 0.0]]]},
        "properties": {"isLocked": true, "measurements": [{"name": "prob_Tumor", "value": 0.25}],
        "object_type": "tile", "reason": "artefact", "classification": "Tumor"}}]
      """)
    let region = try #require(regions.first)
    #expect(region.id == "e3e70682-c209-4cac-a29f-6fbed82c07cd" && region.kind == .tile)
    #expect(region.measurements == ["prob_Tumor": 0.25] && region.reason == "artefact")
    #expect(
      region.shape
        == .polygons([
          RegionPolygon(outer: [
            RegionPoint(x: 350, y: 0), RegionPoint(x: 350, y: 350), RegionPoint(x: 0, y: 350), RegionPoint(x: 0, y: 0),
          ])
        ]) && region.classification == "Tumor")
  }

  @Test(
    "has points, lines and pieces, one or several of them",
    arguments: [
      (#"{"type":"Point","coordinates":[3,4.5]}"#, RegionShape.points([RegionPoint(x: 3, y: 4.5)])),
      (
        #"{"type":"MultiPoint","coordinates":[[3,4],[5,6]]}"#,
        .points([RegionPoint(x: 3, y: 4), RegionPoint(x: 5, y: 6)])
      ),
      (
        #"{"type":"LineString","coordinates":[[3,4],[5,6,0]]}"#,
        .lines([[RegionPoint(x: 3, y: 4), RegionPoint(x: 5, y: 6)]])
      ),
      (
        #"{"type":"MultiLineString","coordinates":[[[3,4],[5,6]]]}"#,
        .lines([[RegionPoint(x: 3, y: 4), RegionPoint(x: 5, y: 6)]])
      ),
      (
        #"{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]]]}"#,
        .rectangle(SlideRegion(x: 0, y: 0, width: 2, height: 2))
      ),
    ])
  func geometries(geometry: String, shape: RegionShape) throws {
    #expect(try read(file(geometry)).map(\.shape) == [shape])
  }

  @Test("is written in QuPath's shape, one line per region, keys in order")
  func written() {
    let region = MarkedRegion(
      .rectangle(SlideRegion(x: 1, y: 2, width: 2.5, height: 2)), id: "a", name: "n", classification: "Tumor",
      measurements: ["b": 2, "a": 0.5], metadata: ["reason": "in-situ"])
    let text = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[[[1,2],[3.5,2],[3.5,4],[1,4],[1,2]]]},\
      "properties":{"objectType":"annotation","name":"n","classification":{"name":"Tumor"},\
      "measurements":{"a":0.5,"b":2},"metadata":{"reason":"in-situ"}}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[7,8]},"properties":{"objectType":"annotation"}}
      ]}

      """
    #expect(RegionFile.text(of: [region, MarkedRegion(.points([RegionPoint(x: 7, y: 8)]))]) == text)
    #expect(RegionFile.text(of: []) == "{\"type\":\"FeatureCollection\",\"features\":[]}\n")
  }

  @Test("that was written is read as the same regions")
  func roundTrip() throws {
    let ring = [RegionPoint(x: 0, y: 0), RegionPoint(x: 9, y: 0.1), RegionPoint(x: 4, y: 9)]
    let hole = [RegionPoint(x: 3, y: 1), RegionPoint(x: 5, y: 1), RegionPoint(x: 4, y: 3)]
    let regions = [
      MarkedRegion(
        .polygons([RegionPolygon(outer: ring, holes: [hole]), RegionPolygon(square)]), kind: .detection,
        classification: "A: B", measurements: ["x": 1e-9]),
      MarkedRegion(.lines([ring, hole]), id: "2", metadata: ["k": "v \"quoted\""]),
      MarkedRegion(.points(ring), kind: .tmaCore, name: "Müller"),
    ]
    #expect(try read(RegionFile.text(of: regions)) == regions)
  }

  @Test("has names without signs that steer a terminal, and not without end")
  func cleaned() throws {
    let long = String(repeating: "x", count: 500)
    let regions = try read(
      file(#"{"type":"Point","coordinates":[3,4]}"#, #"{"name":"a\u001b[31m\nb","classification":"\#(long)"}"#))
    #expect(regions[0].name == "a[31m b" && regions[0].classification == String(repeating: "x", count: 200) + "...")
  }
}

@Suite("A file that is not one of regions")
struct RegionFailureTests {
  @Test(
    "is refused with the place and what is wrong there",
    arguments: [
      ("", "byte 0", RegionProblem.notJSON),
      ("[NaN]", "byte 1", .notJSON),
      ("3", "file", .notGeoJSON),
      (#"{"type":"Topology"}"#, "file", .notGeoJSON),
      (#"{"type":"FeatureCollection"}"#, "file.features", .missing),
      (#"{"type":"FeatureCollection","features":[3]}"#, "features[0]", .notGeoJSON),
      (#"[{"type":"Feature","geometry":null}]"#, "[0].geometry", .missing),
      (#"{"type":"Feature","geometry":{"type":"Point"}}"#, "feature.geometry.coordinates", .missing),
      (file(#"{"type":"Circle","coordinates":[]}"#), "features[0].geometry.type", .unknownGeometry("Circle")),
      (file(#"{"type":"Point","coordinates":["3",4]}"#), "features[0].geometry.coordinates", .missing),
      (file(#"{"type":"Point","coordinates":[3]}"#), "features[0].geometry.coordinates", .missing),
      (file(#"{"type":"Point","coordinates":[3,-1e9]}"#), "features[0].geometry.coordinates", .outOfRange),
      (file(#"{"type":"MultiPoint","coordinates":[]}"#), "features[0].geometry.coordinates", .tooFewPoints(needed: 1)),
      (
        file(#"{"type":"LineString","coordinates":[[1,1]]}"#), "features[0].geometry.coordinates",
        .tooFewPoints(needed: 2)
      ),
      (file(#"{"type":"Polygon","coordinates":[]}"#), "features[0].geometry.coordinates", .tooFewPoints(needed: 1)),
      (
        file(#"{"type":"Polygon","coordinates":[[[0,0],[2,0],[0,0]]]}"#), "features[0].geometry.coordinates[0]",
        .tooFewPoints(needed: 4)
      ),
      (
        file(#"{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}"#), "features[0].geometry.coordinates[0]",
        .openRing
      ),
      (
        file(#"{"type":"Polygon","coordinates":[[[0,0],[2,0],[1,0],[0,0]]]}"#), "features[0].geometry.coordinates[0]",
        .noArea
      ),
      (
        file(#"{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,0]],[[1,1],[1,1],[3]]]]}"#),
        "features[0].geometry.coordinates[0][1]", .tooFewPoints(needed: 4)
      ),
      (file(#"{"type":"Point","coordinates":[3,4]}"#, "[]"), "features[0].properties", .missing),
      (
        file(#"{"type":"Point","coordinates":[3,4]}"#, #"{"measurements":{"a":"b"}}"#),
        "features[0].properties.measurements", .missing
      ),
    ])
  func refused(text: String, place: String, problem: RegionProblem) {
    #expect(throws: RegionFailure(place, problem)) { try read(text) }
  }

  @Test("is refused where a region lies beside the slide, not where it reaches over its edge")
  func beside() throws {
    let size = PixelSize(width: 600, height: 600)
    let reaching = RegionFile.text(of: [MarkedRegion(.rectangle(square))])
    #expect(try read(reaching, on: size).count == 1)
    #expect(throws: RegionFailure("features[0].geometry", .besideSlide(width: 400, height: 400))) {
      try read(reaching, on: PixelSize(width: 400, height: 400))
    }
  }

  @Test("is refused where it is longer than the limit, before it is parsed")
  func long() {
    let bytes = [UInt8](repeating: 0x20, count: RegionFile.byteLimit + 1)
    #expect(throws: RegionFailure("file", .tooLong(limit: RegionFile.byteLimit))) {
      try RegionFile.regions(in: bytes)
    }
  }
}

@Suite("A polygon of a slide")
struct RegionPolygonTests {
  @Test("holds what lies inside, not what lies in its holes; a shared edge belongs to one of two neighbours")
  func contains() {
    let hole = RegionPolygon(SlideRegion(x: 4, y: 4, width: 2, height: 2)).outer
    let polygon = RegionPolygon(
      outer: RegionPolygon(SlideRegion(x: 0, y: 0, width: 10, height: 10)).outer, holes: [hole])
    #expect(polygon.contains(x: 1, y: 1) && !polygon.contains(x: 5, y: 5) && !polygon.contains(x: 11, y: 5))
    #expect(polygon.contains(x: 0, y: 0) && !polygon.contains(x: 10, y: 5) && !polygon.contains(x: 5, y: 10))
    #expect(polygon.area == 96 && polygon.rectangle == nil)
    #expect(!RegionShape.points([RegionPoint(x: 1, y: 1)]).contains(x: 1, y: 1))
  }

  @Test("is a rectangle where its edges lie along the axes")
  func rectangle() {
    #expect(RegionPolygon(square).rectangle == square)
    let slanted = RegionPolygon(outer: [
      RegionPoint(x: 0, y: 1), RegionPoint(x: 1, y: 0), RegionPoint(x: 2, y: 1), RegionPoint(x: 1, y: 2),
    ])
    #expect(slanted.rectangle == nil && slanted.contains(x: 1, y: 1) && !slanted.contains(x: 0.2, y: 0.2))
    #expect(slanted.area == 2 && slanted.bounds == SlideRegion(x: 0, y: 0, width: 2, height: 2))
  }
}
