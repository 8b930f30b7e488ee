/// Why a file is not one of regions, and where in it.
public struct RegionFailure: Error, Equatable, Sendable {
  /// The place in the file, as `features[3].geometry.coordinates[0]`, `byte 120`, or `file`.
  public let place: String
  /// What is wrong there.
  public let problem: RegionProblem

  /// A failure at a place of the file.
  public init(_ place: String, _ problem: RegionProblem) {
    self.place = place
    self.problem = problem
  }
}

/// What is wrong with a file of regions.
public enum RegionProblem: Hashable, Sendable {
  /// The file is longer than the limit, bytes.
  case tooLong(limit: Int)
  /// It is not JSON from here on; NaN and infinity are not JSON either.
  case notJSON
  /// It nests deeper than JSON of regions does.
  case tooDeep
  /// Neither a FeatureCollection, a Feature, nor an array of them.
  case notGeoJSON
  /// A member is missing, or of another type.
  case missing
  /// A geometry that no region has, with its name in the file.
  case unknownGeometry(String)
  /// More regions than the limit.
  case tooManyRegions(limit: Int)
  /// More points than the limit.
  case tooManyPoints(limit: Int)
  /// Fewer points than the geometry needs; a ring counts its first point twice.
  case tooFewPoints(needed: Int)
  /// A ring does not end where it starts.
  case openRing
  /// A ring encloses nothing.
  case noArea
  /// A coordinate is as large as no slide is.
  case outOfRange
  /// The region lies beside the slide, which has so many level-0 px.
  case besideSlide(width: Int, height: Int)
  /// The file says that it is of another slide, or of a slide of the case `caseID`.
  case otherSlide(caseID: String)
}
