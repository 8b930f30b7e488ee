import Casework
import Workstation

/// Finds the case, or the place of a case, that an information system names.
package struct FindPlace: Sendable {
  private let store: any CaseStore

  package init(store: any CaseStore) { self.store = store }

  /// The case of that name, or the place: `S26-1`, or `S26-1@12000,8000,20x`.
  ///
  /// The name of a case may look like a place of another one. Where there are both, neither is guessed.
  ///
  /// - Throws: that there is no such case, that the case does not have the place, or that two things are called so.
  package func callAsFunction(_ text: String) async throws(PlaceFailure) -> Landing {
    let place = SlidePlace(parsing: text)
    let named = try await file(text)
    let around = if let place { try await file(place.caseID) } else { CaseFile?.none }
    switch (named, around, place) {
    case (let file?, nil, _): return Landing(file: file, place: nil)
    case (_?, let other?, _): throw .ambiguous(text, caseID: other.id)
    case (nil, let file?, let place?):
      do throws(PlaceProblem) { return Landing(file: file, place: try file.place(place)) } catch {
        throw .notThere(text, error)
      }
    case (nil, _, _): throw .store(await unknown(place?.caseID ?? text))
    }
  }

  private func file(_ caseID: String) async throws(PlaceFailure) -> CaseFile? {
    do throws(CaseStoreFailure) { return try await store.caseFile(caseID) } catch {
      if case .noSuchCase = error { return nil }
      throw .store(error)
    }
  }

  /// That there is no such case, with the names that may have been meant.
  private func unknown(_ caseID: String) async -> CaseStoreFailure {
    do throws(CaseStoreFailure) { _ = try await store.caseFile(caseID) } catch { return error }
    return .noSuchCase(id: caseID, nearest: [])
  }
}

/// Why the workstation does not begin where it was told to.
package enum PlaceFailure: Error, Equatable, Sendable {
  case store(CaseStoreFailure)
  /// The case does not have the place.
  case notThere(String, PlaceProblem)
  /// It is the name of a case, and a place of another one.
  case ambiguous(String, caseID: String)
}
