import Casework
import Files

/// Where the files of an export are to go, as somebody says it.
enum ExportPlace: Hashable, Sendable {
  /// Nothing was said: one text to stdout, all else into the present folder.
  case notSaid
  /// Into a folder, under their own names.
  case folder(String)
  /// The one file that is asked for, under this path; what belongs to it beside it.
  case file(String)
  /// Into a device or a pipe, beside which nothing can lie.
  case stream(String)

  /// What `out` means: a folder where there is one, or where it ends in a slash.
  init(_ out: String?) {
    guard let out else {
      self = .notSaid
      return
    }
    let path = FilePaths.absolute(out)
    if out.hasSuffix("/") || FilePaths.isFolder(path) {
      self = .folder(path)
    } else {
      self = FilePaths.isStream(path) ? .stream(path) : .file(path)
    }
  }

  /// The folder into which files are written.
  var folder: String {
    switch self {
    case .notSaid: FilePaths.absolute(".")
    case .folder(let path): path
    case .file(let path), .stream(let path): FilePaths.parted(path).folder
    }
  }
}

extension ExportFormat {
  /// Whether it is text that a terminal or another program may be given as it is.
  var isText: Bool {
    switch self {
    case .html, .fhir, .hl7, .geojson: true
    case .pdf, .png, .sectra, .structuredReport, .parametricMap, .annotations: false
    }
  }
}
