import Basics
import Testing

@Suite("Base64")
struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(
    "bytes and text of the standard's vectors, both ways",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func published(bytes: String, text: String) {
    #expect(Base64.text(Array(bytes.utf8)) == text)
    #expect(Base64.bytes(text) == Array(bytes.utf8))
  }

  @Test("all bytes are read back, and the last two letters of the alphabet are + and /")
  func allBytes() {
    let bytes = (0...255).map { UInt8($0) }
    for count in 250...256 {
      #expect(Base64.bytes(Base64.text(Array(bytes.prefix(count)))) == Array(bytes.prefix(count)))
    }
    #expect(Base64.text([0xFB, 0xFF]) == "+/8=")
  }

  @Test(
    "text that no bytes have is refused",
    arguments: ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm 9", "Zm9_", "=m9v", "Zm=v"])
  func refused(text: String) { #expect(Base64.bytes(text) == nil) }
}
