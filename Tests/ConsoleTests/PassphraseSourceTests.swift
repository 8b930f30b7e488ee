import Casework
import Foundation
import Testing

@testable import Console

@Suite("passphrases from a file descriptor")
struct PassphraseSourceTests {
  private func holding(_ bytes: [UInt8]) -> Pipe {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(bytes))
    pipe.fileHandleForWriting.closeFile()
    return pipe
  }

  @Test("one per line, in the order in which they are asked for")
  func readsLines() throws {
    let pipe = holding(Array("correct horse battery\nstaple of the library\n".utf8))
    let source = PassphraseSource.descriptor(pipe.fileHandleForReading.fileDescriptor)
    #expect(source.isOpen)
    #expect(try source.newPassphrase(of: "Ann") { _ in "" } == Passphrase("correct horse battery"))
    #expect(try source.passphrase(of: "Bo") == Passphrase("staple of the library"))
    #expect(
      throws: PassphraseFailure.nothing(descriptor: pipe.fileHandleForReading.fileDescriptor, name: "Cy")
    ) { try source.passphrase(of: "Cy") }
  }

  @Test("bytes that are no text are refused, not repaired")
  func refusesBytes() {
    let pipe = holding([0xFF, 0xFE, 0x0A])
    #expect(throws: PassphraseFailure.notUTF8) {
      try PassphraseSource.descriptor(pipe.fileHandleForReading.fileDescriptor).passphrase(of: "Ann")
    }
  }

  @Test("a descriptor that nobody opened is known before anything is asked", arguments: [-1, 9_999])
  func knowsClosed(number: Int32) { #expect(!PassphraseSource.descriptor(number).isOpen) }
}
