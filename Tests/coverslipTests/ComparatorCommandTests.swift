import Foundation
import Testing

/// The clinical comparators from the command line.
@Suite("The comparators' commands")
struct ComparatorCommandTests {
  private static let table = """
    patient,age,grade,tumour_size_mm,positive_nodes,er,her2,menopausal,detection,smoker,site
    A,50,2,20,0,positive,negative,pre,symptoms,no,Lyon
    B,24,2,30,0,negative,negative,,,,Lyon

    """

  private func write(_ text: String, _ scratch: Scratch) throws -> String {
    try text.write(toFile: scratch["clinical.csv"], atomically: true, encoding: .utf8)
    return scratch["clinical.csv"]
  }

  @Test("a table gives one object a patient, and says which columns it knows")
  func table() throws {
    let scratch = try Scratch()
    let result = try Program.run("comparators", "--table", try write(Self.table, scratch), "--json")
    #expect(result.status == 0, "\(result.error)")
    #expect((result.json["columns"] as? [String: [String]])?["unknown"] == ["site"])
    let patients = try #require(result.json["patients"] as? [[String: Any]])
    #expect(patients.map { $0["patient"] as? String } == ["A", "B"])
    let first = try #require(patients[0]["comparators"] as? [String: [String: Any]])
    #expect(first["npi"]?["value"] as? Double == 3.4)
    #expect(first["npi"]?["group"] as? String == "good")
    let survival = try #require((first["predict3.2"]?["outlook"] as? [String: Any])?["surgeryOnly"] as? [Double])
    #expect(zip(survival, [96.84235018, 91.45804627, 85.49041396]).allSatisfy { abs($0 - $1) < 5e-8 })
    let second = try #require(patients[1]["comparators"] as? [String: [String: Any]])
    #expect(second["predict2.2"]?["value"] is NSNull)
    let reasons = try #require(second["predict2.2"]?["reasons"] as? [[String: String]])
    #expect(reasons.map { $0["text"] } == ["age 24 years is not within 25 to 85 years"])
  }

  @Test("a table with an error names line and column and prints nothing")
  func badTable() throws {
    let scratch = try Scratch()
    let path = try write(Self.table.replacingOccurrences(of: "B,24,2", with: "A,24,II"), scratch)
    let result = try Program.run("comparators", "--table", path, "--json")
    #expect(result.status == 65)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("line 3, column grade") && result.error.contains("line 3, column patient"))
    #expect(try Program.run("comparators", "--table", scratch["none.csv"]).status == 66)
  }

  @Test("a case is compared by the variables of its manifest, which the ledger keeps")
  func compare() throws {
    let scratch = try Scratch()
    let slides = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("sample-slides").path
    try "case,slide,grade,tumour_size_mm,positive_nodes,er,her2,er_h_score,pr_h_score,ki67\n"
      .appending("A,\(slides)/SYN-003.svs,2,30,0,positive,negative,200,10,40\n")
      .write(toFile: scratch["cases.csv"], atomically: true, encoding: .utf8)
    let casebook = scratch["casebook.sqlite"]
    let added = try Program.run("add", "--manifest", scratch["cases.csv"], "--casebook", casebook)
    #expect(added.status == 0, "\(added.error)")
    let result = try Program.run("compare", "A", "--json", "--casebook", casebook)
    #expect(result.json["blendedIntoCall"] as? Bool == false)
    let comparators = try #require(result.json["comparators"] as? [String: [String: Any]], "\(result.error)")
    let magee = try #require(comparators["magee3"]?["value"] as? Double)
    #expect(abs(magee - 27.125320) < 1e-9)
    let text = try Program.run("compare", "A", "--casebook", casebook)
    #expect(text.output.contains("not blended into the call"))
    #expect(text.output.contains("3.60 points, moderate I"))
    #expect(text.output.contains("missing: menopausal status, age"))
    #expect(try Program.run("ledger", "verify", "--casebook", casebook).status == 0)
  }
}
