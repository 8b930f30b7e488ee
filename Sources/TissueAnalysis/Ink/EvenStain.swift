import Foundation

/// Where a scan is stained, and how evenly: what parts ink, which may have any colour, from tissue, which is never
/// even.
///
/// The absorbed light of a pixel of 8 um is its summed optical density on white glass; its unevenness is the standard
/// deviation over 3 x 3 pixels by their mean. Measured at 8 um/px: in the cores of real pen strokes 0.049 (median); in
/// clean tissue of ten slides no place has more than half of 7 x 7 pixels below 0.06, and 0 to 4 in 100 below 0.09.
struct EvenStain {
  /// Stained pixels.
  private(set) var stained: BitPlane
  /// Pixels amid others that are as even as only ink is.
  private(set) var even: BitPlane
  /// Pixels amid others that are even; the rims and streaks of ink, and a little tissue.
  private(set) var fairlyEven: BitPlane
  /// Stained yellow, orange or brown.
  private(set) var warm: BitPlane

  /// Least summed density (natural logarithm): 0.35 is the palest stain whose evenness the noise of a scan does not
  /// hide.
  static let faintest: Float = 0.35
  static let evenness: Float = 0.06
  static let fairEvenness: Float = 0.09
  /// Blue's share of the absorbed light from which on a stain is yellow, orange or brown. Tissue in haematoxylin and
  /// eosin reaches 0.40 in 1 pixel of 1,000 (five real slides), erythrocytes 0.43, diaminobenzidine has 0.48, orange
  /// ink 0.6.
  static let warmShare: Float = 0.45

  /// Optical density of each 8-bit value on white glass.
  static let density: [Float] = (0..<256).map { max(0, log(Glass.usual / Float(max(1, $0)))) }

  init(_ scan: SurveyScan, glass: Glass) {
    stained = BitPlane(width: scan.size.width, height: scan.size.height)
    even = stained
    fairlyEven = stained
    warm = stained
    var rows = [Row](repeating: Row(width: scan.size.width), count: 3)
    rows[1].read(scan, glass, row: 0)
    rows[0] = rows[1]
    for row in 0..<scan.size.height {
      if row + 1 < scan.size.height { rows[2].read(scan, glass, row: row + 1) } else { rows[2] = rows[1] }
      judge(rows, row: row)
      rows.swapAt(0, 1)
      rows.swapAt(1, 2)
    }
    even = among(even)
    fairlyEven = among(fairlyEven).union(even)
  }

  /// What most of 7 x 7 pixels have, where it is stained.
  private func among(_ plane: BitPlane) -> BitPlane {
    let most = MajorityFilter.apply(to: plane)
    return most.subtracting(most.subtracting(stained))
  }

  private mutating func judge(_ rows: [Row], row: Int) {
    for word in 0..<stained.wordsPerRow {
      var (stainedBits, evenBits, fairBits, warmBits): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      for column in (word * 64)..<min(stained.width, word * 64 + 64) {
        guard rows[1].sums[column] > Self.faintest else { continue }
        let bit: UInt64 = 1 << UInt64(column & 63)
        stainedBits |= bit
        if rows[1].blues[column] >= Self.warmShare * rows[1].sums[column] { warmBits |= bit }
        let unevenness = Self.unevenness(rows, column)
        if unevenness < Self.evenness { evenBits |= bit }
        if unevenness < Self.fairEvenness { fairBits |= bit }
      }
      stained.setWord(word, row: row, to: stainedBits)
      even.setWord(word, row: row, to: evenBits)
      fairlyEven.setWord(word, row: row, to: fairBits)
      warm.setWord(word, row: row, to: warmBits)
    }
  }

  /// Standard deviation over mean of 3 x 3 pixels; at the edge its pixels count twice.
  @inline(__always)
  private static func unevenness(_ rows: [Row], _ column: Int) -> Float {
    let last = rows[1].sums.count - 1
    let (left, right) = (max(0, column - 1), min(last, column + 1))
    var (sum, squares): (Float, Float) = (0, 0)
    for row in 0..<3 {
      let (one, two, three) = (rows[row].sums[left], rows[row].sums[column], rows[row].sums[right])
      sum += one + two + three
      squares += one * one + two * two + three * three
    }
    let mean = sum / 9
    return max(0, squares / 9 - mean * mean).squareRoot() / mean
  }

  /// The densities of a row.
  private struct Row {
    var sums: [Float]
    var blues: [Float]

    init(width: Int) {
      sums = [Float](repeating: 0, count: width)
      blues = sums
    }

    mutating func read(_ scan: SurveyScan, _ glass: Glass, row: Int) {
      let run = 64
      for start in stride(from: 0, to: sums.count, by: run) {
        let columns = start..<min(sums.count, start + run)
        let balance = glass.balance(in: scan, columns: columns, row: row)
        for column in columns {
          guard scan.opaque[column, row] else {
            (sums[column], blues[column]) = (0, 0)
            continue
          }
          let seen = scan.color(x: column, y: row)
          let pixel = balance(seen.red, seen.green, seen.blue)
          let blue = EvenStain.density[Int(pixel.blue)]
          sums[column] = EvenStain.density[Int(pixel.red)] + EvenStain.density[Int(pixel.green)] + blue
          blues[column] = blue
        }
      }
    }
  }
}

extension Glass {
  /// What makes white of the glass about a run of pixels of a scan's row.
  func balance(in scan: SurveyScan, columns: Range<Int>, row: Int) -> GlassBalance {
    let middle = Double(columns.lowerBound + columns.upperBound) / 2
    return balance(x: middle * scan.level0PerPixel, y: Double(row) * scan.level0PerPixel)
  }
}
