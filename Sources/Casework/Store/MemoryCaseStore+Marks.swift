/// What readers have marked.
extension MemoryCaseStore {
  @discardableResult
  package func keep(
    _ marks: [SlideMark], on caseID: String, reviewer: String
  ) throws(CaseStoreFailure) -> CaseFile {
    try change { state throws(CaseStoreFailure) in
      let file = try self.marked(caseID, state)
      try state.projection.roster.requireMayTakeUp(reviewer)
      state.marks[caseID] = try file.keeping(marks, by: reviewer, now: self.now()).all
      return self.drafted(file, state)
    }
  }

  @discardableResult
  package func removeMark(
    _ id: String, from caseID: String, reviewer: String
  ) throws(CaseStoreFailure) -> CaseFile {
    try change { state throws(CaseStoreFailure) in
      let file = try self.marked(caseID, state)
      try state.projection.roster.requireMayTakeUp(reviewer)
      let mark = try file.ownMark(id, of: reviewer)
      state.marks[caseID]?.removeAll { $0.id == mark.id }
      return self.drafted(file, state)
    }
  }

  private func marked(_ caseID: String, _ state: State) throws(CaseStoreFailure) -> CaseFile {
    var file = try Self.known(caseID, state)
    file.marks = state.marks[caseID] ?? []
    return file
  }
}
