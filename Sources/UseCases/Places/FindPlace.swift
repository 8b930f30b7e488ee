import Casework
import Workstation

/// Finds the case, or the place of a case, that an information system names.
package struct FindPlace: Sendable {
  private let store: any CaseStore

  package init(store: any CaseStore) { self.store = store }

  /// The case of that name, or the place: `S26-1`, or `S26-1@12000,8000,20x`.
  ///
  /// The name of a case may look like a place of another one: what is called exactly so goes first. With the number of
  /// its slide, `S26-1@1:12000,8000,20x`, the place is named all the same.
  ///
  /// - Throws: that there is no such case, that what stands behind its name is not a place, or that the case does not
  ///   have the place.
  package func callAsFunction(_ text: String) async throws(PlaceFailure) -> Landing {
    if let file = try await file(text) { return Landing(file: file, place: nil) }
    guard let place = SlidePlace(parsing: text) else { throw try await unplaced(text) }
    guard let file = try await file(place.caseID) else { throw .store(await unknown(place.caseID)) }
    do throws(PlaceProblem) { return Landing(file: file, place: try file.place(place)) } catch {
      throw .notThere(text, error)
    }
  }

  /// What is wrong with a text that is neither a case nor a place.
  private func unplaced(_ text: String) async throws(PlaceFailure) -> PlaceFailure {
    for name in SlidePlace.caseNames(in: text) {
      if try await file(name) != nil { return .malformed(text, caseID: name) }
    }
    return .store(await unknown(text))
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
  /// What stands behind the name of the case is not a place.
  case malformed(String, caseID: String)
}
