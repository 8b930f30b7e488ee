import Basics

/// Regions of a slide as GeoJSON, as QuPath writes and reads it: a FeatureCollection of RFC 7946's shape, whose
/// coordinates are level-0 px from the upper left corner of the slide, or of what QuPath shows of it: a
/// ``RegionFrame`` says which.
///
///     let regions = try RegionFile.regions(in: bytes, on: slide.size)
///     let text = RegionFile.text(of: regions)
///
/// Of a feature are kept: geometry, `id`, and of its properties `objectType` (`object_type` of older files), `name`,
/// `classification`, `measurements` (an object, or a list of names and values) and `metadata`; any other property that
/// is a text is kept as metadata. Colours, the outlines of nuclei inside cells, child objects and planes are not.
///
/// Where the corner of what QuPath shows is not that of the slide, or not known, the collection has a member
/// `coverslip` whose `origin` is the code of a ``RegionOrigin``. Other programs pass over it.
public enum RegionFile {
  /// The longest file that is read, bytes.
  public static let byteLimit = 32 << 20
  /// The most regions of a file.
  public static let regionLimit = 100_000
  /// The most points of a file.
  public static let pointLimit = 1_000_000
  /// No coordinate is this far from the corner, level-0 px.
  public static let coordinateLimit = 1e9

  /// The regions in a file, in its order.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - size: of the slide, level-0 px, where regions that lie beside it are to be refused.
  ///   - frame: how the file's coordinates lie on the slide.
  /// - Returns: regions whose coordinates are counted from the upper left corner of level 0.
  /// - Throws: the first thing that is wrong, with its place.
  public static func regions(
    in bytes: [UInt8], on size: PixelSize? = nil, frame: RegionFrame = .level0
  ) throws(RegionFailure) -> [MarkedRegion] {
    guard bytes.count <= byteLimit else { throw RegionFailure("file", .tooLong(limit: byteLimit)) }
    let value: JSONValue
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    do { value = try JSONValue(parsing: text) } catch {
      switch error {
      case .malformed(let offset): throw RegionFailure("byte \(offset)", .notJSON)
      case .tooDeep: throw RegionFailure("file", .tooDeep)
      case .unexpected(let path): throw RegionFailure(path, .missing)
      }
    }
    var reading = RegionReading(size: size, frame: frame)
    try reading.file(value)
    return reading.regions
  }

  /// A file of these regions: one line per region, the same text for the same regions. Coordinates and measurements are
  /// finite.
  ///
  /// - Parameter frame: what the file's coordinates are counted from.
  public static func text(of regions: [MarkedRegion], frame: RegionFrame = .level0) -> String {
    let lines = regions.map { line(of: $0, frame: frame) }.joined(separator: ",\n")
    return opening(frame: frame) + (lines.isEmpty ? "" : "\n\(lines)\n") + closing
  }

  /// What comes before the first region of a file.
  ///
  /// - Parameter facts: what the file says of itself besides, for programs that ask.
  package static func opening(frame: RegionFrame, facts: [JSONMember] = []) -> String {
    let said = frame.statement + facts
    let member = said.isEmpty ? "" : "\"\(RegionFrame.key)\":\(JSONValue.object(said).compactText),"
    return #"{"type":"FeatureCollection",\#(member)"features":["#
  }

  /// What comes behind the last region of a file.
  package static let closing = "]}\n"

  /// A region as a line of a file.
  package static func line(of region: MarkedRegion, frame: RegionFrame) -> String {
    let start = frame.start()
    var region = region
    if start != RegionPoint(x: 0, y: 0) { region.shape = region.shape.moved(x: -start.x, y: -start.y) }
    return feature(of: region).compactText
  }

  private static func feature(of region: MarkedRegion) -> JSONValue {
    var members = [JSONMember("type", "Feature")]
    if let id = region.id { members.append(JSONMember("id", .string(id))) }
    members.append(JSONMember("geometry", geometry(of: region.shape)))
    members.append(JSONMember("properties", properties(of: region)))
    return .object(members)
  }

  private static func properties(of region: MarkedRegion) -> JSONValue {
    var members = [JSONMember("objectType", .string(region.kind.rawValue))]
    if let name = region.name { members.append(JSONMember("name", .string(name))) }
    if let name = region.classification { members.append(JSONMember("classification", ["name": .string(name)])) }
    if !region.measurements.isEmpty {
      let sorted = region.measurements.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      members.append(JSONMember("measurements", .object(sorted.map { JSONMember($0.key, number($0.value)) })))
    }
    if !region.metadata.isEmpty {
      let sorted = region.metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      members.append(JSONMember("metadata", .object(sorted.map { JSONMember($0.key, .string($0.value)) })))
    }
    return .object(members)
  }

  private static func geometry(of shape: RegionShape) -> JSONValue {
    switch shape {
    case .points(let points): geometry("Point", points.map(position))
    case .lines(let lines): geometry("LineString", lines.map { .array($0.map(position)) })
    case .polygons(let polygons):
      geometry("Polygon", polygons.map { polygon in .array(([polygon.outer] + polygon.holes).map(ring)) })
    }
  }

  /// One of a geometry, or its `Multi`.
  private static func geometry(_ name: String, _ parts: [JSONValue]) -> JSONValue {
    guard parts.count == 1 else { return ["type": .string("Multi" + name), "coordinates": .array(parts)] }
    return ["type": .string(name), "coordinates": parts[0]]
  }

  private static func ring(_ points: [RegionPoint]) -> JSONValue { .array((points + points.prefix(1)).map(position)) }

  private static func position(_ point: RegionPoint) -> JSONValue { [number(point.x), number(point.y)] }

  private static func number(_ value: Double) -> JSONValue {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
