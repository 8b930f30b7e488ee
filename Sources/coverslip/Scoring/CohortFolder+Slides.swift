import Sentences
import Evaluation
import Foundation

extension CohortFolder {
  /// Each slide into a file named after its patient. A row without a slide, or with one that is not there, is one of
  /// ``problems``.
  ///
  /// - Parameters:
  ///   - slides: the folder of the slides; that of the table unless given. A slide that is not there under its whole
  ///     path is looked for by its file name alone, where no other row names a slide so: the table's paths may begin
  ///     elsewhere.
  ///   - ending: of the files, without the dot.
  ///   - requiresFiles: whether a slide that is not there is a problem of its row.
  mutating func encodings(
    slides: String? = nil, into folder: String, ending: String, requiresFiles: Bool = false
  ) throws -> [SlideEncoding] {
    try problems.require(columns: [columns.slide])
    let names = Dictionary(grouping: members.flatMap(\.slides).compactMap(\.path), by: fileName)
    var jobs: [SlideEncoding] = []
    for member in members {
      for slide in member.slides {
        guard let path = slide.path else {
          problems.add(slide.row, columns.slide, .required)
          continue
        }
        let whole = absolutePath(path, relativeTo: slides ?? self.path)
        let near = names[fileName(path)]?.count == 1 ? slides.map { "\($0)/\(fileName(path))" } : nil
        let truth = "\(self.path)/truth/\(member.id).tiles.csv"
        jobs.append(
          SlideEncoding(
            slide: Self.found(whole, or: near), output: "\(folder)/\(slide.patientName).\(ending)",
            truth: isFile(truth) ? truth : nil, line: slide.row.line))
      }
    }
    return jobs
  }

  /// Adds every slide of `jobs` that is not there to ``problems``.
  mutating func requireSlides(of jobs: [SlideEncoding]) {
    let absent = Set(jobs.filter { !FileManager.default.fileExists(atPath: $0.slide) }.compactMap(\.line))
    for slide in members.flatMap(\.slides) where absent.contains(slide.row.line) {
      problems.add(slide.row, columns.slide, .noFile)
    }
  }

  private static func found(_ whole: String, or near: String?) -> String {
    guard let near, !isFile(whole), isFile(near) else { return whole }
    return near
  }
}

extension SlideEncoding {
  /// Throws where there are several slides and none of them is there: then the path to all is wrong, and one sentence
  /// says it.
  static func requireSlides(of jobs: [SlideEncoding], remedy: String) throws {
    guard jobs.count > 1, !jobs.contains(where: { FileManager.default.fileExists(atPath: $0.slide) }) else { return }
    throw CommandFailure(
      .noInput, "\(jobs[0].slide): neither this slide is there nor any of the \(jobs.count - 1) others; \(remedy)")
  }
}

/// The last part of a path as tables write it.
///
/// A path of Windows, `X:\slides\a.svs`, is one too: tables come from there.
func fileName(_ path: String) -> String {
  let isOfWindows = path.contains("\\") && !path.contains("/")
  return path.split(separator: isOfWindows ? "\\" : "/").last.map(String.init) ?? path
}

/// The same without its ending; a dot at the beginning begins none.
func fileStem(_ path: String) -> String {
  let name = fileName(path)
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
  return String(name[..<dot])
}

/// The name of a slide's file, with and without what tells its kind.
struct SlideName: Hashable {
  let name: String
  /// Without an ending that slides have: in `TCGA-BH-A0B3-01Z-00-DX1.3F2A` the dot begins none.
  let stem: String

  private static let endings: Set<String> = [
    "svs", "tif", "tiff", "ndpi", "mrxs", "scn", "bif", "vms", "vmu", "svslide", "czi", "dcm", "isyntax", "qptiff",
    "zvi", "vsi", "lif", "png", "jpg", "jpeg", "afi", "sdpc", "kfb",
  ]

  /// Of a path, or of a name that other tools wrote without its ending.
  init(_ path: String) {
    name = fileName(path)
    let stem = fileStem(path)
    let ending = name.dropFirst(stem.count + 1).lowercased()
    self.stem = Self.endings.contains(ending) ? stem : name
  }

  /// Whether a file that names this slide can be of `other`: one name, or one where one of the two lacks its ending.
  func isSame(as other: SlideName) -> Bool { name == other.name || stem == other.stem }
}
