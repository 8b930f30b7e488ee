import Basics

extension SlideTruth {
  /// A GeoJSON `FeatureCollection` as QuPath reads it: regions as annotations, nuclei as detections (points), in
  /// level-0 px. Identifiers follow from the order, so that the same slide gives the same bytes.
  public func geoJSON() -> [UInt8] {
    var text = "{\"type\":\"FeatureCollection\",\"features\":["
    var index = 0
    for region in regions {
      text += (index == 0 ? "\n" : ",\n") + Self.feature(region, index: index)
      index += 1
    }
    for nucleus in nuclei {
      text += (index == 0 ? "\n" : ",\n") + Self.feature(nucleus, index: index)
      index += 1
    }
    text += "\n]}\n"
    return Array(text.utf8)
  }

  private static func feature(_ region: TruthRegion, index: Int) -> String {
    let rings = region.rings.map { ring in
      "[" + ring.map { "[\(tenths($0.x)),\(tenths($0.y))]" }.joined(separator: ",") + "]"
    }
    let measurements =
      region.label.grade.map { "\"grade\":\($0),\"area um2\":\(tenths(region.area))" }
      ?? "\"area um2\":\(tenths(region.area))"
    return """
      {"type":"Feature","id":"\(identifier(index))","geometry":{"type":"Polygon","coordinates":\
      [\(rings.joined(separator: ","))]},"properties":{"objectType":"annotation","name":"\(region.label.rawValue)",\
      "classification":{"name":"\(region.label.rawValue)","color":\(color(region.label))},"isLocked":true,\
      "measurements":{\(measurements)}}}
      """
  }

  private static func feature(_ nucleus: SimulatedNucleus, index: Int) -> String {
    """
    {"type":"Feature","id":"\(identifier(index))","geometry":{"type":"Point","coordinates":\
    [\(tenths(Double(nucleus.x))),\(tenths(Double(nucleus.y)))]},"properties":{"objectType":"detection",\
    "classification":{"name":"\(nucleus.kind.rawValue)","color":\(color(nucleus.kind))},\
    "measurements":{"long radius px":\(tenths(Double(nucleus.longRadius))),\
    "short radius px":\(tenths(Double(nucleus.shortRadius)))}}}
    """
  }

  /// A UUID of version 8 (RFC 9562: of one's own making) that holds the place in the file.
  private static func identifier(_ index: Int) -> String {
    let digits = String(index, radix: 16)
    return "c0de5719-0000-8000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  private static func tenths(_ value: Double) -> String { NumberText.plain.fixed(value, digits: 1) }

  private static func color(_ label: TissueLabel) -> String {
    switch label {
    case .tumourGrade1: "[86,180,233]"
    case .tumourGrade2: "[230,159,0]"
    case .tumourGrade3: "[213,94,0]"
    case .necrosis: "[90,90,90]"
    case .lymphocytes: "[0,114,178]"
    case .lobule: "[0,158,115]"
    case .fat: "[240,228,66]"
    case .stroma, .glass: "[204,121,167]"
    }
  }

  private static func color(_ kind: NucleusClass) -> String {
    switch kind {
    case .tumourGrade1: color(TissueLabel.tumourGrade1)
    case .tumourGrade2: color(TissueLabel.tumourGrade2)
    case .tumourGrade3: color(TissueLabel.tumourGrade3)
    case .mitosis: "[0,0,0]"
    case .lymphocyte: color(TissueLabel.lymphocytes)
    case .stromal: "[204,121,167]"
    case .normalEpithelium: color(TissueLabel.lobule)
    }
  }
}
