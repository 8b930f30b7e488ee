import Basics
import Prognosis

/// Variables that ledgers of the first format do not have are left out of a ledger while they are missing, so that such
/// a ledger is written again byte for byte as it was.
extension ClinicalVariables {
  /// As in a ledger.
  var json: JSONValue { .object(first + later.filter { $0.value != .null } + given) }

  /// As printed for scripts: every key, `null` for what is missing.
  package var completeJSON: JSONValue { .object(first + later + [JSONMember("treatment", treatment.json)]) }

  private var first: [JSONMember] {
    [
      JSONMember("age", JSONValue(age)), JSONMember("grade", JSONValue(grade)),
      JSONMember("tumourSizeMM", JSONValue(tumourSizeMM)), JSONMember("positiveNodes", JSONValue(positiveNodes)),
      JSONMember("ki67", JSONValue(ki67)), JSONMember("er", JSONValue(word: er)),
      JSONMember("her2", JSONValue(word: her2)), JSONMember("menopausal", JSONValue(word: menopausal)),
    ]
  }

  private var later: [JSONMember] {
    [
      JSONMember("pr", JSONValue(word: pr)), JSONMember("erHScore", JSONValue(erHScore)),
      JSONMember("prHScore", JSONValue(prHScore)), JSONMember("prPercent", JSONValue(prPercent)),
      JSONMember("nottinghamScore", JSONValue(nottinghamScore)), JSONMember("detection", JSONValue(word: detection)),
      JSONMember("smoker", JSONValue(smoker)),
    ]
  }

  private var given: [JSONMember] {
    treatment == AdjuvantTreatment() ? [] : [JSONMember("treatment", treatment.json)]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      age: try reader.optionalDouble("age"), grade: try reader.optionalInt("grade"),
      tumourSizeMM: try reader.optionalDouble("tumourSizeMM"), positiveNodes: try reader.optionalInt("positiveNodes"),
      ki67: try reader.optionalDouble("ki67"), er: try reader.optionalWord("er"),
      her2: try reader.optionalWord("her2"), menopausal: try reader.optionalWord("menopausal"),
      pr: try reader.optionalWord("pr"), erHScore: try reader.optionalDouble("erHScore"),
      prHScore: try reader.optionalDouble("prHScore"), prPercent: try reader.optionalDouble("prPercent"),
      nottinghamScore: try reader.optionalInt("nottinghamScore"), detection: try reader.optionalWord("detection"),
      smoker: try reader.optionalBool("smoker"))
    if let given = try reader.optionalObject("treatment") { treatment = try AdjuvantTreatment(given) }
  }
}

extension AdjuvantTreatment {
  /// Every key, `null` for what is missing.
  var json: JSONValue {
    [
      "chemotherapy": JSONValue(word: chemotherapy), "hormoneTherapy": JSONValue(word: hormoneTherapy),
      "trastuzumab": JSONValue(trastuzumab), "bisphosphonates": JSONValue(bisphosphonates),
      "radiotherapy": JSONValue(radiotherapy), "heartDoseGy": JSONValue(heartDoseGy),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      chemotherapy: try reader.optionalWord("chemotherapy"),
      hormoneTherapy: try reader.optionalWord("hormoneTherapy"),
      trastuzumab: try reader.optionalBool("trastuzumab"), bisphosphonates: try reader.optionalBool("bisphosphonates"),
      radiotherapy: try reader.optionalBool("radiotherapy"), heartDoseGy: try reader.optionalDouble("heartDoseGy"))
  }
}
