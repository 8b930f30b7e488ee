import Basics
import Microscopy
import Prognosis

/// How records stand in the ledger. The keys are the ledger's format: a new property gets a new key, which older
/// entries lack and read as missing; a key is never renamed.
extension Case {
  var json: JSONValue {
    [
      "id": TypedText.caseID.json(id), "patient": JSONValue(patient), "received": JSONValue(received),
      "slides": .array(slides.map(\.json)), "clinical": clinical.json, "note": JSONValue(note),
      "extra": .object(extra.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) }),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    var slides: [CaseSlide] = []
    for slide in try reader.objects("slides") { slides.append(try CaseSlide(slide)) }
    self.init(
      id: try TypedText.caseID.read("id", reader), patient: try reader.optionalString("patient"),
      received: try reader.optionalString("received"), slides: slides,
      clinical: try ClinicalVariables(try reader.object("clinical")), note: try reader.optionalString("note"),
      extra: try reader.dictionary("extra"))
  }
}

extension CaseSlide {
  var json: JSONValue { .object(first + later) }

  private var first: [JSONMember] {
    [
      JSONMember("path", .string(path)), JSONMember("width", .integer(size.width)),
      JSONMember("height", .integer(size.height)), JSONMember("mppX", .number(mpp.x)),
      JSONMember("mppY", .number(mpp.y)), JSONMember("mppGiven", .bool(mppGiven)),
      JSONMember("objective", JSONValue(objective)), JSONMember("vendor", .string(vendor)),
    ]
  }

  /// Slides of the first version have none of these keys, and are written again byte for byte as they were.
  private var later: [JSONMember] {
    let digest = quickDigest.map { [JSONMember("quickDigest", TypedText.sha256.json($0))] } ?? []
    let stated = mppStated.map {
      [JSONMember("mppStatedX", .number($0.x)), JSONMember("mppStatedY", .number($0.y))]
    }
    let label = expectedLabel.map { [JSONMember("expectedLabel", .string($0))] } ?? []
    return digest + (stated ?? []) + label
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    guard let mpp = MicronsPerPixel(x: try reader.double("mppX"), y: try reader.double("mppY")) else {
      throw reader.failure("mppX")
    }
    self.init(
      path: try reader.string("path"),
      size: PixelSize(width: try reader.int("width"), height: try reader.int("height")), mpp: mpp,
      mppGiven: try reader.bool("mppGiven"), objective: try reader.optionalDouble("objective"),
      vendor: try reader.string("vendor"))
    quickDigest = try TypedText.sha256.optional("quickDigest", reader)
    expectedLabel = try reader.optionalString("expectedLabel")
    if let x = try reader.optionalDouble("mppStatedX") {
      guard let stated = MicronsPerPixel(x: x, y: try reader.double("mppStatedY")) else {
        throw reader.failure("mppStatedX")
      }
      mppStated = stated
    }
  }
}
