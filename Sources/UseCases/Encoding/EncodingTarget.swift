import Foundation
import Microscopy

/// Where encoded slides are written, and how the files are laid out.
package struct EncodingTarget: Sendable {
  private let place: NamedFile
  private let layout: ExportLayout?

  /// A file or a folder; without a layout the ending says it.
  package init(_ place: NamedFile, layout: ExportLayout?) {
    self.place = place
    self.layout = layout
  }

  /// The ending of the files in a folder of slides.
  private var ending: String { layout == nil || layout == .coverslip ? "safetensors" : "h5" }

  /// One slide into the file itself. Readers go by the content, but people and other programs by the ending.
  ///
  /// - Throws: `layoutDisagrees` where the ending says another layout than was asked for.
  package func one(_ slide: String) throws(EncodingFailure) -> SlideEncoding {
    if let layout, let named = ExportLayout(path: place.name), (named == .coverslip) != (layout == .coverslip) {
      throw .layoutDisagrees(file: place.name, layout: layout.rawValue, ending: ending)
    }
    return SlideEncoding(slide: slide, output: place.path)
  }

  /// Slides at absolute paths, each into a file of the folder that is named after it.
  package func each(_ slides: [String]) -> [SlideEncoding] {
    slides.map { path in
      let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      return SlideEncoding(slide: path, output: "\(place.path)/\(stem).\(ending)")
    }
  }

  /// All slides of a cohort, those that were to be left out apart.
  ///
  /// - Throws: that the table cannot be read, and what is wrong with its rows.
  package func cohort(
    _ path: String, _ reading: CohortFolder.Reading, files: CohortFiles, _ notices: Notices
  ) throws -> [SlideEncoding] {
    var folder = try CohortFolder(path: path, reading, files: files)
    let all = try folder.encodings(into: place.path, ending: ending)
    try folder.settle(notices)
    return folder.kept(all).map(SlideEncoding.init)
  }
}
