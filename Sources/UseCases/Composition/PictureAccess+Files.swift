import ColorManagement
import Foundation
import Microscopy
import SlidePictures

extension PictureAccess {
  /// Slides through OpenSlide, PNG and JPEG files beside them, their profiles through Little CMS, tiles from result
  /// files.
  ///
  /// - Parameters:
  ///   - results: where the result files are; default: where findings say.
  ///   - note: how the numbers of a quantity were found, in words; `nil` where there is nothing to add.
  package static func files(
    in results: ResultFiles? = nil,
    note: @escaping @Sendable (TileProvenance, HeatQuantity) -> String?
  ) -> PictureAccess {
    PictureAccess(
      opener: PictureFiles(slides: SlideAccess.viewing), scored: PictureFiles(slides: SlideAccess.files.opener),
      profiles: InstalledProfileReader(),
      tiles: { path in
        let file = try FeatureFolder().findings(at: results?.place(of: path) ?? path)
        let notes = HeatQuantity.allCases.map { ($0, note(file.provenance, $0)) }
        return PictureTiles(file, notes: Dictionary(uniqueKeysWithValues: notes).compactMapValues { $0 })
      }, stamp: { FileStamp(path: $0) })
  }
}
