import Microscopy
import Sentences
import Testing

@Suite("What is said of a file of regions")
struct RegionSentenceTests {
  @Test(
    "names the file, the place in it, and what would be right",
    arguments: [
      (
        RegionFailure("features[0].geometry.coordinates[0]", .openRing),
        "r.geojson, features[0].geometry.coordinates[0]: the ring does not end where it starts; repeat its first point "
          + "at its end"
      ),
      (
        RegionFailure("features[2].geometry.type", .unknownGeometry("Circle")),
        "r.geojson, features[2].geometry.type: the geometry \"Circle\" is not known; a region is a Point, LineString, "
          + "Polygon, or several of one of them"
      ),
      (
        RegionFailure("file", .tooLong(limit: 32 << 20)),
        "r.geojson, file: the file is longer than 32 MiB; export fewer regions"
      ),
    ])
  func words(failure: RegionFailure, sentence: String) {
    #expect(failure.words(path: "r.geojson").sentence == sentence && failure.words(path: "r").exit == .badData)
  }
}
