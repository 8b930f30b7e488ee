import Basics
import Testing

@Suite("CSV")
struct CSVTextTests {
  @Test("lines end with CRLF; fields with commas, quotes and line breaks are quoted")
  func quotes() {
    let text = CSVText.table(header: ["a", "b"], rows: [["x,y", "say \"no\""], ["1\n2", "3"]])
    #expect(text == "a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n\"1\n2\",3\r\n")
  }

  @Test(
    "shows a text that a spreadsheet would compute, and gives it back",
    arguments: [
      ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("＝1", "'＝1"),
      ("'quoted'", "''quoted'"), ("'=1", "''=1"), ("S26-1", "S26-1"), ("", ""), ("a=1", "a=1"),
    ])
  func inert(text: String, cell: String) {
    #expect(CSVText.inert(text) == cell)
    #expect(CSVText.restored(cell) == text)
  }
}
