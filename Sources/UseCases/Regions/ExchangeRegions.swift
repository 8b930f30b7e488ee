import Basics
import Casework
import Microscopy

/// What is marked on the slides of a case, as GeoJSON out and in.
package struct ExchangeRegions: Sendable {
  private let store: any CaseStore
  private let keys: KeyCraft

  /// - Parameter keys: what makes the identities of new marks.
  package init(store: any CaseStore, keys: KeyCraft) {
    self.store = store
    self.keys = keys
  }

  /// The marks on a slide of the case, as far as the store tells them.
  ///
  /// - Parameter slide: from 1; `nil` where the case has one.
  /// - Throws: `noSuchCase`; `mark` where the case has no such slide; `withheld` where the case is read blinded and
  ///   what readers have marked is not told yet.
  package func regions(of caseID: String, slide: Int?) async throws(CaseStoreFailure) -> String {
    let file = try await store.caseFile(caseID)
    let index = try Self.index(slide, in: file)
    try file.requireTold(.marks)
    return RegionFile.text(of: file.marks.filter { $0.slide == index }.map(\.region))
  }

  /// Keeps the regions of a file as marks of `reviewer`. A region that has the identity of a mark of theirs changes
  /// that; what was counted stays where its shape is the same.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - slide: from 1; `nil` where the case has one.
  /// - Returns: how many marks were kept.
  /// - Throws: `given`, where the file cannot be read or is too long; `file` with what is wrong with it and where;
  ///   `store` with the rule that a mark breaks, or where `reviewer` may not take a case up.
  package func take(
    _ path: String, into caseID: String, slide: Int?, by reviewer: String
  ) async throws(RegionsFailure) -> TakenRegions {
    do {
      let bytes = try GivenFile.read(path, limit: RegionFile.byteLimit)
      let file = try await store.caseFile(caseID)
      let index = try Self.index(slide, in: file)
      let regions = try RegionFile.regions(in: bytes, on: file.record.slides[index].size)
      var changed: Set<String> = []
      let marks = regions.map { region in
        // Of regions that share an identity the first one is the mark, and no other takes its place.
        let isFirst = region.id.map { changed.insert($0).inserted } ?? true
        return mark(region, isFirst ? region.id : nil, in: file, index, Reviewer.name(reviewer))
      }
      try await store.keep(marks, on: caseID, reviewer: reviewer)
      return TakenRegions(caseID: caseID, count: marks.count, reviewer: Reviewer.name(reviewer))
    } catch let failure as GivenFileFailure {
      throw .given(failure)
    } catch let failure as RegionFailure {
      throw .file(path: path, failure)
    } catch let failure as CaseStoreFailure {
      throw .store(failure)
    } catch {
      throw .store(.unavailable(.damaged(path: path, detail: "\(error)")))
    }
  }

  private func mark(
    _ region: MarkedRegion, _ known: String?, in file: CaseFile, _ slide: Int, _ reviewer: String
  ) -> SlideMark {
    let own = file.marks.first { $0.id == known && $0.reviewer == reviewer }
    let id = own?.id ?? SlideMark.identity(of: keys.nonce())
    var mark = SlideMark(imported: region, id: id, slide: slide, mpp: file.record.slides[slide].mpp)
    if let own, own.shape == mark.shape, own.slide == slide { (mark.kind, mark.count) = (own.kind, own.count) }
    return mark
  }

  private static func index(_ slide: Int?, in file: CaseFile) throws(CaseStoreFailure) -> Int {
    let count = file.record.slides.count
    guard slide != nil || count < 2 else { throw .mark(.noSlideNamed(count: count)) }
    let number = slide ?? 1
    guard (1...max(1, count)).contains(number), count > 0 else {
      throw .mark(.noSuchSlide(number, count: count))
    }
    return number - 1
  }
}

/// Regions that were kept as marks.
package struct TakenRegions: Equatable, Sendable {
  /// The case.
  package let caseID: String
  /// How many there are.
  package let count: Int
  /// Printed name of whoever's they are.
  package let reviewer: String
}

/// Why regions were not taken.
package enum RegionsFailure: Error, Equatable, Sendable {
  /// The file cannot be read.
  case given(GivenFileFailure)
  case store(CaseStoreFailure)
  /// The file at `path` is not one of regions.
  case file(path: String, RegionFailure)
}
