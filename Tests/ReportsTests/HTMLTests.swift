import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("HTML")
struct HTMLTests {
  private static let hostile = "</title></style><script>alert(\"1\")</script>' & \u{0}\u{1B}[31m\u{202E}乳"

  /// What an XML reader finds: element names, attributes, text; `nil` where the text is not well-formed.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var attributes: [String: [String]] = [:]
    var text = ""

    static func read(_ text: String) -> Reader? {
      let reader = Reader()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = reader
      return parser.parse() ? reader : nil
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes found: [String: String]
    ) {
      elements.append(name)
      for (name, value) in found { attributes[name, default: []].append(value) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  @Test("the file is well-formed, and nothing in it runs or is loaded")
  func wellFormed() throws {
    let html = Samples.everything().html()
    let reader = try #require(Reader.read(html))
    #expect(
      Set(reader.elements).isDisjoint(with: ["script", "link", "img", "iframe", "object", "embed", "use"]))
    #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("url("))
    #expect(
      reader.attributes["href", default: []].allSatisfy {
        $0.hasPrefix("#") || $0.hasPrefix("data:image/png;base64,iVBORw0KGgo")
      })
    #expect(reader.attributes.keys.allSatisfy { !$0.hasPrefix("on") && $0 != "src" })
  }

  @Test("text from outside stays text, wherever it stands")
  func escaping() throws {
    let words = Self.hostile
    var plot = Samples.survival
    plot.groups[0].name = words
    plot.remarks = [words]
    var document = Samples.document(
      [
        .heading(words), .paragraph(words), .list([words]), .facts([Fact(words, words)]),
        .keyFigures([KeyFigure(words, value: words, detail: words)]), .notice(Notice(.note, words)),
        .table(ReportTable(title: words, columns: [.init(words)], rows: [.init([words])], footnotes: [words])),
        .figure(ReportFigure(title: words, caption: words, .survival(plot))),
        .columns([FactColumn(words, [Fact(words, words)])]),
        .code(ReportCode(Samples.code.matrix, name: words, facts: [Fact(words, words)])),
      ], title: words)
    document.subtitle = words
    document.producer = words
    document.stamp = words
    document.notices = [Notice(.caution, words)]
    let reader = try #require(Reader.read(document.html()))
    #expect(!reader.elements.contains("script"))
    #expect(reader.elements.filter { $0 == "style" }.count == 1)
    #expect(reader.text.contains("</title></style><script>alert(\"1\")</script>' & [31m乳"))
  }

  @Test("every picture has a title, a description and its numbers")
  func accessible() throws {
    let reader = try #require(Reader.read(Samples.everything().html()))
    let pictures = reader.elements.filter { $0 == "svg" }.count
    #expect(pictures == 12)
    #expect(reader.elements.filter { $0 == "desc" }.count == pictures)
    #expect(reader.elements.filter { $0 == "details" }.count == pictures - 1, "the code has its words beside it")
    let ids = reader.attributes["id", default: []]
    #expect(Set(ids).count == ids.count)
    let named = reader.attributes["aria-labelledby", default: []].flatMap { $0.split(separator: " ").map(String.init) }
    #expect(Set(named).isSubset(of: ids))
    let links = reader.attributes["href", default: []].filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(links.count == 3 && Set(links).isSubset(of: ids))
  }

  @Test("the notices stand in the page and in the head of what is printed")
  func notices() {
    let html = Samples.everything().html()
    #expect(html.contains("Research use only, not a medical device."))
    #expect(html.contains("@top-right{content:\"Research use only\\2c  not a medical device \\b7  DEMO\""))
  }

  @Test("a figure is an SVG file of its own")
  func svg() throws {
    let reader = try #require(Reader.read(Samples.figures[0].svg()))
    #expect(reader.elements.prefix(4) == ["svg", "title", "desc", "style"])
    #expect(reader.text.contains("Low risk (10 patients, 3 events)"))
  }

  @Test("coordinates are written to a hundredth, without what they do not need")
  func coordinates() {
    let values = [0, 1, 1.5, 1.25, 1.204, -0.05, -3, .nan, 1e300]
    #expect(values.map(SVGWriter.number) == ["0", "1", "1.5", "1.25", "1.2", "-0.05", "-3", "0", "0"])
  }

  @Test("the same report gives the same bytes")
  func sameBytes() {
    #expect(Samples.everything().html() == Samples.everything().html())
  }
}
