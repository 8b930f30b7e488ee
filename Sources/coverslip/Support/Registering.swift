import CasebookStore
import Casework
import Console
import UseCases

/// Registers cases in a casebook, and tells what does not agree about their slides.
func register(_ cases: [Case], in casebook: Casebook, _ notices: Notices) throws {
  let register = RegisterCases(slides: .files, notices: notices)
  try waiting { try await register(cases, in: casebook) }
}
