/// The casebook as the application knows it, wherever it lies.
///
/// A call may block or suspend: it is never made on the thread that owns the terminal.
public protocol CaseStore: Sendable {
  /// The cases of `query` that come after a place, at most `limit`.
  func page(_ query: CaseQuery, after place: CasePlace?, limit: Int) async throws(CaseStoreFailure) -> CasePage

  /// How many cases of `query` there are, and how many of them come before `place`.
  func count(_ query: CaseQuery, before place: CasePlace?) async throws(CaseStoreFailure) -> (all: Int, before: Int)

  /// Where a case stands in the list of `query`, whichever way round; `nil` where it is not listed.
  func place(of caseID: String, in query: CaseQuery) async throws(CaseStoreFailure) -> CasePlace?

  /// How many cases there are by stage; kept, not counted.
  func counts() async throws(CaseStoreFailure) -> CaseCounts

  /// One case as it stands, with the draft of whoever asks.
  func caseFile(_ caseID: String) async throws(CaseStoreFailure) -> CaseFile

  /// What changed after entry `entry`, at most `limit` cases.
  func changes(since entry: Int, limit: Int) async throws(CaseStoreFailure) -> CaseChanges
}

/// Why a casebook did not do what was asked. Nothing is half-written.
public enum CaseStoreFailure: Error, Equatable, Sendable {
  /// It does not answer, or cannot take what was to be written; `detail` is the system's word.
  case unavailable(detail: String)
}
