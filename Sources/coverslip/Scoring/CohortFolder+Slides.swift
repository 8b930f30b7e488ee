import CohortEvaluation
import Foundation

extension CohortFolder {
  /// Each slide into a file named after its patient.
  ///
  /// - Parameters:
  ///   - slides: the folder of the slides; that of the table unless given. A slide that is not there under its whole path is
  ///     looked for by its file name alone, where no other row names a slide so: the table's paths may begin elsewhere.
  ///   - ending: of the files, without the dot.
  func encodings(slides: String? = nil, into folder: String, ending: String) throws -> [SlideEncoding] {
    var problems = CohortProblems(table)
    try problems.require(columns: ["slide"])
    let names = Dictionary(grouping: members.flatMap(\.slides), by: fileName)
    let jobs = members.flatMap { member in
      zip(member.rows, member.featureNames).compactMap { row, name -> SlideEncoding? in
        guard let slide = row["slide"] else {
          problems.add(row, "slide", .required)
          return nil
        }
        let whole = absolutePath(slide, relativeTo: slides ?? path)
        let near = names[fileName(slide)]?.count == 1 ? slides.map { "\($0)/\(fileName(slide))" } : nil
        let truth = "\(path)/truth/\(member.id).tiles.csv"
        return SlideEncoding(
          slide: Self.found(whole, or: near), output: "\(folder)/\(name).\(ending)", truth: isFile(truth) ? truth : nil)
      }
    }
    try problems.check()
    return jobs
  }

  private static func found(_ whole: String, or near: String?) -> String {
    guard let near, !isFile(whole), isFile(near) else { return whole }
    return near
  }
}

extension SlideEncoding {
  /// Throws where there are several slides and none of them is there: then the path to all is wrong, and one sentence says it.
  static func requireSlides(of jobs: [SlideEncoding], remedy: String) throws {
    guard jobs.count > 1, !jobs.contains(where: { FileManager.default.fileExists(atPath: $0.slide) }) else { return }
    throw CommandFailure(
      .noInput, "\(jobs[0].slide): neither this slide is there nor any of the \(jobs.count - 1) others; \(remedy)")
  }
}

/// The last part of a path as tables write it.
func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

/// The same without its ending; a dot at the beginning begins none.
func fileStem(_ path: String) -> String {
  let name = fileName(path)
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
  return String(name[..<dot])
}
