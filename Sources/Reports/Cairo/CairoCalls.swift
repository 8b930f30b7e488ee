import Basics
import CCairo

/// The calls of libcairo: the only file that makes them.
///
/// Cairo lets several threads draw at once as long as each has its own surfaces; a ``CairoCanvas`` owns its own.
final class CairoCanvas {
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let sink: ByteSink
  private let faces: Faces

  /// What Cairo writes to; it outlives the surface.
  private final class ByteSink {
    var bytes: [UInt8] = []

    /// `cairo_write_func_t`; `closure` is the sink.
    static let append: cairo_write_func_t = { closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
      sink.bytes += UnsafeBufferPointer(start: data, count: Int(count))
      return CAIRO_STATUS_SUCCESS
    }

    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  }

  /// The fonts, by the names that fontconfig knows; where it lacks one it answers with its nearest.
  private struct Faces {
    let regular = Face("Liberation Sans", CAIRO_FONT_WEIGHT_NORMAL)
    let bold = Face("Liberation Sans", CAIRO_FONT_WEIGHT_BOLD)
    /// For the characters that the others lack.
    let otherRegular = Face("DejaVu Sans", CAIRO_FONT_WEIGHT_NORMAL)
    let otherBold = Face("DejaVu Sans", CAIRO_FONT_WEIGHT_BOLD)
  }

  /// A toy font face (`cairo_toy_font_face_create`), destroyed with this object.
  private final class Face {
    let pointer: OpaquePointer?

    init(_ family: String, _ weight: cairo_font_weight_t) {
      pointer = cairo_toy_font_face_create(family, CAIRO_FONT_SLANT_NORMAL, weight)
    }

    deinit { cairo_font_face_destroy(pointer) }
  }

  /// The structure element that holds all others of a tagged PDF.
  private static let root = "Document"

  // MARK: Surfaces

  /// `cairo_pdf_surface_create_for_stream`, PDF 1.4, A4. Title, producer and date go into the file's properties;
  /// `created` is ISO 8601 in UTC, and without it Cairo would write its own clock's.
  init(pdfTitled title: String, producer: String, created: String) throws(ReportFailure) {
    sink = ByteSink()
    faces = Faces()
    surface = try Self.require(
      cairo_pdf_surface_create_for_stream(ByteSink.append, sink.pointer, PageFormat.width, PageFormat.height),
      "cairo_pdf_surface_create_for_stream")
    context = try Self.require(cairo_create(surface), "cairo_create")
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, producer)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created)
    cairo_tag_begin(context, Self.root, "")
  }

  /// `cairo_image_surface_create`, opaque white, `scale` pixels per point.
  init(columns: Int, rows: Int, scale: Double) throws(ReportFailure) {
    guard (1...32_767).contains(columns), (1...32_767).contains(rows) else {
      throw .tooLarge(columns: columns, rows: rows)
    }
    sink = ByteSink()
    faces = Faces()
    surface = try Self.require(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows)), "cairo_image_surface_create")
    context = try Self.require(cairo_create(surface), "cairo_create")
    setInk(.paper, opacity: 1)
    cairo_paint(context)
    cairo_scale(context, scale, scale)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  private static func require(_ pointer: OpaquePointer?, _ operation: String) throws(ReportFailure) -> OpaquePointer {
    guard let pointer else { throw .cairo(operation: operation, reason: "no memory") }
    return pointer
  }

  private func check(_ status: cairo_status_t, _ operation: String) throws(ReportFailure) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .cairo(operation: operation, reason: Self.reason(status))
  }

  private static func reason(_ status: cairo_status_t) -> String {
    cairo_status_to_string(status).map { String(cString: $0) } ?? ""
  }

  /// `cairo_show_page`.
  func endPage() { cairo_show_page(context) }

  /// `cairo_pdf_surface_add_outline` under the entry `parent` (0: the root); returns the entry. `page` counts from 1.
  func addOutline(_ title: String, parent: Int32, page: Int, x: Double, y: Double) -> Int32 {
    let (x, y) = (NumberText.plain.trimmed(x, digits: 2), NumberText.plain.trimmed(y, digits: 2))
    let place = "page=\(page) pos=[\(x) \(y)]"
    return cairo_pdf_surface_add_outline(surface, parent, title, place, CAIRO_PDF_OUTLINE_FLAG_OPEN)
  }

  /// `cairo_surface_finish`; the bytes of the PDF. Nothing may be drawn afterwards.
  func finishPDF() throws(ReportFailure) -> [UInt8] {
    cairo_tag_end(context, Self.root)
    try check(cairo_status(context), "drawing")
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface), "cairo_surface_finish")
    return sink.bytes
  }

  /// `cairo_surface_write_to_png_stream`.
  func png() throws(ReportFailure) -> [UInt8] {
    try check(cairo_status(context), "drawing")
    let status = cairo_surface_write_to_png_stream(surface, ByteSink.append, sink.pointer)
    try check(status, "cairo_surface_write_to_png_stream")
    return sink.bytes
  }

  // MARK: Drawing

  func draw(_ element: Drawing.Element) {
    switch element {
    case .line(let points, let stroke): draw(points, stroke)
    case .polygon(let points, let fill, let opacity):
      trace(points)
      cairo_close_path(context)
      setInk(fill, opacity: opacity)
      cairo_fill(context)
    case .disc(let center, let radius, let fill):
      cairo_new_sub_path(context)
      cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
      setInk(fill, opacity: 1)
      cairo_fill(context)
    case .text(let text): draw(text)
    case .picture(let image, let frame): draw(image, in: frame)
    case .stamp(let stamp): draw(stamp)
    case .begin(let tag): cairo_tag_begin(context, tag.name, "")
    case .end(let tag): cairo_tag_end(context, tag.name)
    }
  }

  private func draw(_ points: [Drawing.Point], _ stroke: Drawing.Stroke) {
    trace(points)
    setInk(stroke.ink, opacity: 1)
    cairo_set_line_width(context, stroke.width)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
    cairo_stroke(context)
  }

  private func trace(_ points: [Drawing.Point]) {
    for (index, point) in points.enumerated() {
      if index == 0 { cairo_move_to(context, point.x, point.y) } else { cairo_line_to(context, point.x, point.y) }
    }
  }

  // MARK: Pixels

  /// `cairo_image_surface_create` with the pixels of an image on white, destroyed with this object.
  private final class Pixels {
    let surface: OpaquePointer

    init(_ image: RGBAImage) throws(ReportFailure) {
      guard (1...32_767).contains(image.width), (1...32_767).contains(image.height) else {
        throw .tooLarge(columns: image.width, rows: image.height)
      }
      surface = try CairoCanvas.require(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height)),
        "cairo_image_surface_create")
      guard let bytes = cairo_image_surface_get_data(surface) else {
        throw .cairo(operation: "cairo_image_surface_get_data", reason: "no memory")
      }
      cairo_surface_flush(surface)
      let stride = Int(cairo_image_surface_get_stride(surface))
      for row in 0..<image.height {
        let line = UnsafeMutableRawPointer(bytes + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<image.width {
          let pixel = image[column, row]
          func onWhite(_ channel: UInt8) -> UInt32 {
            (UInt32(channel) * UInt32(pixel.alpha) + 255 * (255 - UInt32(pixel.alpha))) / 255
          }
          line[column] = onWhite(pixel.red) << 16 | onWhite(pixel.green) << 8 | onWhite(pixel.blue)
        }
      }
      cairo_surface_mark_dirty(surface)
    }

    deinit { cairo_surface_destroy(surface) }
  }

  /// `cairo_set_source_surface`, each pixel a square of one colour (`CAIRO_FILTER_NEAREST`): what is enlarged must not
  /// look sharper, or smoother, than it was scanned. An image that Cairo does not hold leaves its place empty.
  private func draw(_ image: RGBAImage, in frame: Frame) {
    guard let pixels = try? Pixels(image) else { return }
    cairo_save(context)
    cairo_translate(context, frame.left, frame.top)
    cairo_scale(context, frame.width / Double(image.width), frame.height / Double(image.height))
    cairo_set_source_surface(context, pixels.surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
    // Not cairo_paint: where that comes first on a page, Cairo 1.16 forgets the tag that was begun.
    cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
    cairo_fill(context)
    cairo_restore(context)
  }

  /// The pixels of an image on white as a PNG: `cairo_surface_write_to_png_stream`.
  static func png(_ image: RGBAImage) throws(ReportFailure) -> [UInt8] {
    let (pixels, sink) = (try Pixels(image), ByteSink())
    let status = cairo_surface_write_to_png_stream(pixels.surface, ByteSink.append, sink.pointer)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .cairo(operation: "cairo_surface_write_to_png_stream", reason: reason(status))
    }
    return sink.bytes
  }

  private func setInk(_ ink: Ink, opacity: Double) {
    let channels = [16, 8, 0].map { Double(ink.light >> UInt32($0) & 0xFF) / 255 }
    cairo_set_source_rgba(context, channels[0], channels[1], channels[2], opacity)
  }

  // MARK: Text

  /// A text that is wider than the layout knew, because its font is another, is pressed together to its place.
  private func draw(_ text: Drawing.Text) {
    let runs = runs(text)
    let wanted = text.style.width(text.string)
    let found = runs.reduce(0) { $0 + width($1, text.style) }
    let squeeze = found > wanted * 1.005 ? wanted / found : 1
    setInk(text.ink, opacity: 1)
    cairo_save(context)
    cairo_translate(context, text.at.x, text.at.y)
    if text.isUpright { cairo_rotate(context, -.pi / 2) }
    cairo_translate(context, text.offset(found * squeeze), 0)
    cairo_scale(context, squeeze, 1)
    cairo_move_to(context, 0, 0)
    for run in runs {
      set(run.face, text.style.size)
      cairo_show_text(context, run.string)
    }
    cairo_restore(context)
  }

  /// Turned about its middle.
  private func draw(_ stamp: Drawing.Stamp) {
    set(stamp.style.isBold ? faces.bold : faces.regular, stamp.style.size)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, stamp.string, &extents)
    cairo_save(context)
    cairo_translate(context, stamp.center.x, stamp.center.y)
    cairo_rotate(context, -stamp.turn * .pi / 180)
    cairo_move_to(context, -extents.x_advance / 2, stamp.style.capHeight / 2)
    setInk(stamp.ink, opacity: stamp.opacity)
    cairo_show_text(context, stamp.string)
    cairo_restore(context)
  }

  /// Characters in a row that one face has.
  private struct Run {
    var string: String
    var face: Face
  }

  private func runs(_ text: Drawing.Text) -> [Run] {
    let (usual, other) = text.style.isBold ? (faces.bold, faces.otherBold) : (faces.regular, faces.otherRegular)
    if text.style.knows(text.string) { return [Run(string: text.string, face: usual)] }
    return text.string.reduce(into: []) { runs, character in
      let face = has(usual, character) || !has(other, character) ? usual : other
      if let last = runs.indices.last, runs[last].face === face {
        runs[last].string.append(character)
      } else {
        runs.append(Run(string: String(character), face: face))
      }
    }
  }

  private func set(_ face: Face, _ size: Double) {
    cairo_set_font_face(context, face.pointer)
    cairo_set_font_size(context, size)
  }

  /// `cairo_text_extents`.
  private func width(_ run: Run, _ style: TextStyle) -> Double {
    set(run.face, style.size)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, run.string, &extents)
    return extents.x_advance
  }

  /// Whether the face has a glyph for every scalar: glyph 0 stands for none. `cairo_scaled_font_text_to_glyphs`
  /// allocates, and the glyphs are freed here.
  private func has(_ face: Face, _ character: Character) -> Bool {
    set(face, 10)
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    let status = cairo_scaled_font_text_to_glyphs(
      cairo_get_scaled_font(context), 0, 0, String(character), -1, &glyphs, &count, nil, nil, nil)
    defer { cairo_glyph_free(glyphs) }
    guard status == CAIRO_STATUS_SUCCESS else { return false }
    return UnsafeBufferPointer(start: glyphs, count: Int(count)).allSatisfy { $0.index != 0 }
  }
}
