import Basics
import Casework
import Prognosis
import Tables
import Testing

@Suite("Comparators as JSON")
struct ComparatorJSONTests {
  private func parsed(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test("have every comparator under its short name, in one order")
  func names() {
    #expect(
      ComparatorJSON.value(of: ClinicalVariables()).keys
        == ["npi", "cts5", "mindact", "magee1", "magee2", "magee3", "ihc4", "predict2.2", "predict3.2"])
  }

  @Test("have value, unit and group, or the reasons why there is none")
  func valueAndReasons() {
    let value = ComparatorJSON.value(
      of: ClinicalVariables(grade: 2, tumourSizeMM: 30, positiveNodes: 0, er: .negative, her2: .negative))
    #expect(
      value["npi"] == [
        "name": "Nottingham Prognostic Index", "value": 3.6, "unit": "points", "group": "moderate I",
        "reasons": [], "population": "operable primary breast cancer",
        "source": "Galea 1992; groups of six, Lee and Ellis 2008",
      ])
    #expect(value["mindact"]?["value"] == .null)
    #expect(value["mindact"]?["group"] == .null)
    #expect(
      value["mindact"]?["reasons"] == [
        ["kind": "population", "variable": "er", "text": "ER is negative, not positive"]
      ])
    #expect(
      value["predict3.2"]?["reasons"] == [
        ["kind": "missing", "variable": "age", "text": "age is missing"],
        ["kind": "missing", "variable": "smoker", "text": "smoking is missing"],
      ])
    #expect(value["predict3.2"]?["outlook"] == .null)
  }

  @Test("give PREDICT's survival in percent at 5, 10 and 15 years, with benefits, unknowns and what does not count")
  func outlook() throws {
    let clinical = ClinicalVariables(
      age: 50, grade: 2, tumourSizeMM: 20, positiveNodes: 0, er: .positive, her2: .negative, detection: .symptoms,
      treatment: AdjuvantTreatment(hormoneTherapy: .fiveYears, trastuzumab: true))
    let predict = try #require(ComparatorJSON.value(of: clinical)["predict2.2"])
    let outlook = try #require(predict["outlook"])
    #expect(
      outlook.keys == ["years", "surgeryOnly", "benefits", "asTreated", "steps", "unknown", "notCounted"])
    #expect(outlook["years"] == [5, 10, 15])
    guard case .array(let survival) = outlook["surgeryOnly"], case .number(let tenYears) = survival[1] else {
      Issue.record("\(outlook)")
      return
    }
    #expect(abs(tenYears - 86.81291872) < 5e-8)
    #expect(predict["value"] == .number(tenYears))
    #expect(predict["unit"] == "% alive after 10 years, surgery alone")
    #expect(outlook["unknown"] == ["ki67"])
    #expect(outlook["notCounted"] == ["trastuzumab"])
  }

  @Test("of a case say that they are not blended into the call, and what they were made of")
  func oneCase() throws {
    let shown = try parsed(ComparatorJSON.show(try Example.record()))
    #expect(shown.keys == ["case", "blendedIntoCall", "clinical", "comparators"])
    #expect(shown["case"] == "S26-1")
    #expect(shown["blendedIntoCall"] == false)
  }

  @Test("of a table name the columns and give one object a patient")
  func table() throws {
    let table = try ClinicalTable.parse("patient,grade,tumour_size_mm,positive_nodes,site\nP1,2,30,0,x\nP2,,,,\n")
    let shown = try parsed(ComparatorJSON.table(table))
    #expect(shown["columns"]?["known"] == ["grade", "tumour_size_mm", "positive_nodes"])
    #expect(shown["columns"]?["unknown"] == ["site"])
    guard case .array(let patients) = shown["patients"] else {
      Issue.record("\(shown)")
      return
    }
    #expect(patients.map { $0["patient"] } == ["P1", "P2"])
    #expect(patients.map { $0["line"] } == [2, 3])
    #expect(patients.map { $0["comparators"]?["npi"]?["value"] } == [3.6, .null])
  }
}

extension JSONValue {
  fileprivate var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  fileprivate subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONValue: ExpressibleByFloatLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
}
