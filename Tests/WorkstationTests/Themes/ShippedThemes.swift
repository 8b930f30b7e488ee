import Foundation
import TerminalKit

/// The themes of the folder `themes`: the built-in one, and the palettes that lie over it. That the program reads the
/// same of these files is tested where it reads them.
enum ShippedThemes {
  /// What is wrong with the file of a palette.
  struct OddLine: Error {
    let file: String
    let line: String
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")

  /// Names of the files, in the order of the alphabet.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  static func theme(_ name: String) throws -> Theme { try sheet(name).theme }

  private static func sheet(_ name: String) throws -> ThemeSheet {
    guard name != ThemeSheet.dark.name else { return .dark }
    var (base, palette) = (ThemeSheet.dark, [String: PaletteColor]())
    let text = try String(contentsOf: folder.appending(path: name + ".toml"), encoding: .utf8)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") && line != "[palette]" {
      // What is between quotation marks has an odd place.
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 || parts.count == 5, parts[0].contains("=") else {
        throw OddLine(file: name, line: String(line))
      }
      let key = parts[0].prefix { $0 != " " }
      switch key {
      case "name": break
      case "inherits": base = try sheet(parts[1])
      default:
        guard let hex = UInt32(parts[1].dropFirst(), radix: 16) else { throw OddLine(file: name, line: String(line)) }
        palette[String(key)] = PaletteColor(RGB(hex: hex), parts.count == 5 ? NamedColor(rawValue: parts[3]) : nil)
      }
    }
    return ThemeSheet(name: name, palette: palette, over: base)
  }
}
