import Files
import Foundation

/// The files that a slide consists of, its own file first.
///
/// MIRAX keeps its pixels in the folder beside the `.mrxs` file, Hamamatsu VMS and VMU name theirs in the text of the
/// file, and a DICOM slide is every file of the folder with the same series. Everything else is one file.
package struct SlideFiles {
  /// Absolute paths; the first is the slide's own, the others in the order of their names.
  package let paths: [String]

  /// - Throws: where the slide's own file cannot be read.
  package init(of path: String) throws {
    let head = try Self.head(path)
    switch (path as NSString).pathExtension.lowercased() {
    case "mrxs": paths = [path] + Self.files(in: (path as NSString).deletingPathExtension)
    case "vms", "vmu": paths = [path] + Self.named(in: head, of: path)
    default: paths = Self.isDICOM(head) ? Self.series(of: head, at: path) : [path]
    }
  }

  /// Bytes of a file that are looked at to tell what it is: an index of a VMS slide has some 10 kB, the header of a
  /// DICOM file names its series within its first few.
  private static let headBytes = 1 << 17

  private static func head(_ path: String) throws -> Data {
    do throws(FileFailure) {
      let file = try OpenFile(path)
      return Data(try file.read(0..<min(file.count, headBytes)))
    } catch { throw SlideFailure(error, of: path) }
  }

  /// All files in a folder and below it.
  private static func files(in folder: String) -> [String] {
    let names = FileManager.default.subpaths(atPath: folder) ?? []
    return names.sorted().map { "\(folder)/\($0)" }.filter(FilePaths.isFile)
  }

  /// The files that the values of `key=value` lines name, where they are there.
  private static func named(in head: Data, of path: String) -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    let values = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
      line.split(separator: "=", maxSplits: 1).dropFirst().first?.trimmingCharacters(in: .whitespaces)
    }
    let names = Set(values.filter { !$0.isEmpty && !$0.contains("/") }).sorted()
    return names.map { "\(folder)/\($0)" }.filter { $0 != path && FilePaths.isFile($0) }
  }

  // MARK: DICOM

  /// DICOM PS3.10, 7.1: 128 bytes, then `DICM`.
  private static func isDICOM(_ head: Data) -> Bool { head.dropFirst(128).starts(with: Data("DICM".utf8)) }

  private static func series(of head: Data, at path: String) -> [String] {
    guard let series = seriesUID(head) else { return [path] }
    let folder = (path as NSString).deletingLastPathComponent
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let others = names.map { "\(folder)/\($0)" }.filter { other in
      guard other != path, FilePaths.isFile(other), let head = try? Self.head(other), isDICOM(head) else {
        return false
      }
      return seriesUID(head) == series
    }
    return [path] + others
  }

  /// Series Instance UID, (0020,000E), in explicit little-endian encoding, which whole-slide images have.
  private static func seriesUID(_ head: Data) -> Data? {
    guard let tag = head.range(of: Data([0x20, 0x00, 0x0E, 0x00, 0x55, 0x49])), tag.upperBound + 2 <= head.endIndex
    else {
      return nil
    }
    let length = Int(head[tag.upperBound]) | Int(head[tag.upperBound + 1]) << 8
    let value = head[(tag.upperBound + 2)...].prefix(length)
    return value.count == length ? Data(value) : nil
  }
}
