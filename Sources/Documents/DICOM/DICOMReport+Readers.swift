import Basics
import Casework
import DICOMEncoding
import Labels
import Prognosis

extension DICOMReport {
  /// What the reader says, apart from the model; what came after; what the result is not for.
  var evaluations: [DICOMContent] {
    reader + result.file.addenda.map { text(.addendum, "\($0.reviewer): \($0.text)") }
      + result.file.amendments.flatMap(amendment) + notices
  }

  /// The comment of an amendment is its reason, which stands beside its class.
  private var reader: [DICOMContent] {
    guard let signed = result.file.standing else { return [] }
    let call = result.standing.hasValues ? signed.finalCall.map { code(.readerCall, DICOMConcept($0)) } : nil
    let reason = signed.reason.map { code(.reason, DICOMConcept($0)) }
    let read = result.standing.hasValues ? signed.firstRead : nil
    let first = read.map { code(.firstCall, DICOMConcept($0.call)) }
    let isAmended = !result.file.amendments.isEmpty
    let comment = signed.comment.isEmpty || isAmended ? nil : text(.comment, signed.comment)
    let entry = signed.entryDigest.map { DICOMContent(.contains, .entry, .text($0)) }
    let all = [
      call, code(.decision, DICOMConcept(signed.decision)), reason, first, comment,
      DICOMContent(.contains, .statement, .text("\(signed.outcome). \(signed.statement)")), entry,
    ]
    return all.compactMap(\.self)
  }

  private func amendment(_ amendment: Amendment) -> [DICOMContent] {
    [code(.amendmentClass, DICOMConcept(amendment.kind)), text(.amendmentReason, amendment.reason)]
  }

  private var notices: [DICOMContent] {
    let withheld = [result.demonstrationLine].compactMap(\.self) + [ResearchUse.sentence]
    let lines = result.standing.hasValues ? result.modelLines : withheld
    return lines.map { DICOMContent(.contains, .notice, .text($0)) }
  }

  private func code(_ item: ResultItem, _ value: DICOMConcept) -> DICOMContent {
    DICOMContent(.contains, DICOMConcept(item), .code(value))
  }

  private func text(_ item: ResultItem, _ value: String) -> DICOMContent {
    DICOMContent(.contains, DICOMConcept(item), .text(value))
  }
}
