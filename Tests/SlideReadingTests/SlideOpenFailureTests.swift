import Foundation
import Microscopy
import Testing

@testable import SlideReading

@Suite("Files that are no slides")
struct SlideOpenFailureTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func failure(_ path: String) -> SlideOpenFailure? {
    do throws(SlideOpenFailure) {
      _ = try OpenSlideSource(path: path)
      return nil
    } catch {
      return error
    }
  }

  @Test("nothing, a folder, a pipe and an empty file are told apart, and a pipe does not make us wait")
  func kinds() throws {
    let missing = "\(folder.path)/none.svs"
    #expect(failure(missing) == .missing(path: missing))
    #expect(failure(folder.path) == .folder(path: folder.path))
    let pipe = "\(folder.path)/pipe.svs"
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(failure(pipe) == .notAFile(path: pipe))
    let empty = try folder.file("empty.svs", [])
    #expect(failure(empty) == .empty(path: empty))
  }

  @Test("a file that this user may not read says so", .enabled(if: getuid() != 0, "root may read everything"))
  func permission() throws {
    let path = try folder.file("secret.svs", TinyTIFF().bytes)
    try #require(chmod(path, 0) == 0)
    #expect(failure(path) == .cannotRead(path: path, code: EACCES))
  }

  @Test("a Git LFS pointer is named")
  func pointer() throws {
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1234\n"
    let path = try folder.file("pointer.svs", Array(text.utf8))
    #expect(failure(path) == .largeFilePointer(path: path))
  }

  @Test("a TIFF cut before its directory, a big-endian one and what is none are told apart")
  func tiffs() throws {
    let cut = try folder.file("cut.svs", [0x49, 0x49, 0x2A, 0, 0xFF, 0xFF, 0, 0, 1, 2, 3])
    #expect(failure(cut) == .notRecognised(path: cut, kind: .truncatedTIFF))
    let big = try folder.file("big.tif", [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 0])
    #expect(failure(big) == .notRecognised(path: big, kind: .bigEndianTIFF))
    let bigger = try folder.file("bigger.tif", [0x49, 0x49, 0x2B, 0, 8, 0, 0, 0])
    #expect(failure(bigger) == .notRecognised(path: bigger, kind: .truncatedTIFF))
    let plain = try folder.file("plain.tif", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    guard case .notRecognised(plain, .damagedTIFF)? = failure(plain) else {
      Issue.record("\(String(describing: failure(plain)))")
      return
    }
    let text = try folder.file("text.svs", Array("hello, slide".utf8))
    #expect(failure(text) == .notRecognised(path: text, kind: .unknown))
  }

  @Test("a header that claims more tiles than the file can hold is not believed")
  func lie() throws {
    var tiff = TinyTIFF()
    tiff.claimedSize = (60_000, 60_000)
    let path = try folder.file("lie.tif", tiff.bytes)
    guard case .damaged(path, let detail)? = failure(path) else {
      Issue.record("opened, or failed otherwise: \(String(describing: failure(path)))")
      return
    }
    #expect(detail.contains("60000 x 60000"))
  }
}
