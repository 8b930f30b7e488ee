import Basics
import Testing

@Suite("CSV")
struct CSVTextTests {
  @Test("lines end with CRLF; fields with commas, quotes and line breaks are quoted")
  func quotes() {
    let text = CSVText.table(header: ["a", "b"], rows: [["x,y", "say \"no\""], ["1\n2", "3"]])
    #expect(text == "a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n\"1\n2\",3\r\n")
  }
}
