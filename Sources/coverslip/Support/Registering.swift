import Casework
import CasebookStore
import UseCases

/// Registers cases beside those of a casebook.
func register(
  _ cases: [Case], besides known: [CaseFile], _ notices: Notices, in open: () throws -> Casebook
) throws {
  try RegisterCases(slides: .files, notices: notices)(cases, besides: known) { try open().register($0) }
}
