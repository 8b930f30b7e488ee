import Basics

/// The walk through a file of regions, with the place for what is wrong.
struct RegionReading {
  private let size: PixelSize?
  private let frame: RegionFrame
  /// Where coordinates begin, level-0 px.
  private var start: RegionPoint
  private var pointCount = 0
  private(set) var regions: [MarkedRegion] = []

  init(size: PixelSize?, frame: RegionFrame) {
    self.size = size
    self.frame = frame
    start = frame.start()
  }

  mutating func file(_ value: JSONValue) throws(RegionFailure) {
    switch value {
    case .array(let elements): try features(elements, "")
    case .object:
      switch value.text("type") {
      case "FeatureCollection"?:
        try requireSubject(value[RegionFrame.key])
        start = frame.start(stated: try origin(value[RegionFrame.key]))
        try features(try elements(value, "features", "file"), "features")
      case "Feature"?: try feature(value, "feature")
      default: throw RegionFailure("file", .notGeoJSON)
      }
    case .null, .bool, .integer, .number, .string: throw RegionFailure("file", .notGeoJSON)
    }
  }

  /// What a file that Coverslip wrote says of the slide that it is of.
  private func requireSubject(_ said: JSONValue?) throws(RegionFailure) {
    guard let subject = frame.subject, let said, let caseID = said.text("case") else { return }
    guard caseID == subject.caseID, said["slide"].map({ $0 == .integer(subject.slide) }) ?? true else {
      throw RegionFailure("\(RegionFrame.key)", .otherSlide(caseID: caseID))
    }
  }

  /// What a file that Coverslip wrote says of its coordinates.
  private func origin(_ said: JSONValue?) throws(RegionFailure) -> RegionOrigin? {
    guard let code = said?.text(RegionFrame.originKey) else { return nil }
    guard let origin = RegionOrigin(rawValue: code) else {
      throw RegionFailure("\(RegionFrame.key).\(RegionFrame.originKey)", .missing)
    }
    return origin
  }

  private mutating func features(_ elements: [JSONValue], _ place: String) throws(RegionFailure) {
    guard elements.count <= RegionFile.regionLimit else {
      throw RegionFailure("file", .tooManyRegions(limit: RegionFile.regionLimit))
    }
    for (index, element) in elements.enumerated() { try feature(element, "\(place)[\(index)]") }
  }

  private mutating func feature(_ value: JSONValue, _ place: String) throws(RegionFailure) {
    guard value.text("type") == "Feature" else { throw RegionFailure(place, .notGeoJSON) }
    let shape = try shape(value["geometry"], "\(place).geometry")
    if let size, !shape.touches(slideOf: size) {
      throw RegionFailure("\(place).geometry", .besideSlide(width: size.width, height: size.height))
    }
    var region = MarkedRegion(shape, id: value.text("id").flatMap { Self.line($0) })
    try describe(&region, value["properties"] ?? .null, "\(place).properties")
    regions.append(region)
  }

  // MARK: What is said of a region

  private func describe(
    _ region: inout MarkedRegion, _ properties: JSONValue, _ place: String
  ) throws(RegionFailure) {
    guard properties != .null else { return }
    guard case .object(let members) = properties else { throw RegionFailure(place, .missing) }
    let kind = properties.text("objectType") ?? properties.text("object_type")
    region.kind = kind.flatMap { RegionKind(rawValue: $0) } ?? .annotation
    region.name = properties.text("name").flatMap { Self.line($0) }
    region.classification = classification(properties["classification"])
    region.measurements = try measurements(properties["measurements"] ?? .null, "\(place).measurements")
    for member in members where !Self.known.contains(member.key) { keep(member, in: &region) }
    guard case .object(let texts)? = properties["metadata"] else { return }
    for member in texts { keep(member, in: &region) }
  }

  private static let known: Set<String> = ["objectType", "object_type", "name", "classification", "measurements"]

  private func keep(_ member: JSONMember, in region: inout MarkedRegion) {
    guard case .string(let text) = member.value, let key = Self.line(member.key), let kept = Self.line(text) else {
      return
    }
    region.metadata[key] = kept
  }

  private func classification(_ value: JSONValue?) -> String? {
    guard let value else { return nil }
    if case .string(let name) = value { return Self.line(name) }
    if let name = value.text("name") { return Self.line(name) }
    guard case .array(let names)? = value["names"] else { return nil }
    let texts = names.compactMap { if case .string(let text) = $0 { text } else { nil } }
    return Self.line(texts.joined(separator: ": "))
  }

  private func measurements(_ value: JSONValue, _ place: String) throws(RegionFailure) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for (name, number) in try named(value, place) where number != .null {
      guard let measured = number.asNumber, let name = Self.line(name) else { throw RegionFailure(place, .missing) }
      numbers[name] = measured
    }
    return numbers
  }

  /// The names and values of an object, or of a list of them.
  private func named(_ value: JSONValue, _ place: String) throws(RegionFailure) -> [(String, JSONValue)] {
    switch value {
    case .null: return []
    case .object(let members): return members.map { ($0.key, $0.value) }
    case .array(let elements):
      var found: [(String, JSONValue)] = []
      for (index, element) in elements.enumerated() {
        guard let name = element.text("name"), let number = element["value"] else {
          throw RegionFailure("\(place)[\(index)]", .missing)
        }
        found.append((name, number))
      }
      return found
    case .bool, .integer, .number, .string: throw RegionFailure(place, .missing)
    }
  }

  /// A text made safe to keep and to show; `nil` where nothing is left of it.
  private static func line(_ text: String) -> String? {
    let cleaned = CleanText.cleaned(text, limit: 200)
    return cleaned.isEmpty ? nil : cleaned
  }

  // MARK: Where it lies

  private mutating func shape(_ value: JSONValue?, _ place: String) throws(RegionFailure) -> RegionShape {
    guard let value, let type = value.text("type") else { throw RegionFailure(place, .missing) }
    let coordinates = "\(place).coordinates"
    let parts = try elements(value, "coordinates", place)
    switch type {
    case "Point": return .points([try position(.array(parts), coordinates)])
    case "MultiPoint": return .points(try positions(parts, coordinates, atLeast: 1))
    case "LineString": return .lines([try positions(parts, coordinates, atLeast: 2)])
    case "MultiLineString":
      return .lines(
        try each(parts, coordinates) { (reading, line, place) throws(RegionFailure) in
          try reading.positions(try reading.list(line, place), place, atLeast: 2)
        })
    case "Polygon": return .polygons([try polygon(.array(parts), coordinates)])
    case "MultiPolygon":
      return .polygons(
        try each(parts, coordinates) { (reading, polygon, place) throws(RegionFailure) in
          try reading.polygon(polygon, place)
        })
    default: throw RegionFailure("\(place).type", .unknownGeometry(CleanText.cleaned(type, limit: 40)))
    }
  }

  private mutating func each<Part>(
    _ parts: [JSONValue], _ place: String,
    _ read: (inout RegionReading, JSONValue, String) throws(RegionFailure) -> Part
  ) throws(RegionFailure) -> [Part] {
    guard !parts.isEmpty else { throw RegionFailure(place, .tooFewPoints(needed: 1)) }
    var found: [Part] = []
    for (index, part) in parts.enumerated() { found.append(try read(&self, part, "\(place)[\(index)]")) }
    return found
  }

  private mutating func polygon(_ value: JSONValue, _ place: String) throws(RegionFailure) -> RegionPolygon {
    let rings = try each(try list(value, place), place) { (reading, ring, place) throws(RegionFailure) in
      try reading.ring(try reading.list(ring, place), place)
    }
    return RegionPolygon(outer: rings[0], holes: Array(rings.dropFirst()))
  }

  private mutating func ring(_ parts: [JSONValue], _ place: String) throws(RegionFailure) -> [RegionPoint] {
    let points = try positions(parts, place, atLeast: 4)
    guard points.first == points.last else { throw RegionFailure(place, .openRing) }
    let bounds = RegionShape.bounds(points)
    guard bounds.width > 0, bounds.height > 0 else { throw RegionFailure(place, .noArea) }
    return points.dropLast()
  }

  private mutating func positions(
    _ parts: [JSONValue], _ place: String, atLeast needed: Int
  ) throws(RegionFailure) -> [RegionPoint] {
    guard parts.count >= needed else { throw RegionFailure(place, .tooFewPoints(needed: needed)) }
    var points: [RegionPoint] = []
    points.reserveCapacity(parts.count)
    for (index, part) in parts.enumerated() { points.append(try position(part, "\(place)[\(index)]")) }
    return points
  }

  /// Two numbers, or three: the third, a height, says nothing of a slide.
  private mutating func position(_ value: JSONValue, _ place: String) throws(RegionFailure) -> RegionPoint {
    guard case .array(let numbers) = value, (2...3).contains(numbers.count), let x = numbers[0].asNumber,
      let y = numbers[1].asNumber
    else { throw RegionFailure(place, .missing) }
    guard abs(x) < RegionFile.coordinateLimit, abs(y) < RegionFile.coordinateLimit else {
      throw RegionFailure(place, .outOfRange)
    }
    pointCount += 1
    guard pointCount <= RegionFile.pointLimit else {
      throw RegionFailure("file", .tooManyPoints(limit: RegionFile.pointLimit))
    }
    return RegionPoint(x: x + start.x, y: y + start.y)
  }

  private func elements(_ value: JSONValue, _ key: String, _ place: String) throws(RegionFailure) -> [JSONValue] {
    try list(value[key] ?? .null, "\(place).\(key)")
  }

  private func list(_ value: JSONValue, _ place: String) throws(RegionFailure) -> [JSONValue] {
    guard case .array(let elements) = value else { throw RegionFailure(place, .missing) }
    return elements
  }
}

extension JSONValue {
  fileprivate subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate func text(_ key: String) -> String? {
    guard case .string(let text)? = self[key] else { return nil }
    return text
  }

  fileprivate var asNumber: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .null, .bool, .string, .array, .object: nil
    }
  }
}
