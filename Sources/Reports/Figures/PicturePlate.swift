import Basics

/// Pictures of tissue with their scale: the pixels as they are, a bar of known length under each.
public struct PicturePlate: Hashable, Sendable {
  /// One picture.
  public struct Picture: Hashable, Sendable {
    /// The pixels.
    public var image: RGBAImage
    /// Micrometres that a pixel of ``image`` is wide and high; `nil` where it is not known, which is said then.
    public var micronsPerPixel: Double?
    /// The name under it: "1", "S26-1.svs".
    public var name: String
    /// What there is to say of it, under its name; empty for nothing.
    public var detail: String

    /// A picture at its scale.
    public init(_ image: RGBAImage, micronsPerPixel: Double?, name: String, detail: String = "") {
      self.image = image
      self.micronsPerPixel = micronsPerPixel
      self.name = name
      self.detail = detail
    }
  }

  /// The pictures, row by row.
  public var pictures: [Picture]
  /// How many have room side by side; each is as wide as that makes it, fewer too.
  public var abreast: Int
  /// The most points of a picture's height.
  public var tallest: Double

  /// Pictures in rows of `abreast`, none higher than `tallest` points.
  public init(_ pictures: [Picture], abreast: Int = 6, tallest: Double = 250) {
    self.pictures = pictures
    self.abreast = abreast
    self.tallest = tallest
  }
}

extension PicturePlate.Picture {
  /// Micrometres per pixel, where they are a scale.
  var scale: Double? { micronsPerPixel.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } }

  /// The longest bar of 1, 2 or 5 times a power of ten micrometres within two fifths of the picture's width, and its
  /// label in µm or mm; `nil` where the scale is not known.
  var bar: (microns: Double, label: String)? {
    guard let scale, image.width > 0 else { return nil }
    let most = Double(image.width) * scale * 0.4
    let lengths = (-2...6).flatMap { exponent in [1, 2, 5].map { Self.length($0, exponent) } }
    guard let microns = lengths.last(where: { $0 <= most }) else { return nil }
    let label =
      microns < 1000
      ? NumberText.document.shortest(microns) + "\u{A0}µm" : NumberText.document.shortest(microns / 1000) + "\u{A0}mm"
    return (microns, label)
  }

  private static func length(_ mantissa: Double, _ exponent: Int) -> Double {
    let power = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? mantissa / power : mantissa * power
  }

  fileprivate var widthText: String {
    scale.map { NumberText.document.fixed(Double(image.width) * $0, digits: 0) } ?? "not known"
  }
}

extension PicturePlate {
  func numbers(_ title: String) -> ReportTable {
    ReportTable(
      title: title,
      columns: [
        .init("Picture"), .init("Pixels", .right), .init("Pixel", unit: "µm", .right),
        .init("Width", unit: "µm", .right), .init("Of it"),
      ],
      rows: pictures.map { picture in
        .init([
          picture.name, "\(picture.image.width) × \(picture.image.height)",
          picture.scale.map { NumberText.document.fixed($0, digits: 3) } ?? "not known", picture.widthText,
          picture.detail,
        ])
      })
  }

  var summary: String {
    let told = pictures.map { picture in
      let width = picture.scale == nil ? "scale not known" : picture.widthText + " µm wide"
      return "\(picture.name), \(width)"
    }
    return told.isEmpty ? "No pictures." : "Pictures: " + told.joined(separator: "; ") + "."
  }
}
