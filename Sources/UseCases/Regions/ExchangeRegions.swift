import Basics
import Casework
import Microscopy

/// What is marked on the slides of a case, as GeoJSON out and in.
package struct ExchangeRegions: Sendable {
  private let store: any CaseStore
  private let keys: KeyCraft
  private let slides: any SlideOpener

  /// - Parameters:
  ///   - keys: what makes the identities of new marks.
  ///   - slides: opens slides, whose files say where what QuPath shows begins.
  package init(store: any CaseStore, keys: KeyCraft, slides: any SlideOpener) {
    self.store = store
    self.keys = keys
    self.slides = slides
  }

  /// The marks on a slide of the case, as far as the store tells them.
  ///
  /// - Parameters:
  ///   - slide: from 1; `nil` where the case has one.
  ///   - origin: what coordinates are counted from.
  /// - Throws: `store` with `noSuchCase`, `mark` where the case has no such slide, `withheld` where the case is read
  ///   blinded and what readers have marked is not told yet; `slide`, where its file does not say where what QuPath
  ///   shows begins.
  package func regions(
    of caseID: String, slide: Int?, origin: RegionOrigin = .quPath
  ) async throws(RegionsFailure) -> String {
    let (file, index): (CaseFile, Int)
    do throws(CaseStoreFailure) {
      file = try await store.caseFile(caseID)
      index = try Self.index(slide, in: file)
      try file.requireTold(.marks)
    } catch { throw .store(error) }
    let marks = file.marks.filter { $0.slide == index }
    return RegionFile.text(of: marks.map(\.region), frame: try frame(of: file, index, origin, isTaken: true))
  }

  /// How the coordinates of a file lie on a slide; its own file is asked unless it is not needed.
  private func frame(
    of file: CaseFile, _ index: Int, _ origin: RegionOrigin?, isTaken: Bool = false
  ) throws(RegionsFailure) -> RegionFrame {
    var frame = try corner(of: file, index, origin)
    frame.subject = isTaken ? RegionFrame.Subject(caseID: file.id, slide: index + 1) : nil
    return frame
  }

  private func corner(
    of file: CaseFile, _ index: Int, _ origin: RegionOrigin?
  ) throws(RegionsFailure) -> RegionFrame {
    switch origin {
    case .level0: return RegionFrame(corner: RegionPoint(x: 0, y: 0), origin: .level0, isStated: true)
    case .quPath, nil:
      guard let slide = file.slide(index) else { return .level0 }
      do throws(SlideOpenFailure) {
        return RegionFrame(corner: try slides.open(slide.opening).description.quPathCorner, origin: origin)
      } catch { throw .slide(error) }
    }
  }

  /// Keeps the regions of a file as marks of `reviewer`. A region that has the identity of a mark of theirs changes
  /// that; what was counted stays where its shape is the same, but for what QuPath rounds. Tiles, and what Coverslip
  /// said of the model in a file that it wrote, are no marks, and left out.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - slide: from 1; `nil` where the case has one.
  ///   - origin: what the file's coordinates are counted from; `nil` for what it says itself, else for QuPath's corner.
  /// - Returns: how many marks were kept.
  /// - Throws: `given`, where the file cannot be read or is too long; `file` with what is wrong with it and where;
  ///   `store` with the rule that a mark breaks, or where `reviewer` may not take a case up; `slide`, where its file
  ///   does not say where what QuPath shows begins.
  package func take(
    _ path: String, into caseID: String, slide: Int?, origin: RegionOrigin? = nil, by reviewer: String
  ) async throws(RegionsFailure) -> TakenRegions {
    do {
      let bytes = try GivenFile.read(path, limit: RegionFile.byteLimit)
      let file = try await store.caseFile(caseID)
      let index = try Self.index(slide, in: file)
      let all = try RegionFile.regions(
        in: bytes, on: file.record.slides[index].size, frame: try frame(of: file, index, origin))
      let regions = all.filter(\.isForMarks)
      var changed: Set<String> = []
      let marks = regions.map { region in
        // Of regions that share an identity the first one is the mark, and no other takes its place.
        let isFirst = region.id.map { changed.insert($0).inserted } ?? true
        return mark(region, isFirst ? region.id : nil, in: file, index, Reviewer.name(reviewer))
      }
      try await store.keep(marks, on: caseID, reviewer: reviewer)
      return TakenRegions(
        caseID: caseID, count: marks.count, leftOut: all.count - marks.count, reviewer: Reviewer.name(reviewer))
    } catch let failure as GivenFileFailure {
      throw .given(failure)
    } catch let failure as RegionFailure {
      throw .file(path: path, failure)
    } catch let failure as CaseStoreFailure {
      throw .store(failure)
    } catch let failure as RegionsFailure {
      throw failure
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
    if let own, own.shape.matches(mark.shape), own.slide == slide {
      (mark.kind, mark.count, mark.shape, mark.lengthUM) = (own.kind, own.count, own.shape, own.lengthUM)
    }
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
  /// How many of the file's regions are none: tiles, and what Coverslip said of the model.
  package var leftOut = 0
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
  /// The slide's file cannot be opened, which says where what QuPath shows begins.
  case slide(SlideOpenFailure)
}
