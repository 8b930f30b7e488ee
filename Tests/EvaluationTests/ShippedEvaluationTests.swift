import Basics
import Evaluation
import Foundation
import Testing

@Suite("The evaluation that is shipped")
struct ShippedEvaluationTests {
  private static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/coverslip/Resources")

  @Test("is a record that reads and writes the same, of the bundle that is shipped")
  func shipped() throws {
    let bytes = try Data(contentsOf: Self.resources.appendingPathComponent("demonstration.evaluation.json"))
    let record = try EvaluationRecord(json: JSONValue(parsing: Array(bytes)))
    #expect(try EvaluationRecord(json: record.json()) == record)
    #expect(record.count == 1000 && record[.harrell]?.estimate == 0.7899779224270667)
    guard case .bundle(let bundle) = record.subject.kind else { Issue.record("no bundle"); return }
    #expect(bundle.name == "demonstration" && bundle.demonstration)
  }
}
