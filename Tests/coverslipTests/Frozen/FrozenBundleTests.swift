import Cryptography
import Foundation
import Testing

/// The shipped bundle as files.
enum FrozenBundle {
  static let folder = FrozenFixtures.checkout + "/Sources/coverslip/Resources/demonstration"

  static func card() throws -> String { try String(contentsOfFile: folder + "/model.toml", encoding: .utf8) }

  /// How many features a tile has.
  static func featureWidth() throws -> Int {
    let line = try #require(try card().split(separator: "\n").first { $0.hasPrefix("features = [") })
    return line.split(separator: ",").count
  }

  /// The leaves of a card, each with its path (`performance[2].estimate`) and its text. As toml++ writes a card, a
  /// value begins on a line of its own, and the further lines of an array are indented or begin with its end.
  static func leaves(_ card: String) throws -> [(path: String, value: String)] {
    var (table, counts, leaves) = ("", [String: Int](), [(path: String, value: String)]())
    for line in card.split(separator: "\n") {
      if line.hasPrefix("[[") {
        let name = indexed(String(line.dropFirst(2).dropLast(2)), counts)
        counts[name, default: -1] += 1
        table = "\(name)[\(counts[name, default: 0])]."
      } else if line.hasPrefix("[") {
        table = indexed(String(line.dropFirst().dropLast()), counts) + "."
      } else if line.hasPrefix("  ") || line.hasPrefix("]"), !leaves.isEmpty {
        leaves[leaves.count - 1].value += line.drop { $0 == " " }
      } else {
        let equals = try #require(line.range(of: " = "), "\(line)")
        leaves.append((table + line[..<equals.lowerBound], String(line[equals.upperBound...])))
      }
    }
    return leaves
  }

  /// `name` with the number of the entry inside of which each of its arrays of tables stands.
  private static func indexed(_ name: String, _ counts: [String: Int]) -> String {
    let parts = name.split(separator: ".")
    return parts.dropLast().reduce("") { path, part in
      let next = path + part
      return (counts[next].map { "\(next)[\($0)]" } ?? next) + "."
    } + (parts.last.map(String.init) ?? "")
  }
}

@Suite("The frozen demonstration")
struct FrozenBundleTests {
  @Test("weights, tile distribution and training members are the same bytes")
  func files() throws {
    for row in try FrozenFixtures.rows("demonstration-digests.tsv", columns: 2) {
      #expect(FileDigest.sha256(FrozenBundle.folder + "/" + row[0]) == row[1], "\(row[0])")
    }
  }

  @Test("the card says what it said, value for value: where a value moved or a string changed, the table says so")
  func card() throws {
    let now = try FrozenBundle.leaves(FrozenBundle.card())
    let found = Dictionary(now.map { ($0.path, $0.value) }) { first, _ in first }
    #expect(found.count == now.count, "a path stands twice")
    let changes = try FrozenFixtures.rows("changed-card.tsv", columns: 4)
    let moved = Dictionary(changes.map { ($0[0], (old: $0[1], path: $0[2], new: $0[3])) }) { first, _ in first }
    var unused = Set(moved.keys)
    for (path, value) in try FrozenBundle.leaves(FrozenFixtures.text("model.toml")) {
      unused.remove(path)
      let expected = moved[path] ?? (old: value, path: path, new: value)
      #expect(expected.old == value, "the table's old value of \(path) is another one")
      #expect(found[expected.path] == expected.new, "\(path) = \(value), now \(expected.path)")
    }
    #expect(unused.isEmpty, "the old card has no \(unused)")
  }
}
