import Foundation
import Tables

extension CohortFolder {
  /// A slide of the cohort that is to be encoded.
  package struct Encoding: Hashable, Sendable {
    /// Where the slide is, absolute.
    package let slide: String
    /// The file to write.
    package let output: String
    /// The table of the tiles' true content, where the slide was simulated.
    package let truth: String?
    /// The line of the table that names it, from 1.
    package let line: Int
  }

  /// Each slide into a file named after its patient. A row without a slide is one of ``problems``.
  ///
  /// - Parameters:
  ///   - slides: the folder of the slides; default: that of the table. A slide that is not there under its whole path
  ///     is looked for by its file name alone, where no other row names a slide so: the table's paths may begin elsewhere.
  ///   - ending: of the files, without the dot.
  package mutating func encodings(
    slides: String? = nil, into folder: String, ending: String
  ) throws(CohortReadingFailure) -> [Encoding] {
    let (table, columns) = (self.table, self.columns)
    try ofTable(file) { () throws(TableFailure) in try columns.require(.slide, in: table) }
    let names = Dictionary(grouping: members.flatMap(\.slides).compactMap(\.path), by: fileName)
    var jobs: [Encoding] = []
    for member in members {
      let truth = "\(path)/truth/\(member.id).tiles.csv"
      for slide in member.slides {
        guard let written = slide.path else {
          problems.add(slide.row.problem(columns.slide, .required))
          continue
        }
        let near = names[fileName(written)]?.count == 1 ? slides.map { "\($0)/\(fileName(written))" } : nil
        jobs.append(
          Encoding(
            slide: found(Self.whole(written, in: slides ?? path), or: near),
            output: "\(folder)/\(slide.patientName).\(ending)", truth: files.isFile(truth) ? truth : nil,
            line: slide.row.line))
      }
    }
    return jobs
  }

  private static func whole(_ path: String, in folder: String) -> String {
    URL(fileURLWithPath: path.hasPrefix("/") ? path : "\(folder)/\(path)").standardizedFileURL.path
  }

  private func found(_ whole: String, or near: String?) -> String {
    guard let near, !files.isFile(whole), files.isFile(near) else { return whole }
    return near
  }

  /// Adds every slide of `jobs` that is not there to ``problems``.
  package mutating func requireSlides(of jobs: [Encoding]) {
    let absent = Set(jobs.filter { !files.isFile($0.slide) && !files.isFolder($0.slide) }.map(\.line))
    for slide in members.flatMap(\.slides) where absent.contains(slide.row.line) {
      problems.add(.noFile(line: slide.row.line, column: columns.slide, slide: slide.path ?? ""))
    }
  }

  /// Those of `jobs` whose slides are still members, after what cannot be used was left out.
  package func kept(_ jobs: [Encoding]) -> [Encoding] {
    let lines = Set(members.flatMap(\.slides).map(\.row.line))
    return jobs.filter { lines.contains($0.line) }
  }
}
