import CasebookStore
import Casework
import Workstation

/// The lists of the queue, read from all cases.
extension Casebook {
  func window(_ request: CaseListRequest) throws(CasebookFailure) -> CaseWindow {
    let (files, entry) = try allCases()
    return CaseWindow(of: files, request.query, at: request.anchor, limit: request.limit, entry: entry)
  }

  func page(_ request: CasePageRequest) throws(CasebookFailure) -> CasePage {
    let (files, entry) = try allCases()
    return CaseListing(files, request.query).page(after: request.place, limit: request.limit, entry: entry)
  }

  func changedCases(since entry: Int) throws(CasebookFailure) -> CaseChanges {
    let (files, last) = try changes(since: entry)
    return CaseChanges(caseIDs: files.map(\.id), isPartial: false, entry: last)
  }

  private func allCases() throws(CasebookFailure) -> (files: [CaseFile], entry: Int) {
    let (files, last) = try changes(since: 0)
    return (files, last)
  }
}
