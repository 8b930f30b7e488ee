import Basics
import Microscopy

/// What a mark is. Raw values are stored codes.
public enum SlideMarkKind: String, Sendable, Codable, CaseIterable {
  /// A place to come back to.
  case bookmark
  /// A length that was measured.
  case length
  /// A box in which nuclei were counted.
  case nuclei
  /// A region that came from another program.
  case region
}

/// How many nuclei were found in a region.
public struct NucleusCount: Hashable, Sendable, Codable {
  /// Nuclei whose middle lies in it.
  public let nuclei: Int
  /// Its area, mm2.
  public let areaMM2: Double

  /// A count in a region of that area, mm2.
  public init(nuclei: Int, areaMM2: Double) {
    self.nuclei = nuclei
    self.areaMM2 = areaMM2
  }

  /// Nuclei per mm2; 0 where there is no area.
  public var density: Double { areaMM2 > 0 ? Double(nuclei) / areaMM2 : 0 }
}

/// What a reader has marked on a slide of a case: a place, a length, a count of nuclei, or a region. It is kept with
/// the case, in no ledger: nobody has signed it, and its author can change it and take it away.
public struct SlideMark: Hashable, Sendable, Codable, Identifiable {
  /// Its identity, a UUID where Coverslip made it.
  public var id: String
  /// Index of the slide, from 0.
  public var slide: Int
  /// What it is.
  public var kind: SlideMarkKind
  /// Where it lies, level-0 px.
  public var shape: RegionShape
  /// What is said of it, in one line; may be empty.
  public var note: String
  /// Of a length, um.
  public var lengthUM: Double?
  /// Of a count.
  public var count: NucleusCount?
  /// Printed name of whoever made it, or changed it last.
  public var reviewer = ""
  /// When that was; ISO 8601 with seconds, UTC.
  public var madeAt = ""

  /// A mark that is going to be kept: name and time are added where it is written.
  public init(
    id: String = "", slide: Int, kind: SlideMarkKind, shape: RegionShape, note: String = "", lengthUM: Double? = nil,
    count: NucleusCount? = nil
  ) {
    self.id = id
    self.slide = slide
    self.kind = kind
    self.shape = shape
    self.note = note
    self.lengthUM = lengthUM
    self.count = count
  }

  /// An identity in the form of a UUID (RFC 9562, version 4) of 32 random hexadecimal digits or more.
  public static func identity(of random: String) -> String {
    var digits = Array(random.prefix(32))
    guard digits.count == 32 else { return random }
    (digits[12], digits[16]) = ("4", "8")
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return parts.joined(separator: "-")
  }

  /// The longest note, Unicode scalars.
  public static let noteLimit = 200
  /// The most marks of a case.
  public static let countLimit = 1000
  /// The most points of a mark.
  public static let pointLimit = 5000
  /// The most points of all marks of a case, which are read with it and drawn with each picture.
  public static let casePointLimit = 50_000

  /// The middle of what it lies around, level-0 px.
  public var center: (x: Double, y: Double) { shape.bounds.center }
}

extension SlideMark {
  /// The length of the lines of `shape`, um; `nil` where it has none.
  public static func length(of shape: RegionShape, _ mpp: MicronsPerPixel) -> Double? {
    guard case .lines(let lines) = shape else { return nil }
    return lines.reduce(0) { sum, line in
      zip(line, line.dropFirst()).reduce(sum) { sum, ends in
        let (across, down) = ((ends.1.x - ends.0.x) * mpp.x, (ends.1.y - ends.0.y) * mpp.y)
        return sum + (across * across + down * down).squareRoot()
      }
    }
  }
}

/// Why a mark cannot be kept, changed or taken away.
public enum MarkProblem: Error, Hashable, Sendable {
  /// The case has no slide of that number, from 1.
  case noSuchSlide(Int, count: Int)
  /// The case has several slides, and none was named.
  case noSlideNamed(count: Int)
  /// It lies beside the slide, which has so many level-0 px.
  case besideSlide(width: Int, height: Int)
  /// A note of `length` Unicode scalars where `limit` fit.
  case noteTooLong(length: Int, limit: Int)
  /// More points than a mark may have.
  case tooManyPoints(limit: Int)
  /// The marks of the case would have more points than they may, all together.
  case tooManyPointsInAll(limit: Int)
  /// The case would have more marks than it may.
  case tooMany(limit: Int)
  /// The case has no such mark, or whoever asks is not told of it.
  case noSuchMark
  /// It is another one's.
  case notOwn(reviewer: String)
}
