/// How close a slide is looked at, as the power of an objective, in hundredths: so it is written and read exactly.
public struct ObjectivePower: Hashable, Sendable, Codable {
  /// 2000 for 20x.
  public let hundredths: Int

  /// The hundredths that there are: from 0.01x to 999.99x.
  public static let range = 1...99_999

  /// `nil` outside of ``range``.
  public init?(hundredths: Int) {
    guard Self.range.contains(hundredths) else { return nil }
    self.hundredths = hundredths
  }

  /// The power nearest to `value`, 20 for 20x.
  public init(nearestTo value: Double) {
    let rounded = (value * 100).rounded()
    let held = min(max(rounded, Double(Self.range.lowerBound)), Double(Self.range.upperBound))
    hundredths = rounded.isNaN ? Self.range.lowerBound : Int(held)
  }

  /// 20 for 20x.
  public var value: Double { Double(hundredths) / 100 }

  /// `20x`, `2.5x`, `0.37x`: no digit more than needed.
  public var text: String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    guard rest > 0 else { return "\(whole)x" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)x" : "\(whole).\(rest < 10 ? "0" : "")\(rest)x"
  }

  /// `nil` where `text` is not what ``text`` writes of a power.
  public init?(parsing text: some StringProtocol) {
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), parts.count < 3, whole < 1000 else { return nil }
    let digits = parts.count == 2 ? parts[1] : "0"
    guard let rest = Int(digits), digits.utf8.count < 3 else { return nil }
    self.init(hundredths: whole * 100 + (digits.utf8.count == 1 ? rest * 10 : rest))
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }
}

/// A place on a slide of a case, and how close it is looked at.
///
/// It has one text form, in which it is stored, printed and typed: `S26-1@12000,8000,20x`, the case, the middle in
/// level-0 px from the upper left corner, and the power; where a case has several slides, `S26-1@2:12000,8000,20x` is
/// on its second one. Pixels of level 0 are whole numbers of the very file that was registered, whatever is said of the
/// pixels' size later. The case's name may hold any of these signs: what counts is the last `@`.
public struct SlidePlace: Hashable, Sendable, Codable {
  /// The case's name.
  public let caseID: String
  /// Which slide of the case, from 1; `nil` where it has one.
  public let slide: Int?
  /// Of the middle, level-0 px.
  public let x: Int
  /// Of the middle, level-0 px.
  public let y: Int
  /// How close.
  public let power: ObjectivePower

  /// A place; whether the case has it says ``CaseFile/place(_:)``.
  public init(caseID: String, slide: Int? = nil, x: Int, y: Int, power: ObjectivePower) {
    self.caseID = caseID
    self.slide = slide
    self.x = x
    self.y = y
    self.power = power
  }

  /// The text form.
  public var text: String { "\(caseID)@\(slide.map { "\($0):" } ?? "")\(x),\(y),\(power.text)" }

  /// `nil` where `text` is not what ``text`` writes of a place.
  public init?(parsing text: String) {
    guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    var rest = String(decoding: text.utf8[text.utf8.index(after: sign)...], as: UTF8.self)[...]
    var number: Int?
    if let colon = rest.firstIndex(of: ":") {
      guard let found = Self.number(rest[..<colon]), found > 0 else { return nil }
      number = found
      rest = rest[rest.index(after: colon)...]
    }
    let parts = rest.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, let x = Self.number(parts[0]), let y = Self.number(parts[1]),
      let power = ObjectivePower(parsing: parts[2])
    else { return nil }
    let caseID = String(decoding: text.utf8[..<sign], as: UTF8.self)
    guard CaseFile.isName(caseID) else { return nil }
    self.init(caseID: caseID, slide: number, x: x, y: y, power: power)
  }

  /// What may be the name of a case in `text`, before each of its `@`, the longest first.
  package static func caseNames(in text: String) -> [String] {
    text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "@") }.reversed().map {
      String(decoding: text.utf8[..<$0], as: UTF8.self)
    }
  }

  /// A number of at most nine digits, without zeros before it.
  private static func number(_ text: some StringProtocol) -> Int? {
    let digits = text.utf8
    guard (1...9).contains(digits.count), digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { return nil }
    return Int(text)
  }
}

/// Why a case does not have a place.
public enum PlaceProblem: Error, Hashable, Sendable {
  /// It is a place of another case.
  case otherCase(String)
  /// The case has several slides, and the place names none.
  case noSlideNamed(count: Int)
  /// The case has no slide of that number.
  case noSuchSlide(Int, count: Int)
  /// It lies beside the slide, which has so many level-0 px.
  case besideSlide(width: Int, height: Int)
}

extension CaseFile {
  /// The place as it is written of this case: without a slide where the case has one.
  ///
  /// - Throws: why the case does not have it.
  public func place(_ place: SlidePlace) throws(PlaceProblem) -> SlidePlace {
    guard place.caseID == id else { throw .otherCase(place.caseID) }
    let count = record.slides.count
    guard place.slide != nil || count < 2 else { throw .noSlideNamed(count: count) }
    let number = place.slide ?? 1
    guard (1...max(1, count)).contains(number), let slide = record.slides.dropFirst(number - 1).first else {
      throw .noSuchSlide(number, count: count)
    }
    let size = slide.size
    guard (0..<size.width).contains(place.x), (0..<size.height).contains(place.y) else {
      throw .besideSlide(width: size.width, height: size.height)
    }
    return SlidePlace(
      caseID: id, slide: count > 1 ? number : nil, x: place.x, y: place.y, power: place.power)
  }

  /// The place around a point of a slide, moved onto it where it lies beside; `nil` where there is no such slide.
  ///
  /// - Parameters:
  ///   - index: of the slide, from 0.
  ///   - x: level-0 px, as is `y`.
  ///   - magnification: 20 for 20x.
  public func place(onSlide index: Int, x: Double, y: Double, magnification: Double) -> SlidePlace? {
    guard record.slides.indices.contains(index) else { return nil }
    let size = record.slides[index].size
    func held(_ value: Double, _ side: Int) -> Int { Int(min(max(0, value.rounded(.down)), Double(max(1, side) - 1))) }
    return SlidePlace(
      caseID: id, slide: record.slides.count > 1 ? index + 1 : nil, x: held(x, size.width), y: held(y, size.height),
      power: ObjectivePower(nearestTo: magnification))
  }
}
