import Basics
import Prognosis

extension CallTurn {
  /// An object, so that a finding whose call nothing turns is another one than a finding that does not know.
  static func json(_ turns: [CallTurn]) -> JSONValue { ["turns": .array(turns.map(\.json))] }

  static func read(_ key: String, _ reader: JSONReader) throws(JSONFailure) -> [CallTurn]? {
    guard let object = try reader.optionalObject(key) else { return nil }
    var turns: [CallTurn] = []
    for turn in try object.objects("turns") { turns.append(try CallTurn(turn)) }
    return turns
  }

  /// As it stands in the ledger, and as scripts are told it.
  package var json: JSONValue {
    [
      "variable": .string(covariate.rawValue), "measured": .number(measured), "turnsAt": .number(turnsAt),
      "call": .string(call.rawValue), "distance": .number(distance), "outsideTraining": .bool(isOutsideTraining),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      covariate: try reader.word("variable"), measured: try reader.double("measured"),
      turnsAt: try reader.double("turnsAt"), call: try reader.word("call"), distance: try reader.double("distance"),
      isOutsideTraining: try reader.bool("outsideTraining"))
  }
}
