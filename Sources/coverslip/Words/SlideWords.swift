import Foundation
import Microscopy
import SlideReading

extension SlideOpenFailure: Worded {
  var words: CommandFailure {
    switch self {
    case .missing(let path):
      CommandFailure(.noInput, "\(path): there is no such file; check the path, or mount the share it is on")
    case .folder(let path):
      CommandFailure(.badData, "\(path): this is a folder; name the slide file in it")
    case .cannotRead(let path, let code):
      CommandFailure(.noInput, "\(path): cannot be read (\(systemWord(code))); ask for permission to read it")
    case .empty(let path):
      CommandFailure(.badData, "\(path): the file is empty; copy the slide again from the scanner")
    case .largeFilePointer(let path):
      CommandFailure(.badData, "\(path): this is a Git LFS pointer, not the slide; fetch it with git lfs pull")
    case .notRecognised(let path, let kind): CommandFailure(.badData, "\(path): \(kind.words)")
    case .damaged(let path, let detail):
      CommandFailure(.badData, "\(path): the slide is damaged (\(detail)); copy it again from the scanner")
    case .implausibleSize(let path, let width, let height, let limit):
      CommandFailure(
        .badData,
        "\(path): its header claims \(width) x \(height) px, and no slide has a side above \(limit) px; "
          + "the file is damaged, copy it again from the scanner")
    }
  }
}

extension UnrecognisedKind {
  fileprivate var words: String {
    switch self {
    case .truncatedTIFF:
      "the file was cut off before its directories, so it is no slide any more; copy it again from the scanner"
    case .bigEndianTIFF:
      "a classic TIFF in big-endian byte order, which OpenSlide does not read; convert it, for instance with "
        + "tiffcp -L"
    case .unsupportedTIFF:
      "a TIFF that OpenSlide does not read as a slide: it is not tiled, or its directories are damaged; "
        + "export it again as a tiled pyramid"
    case .unknown: "not a slide in any format that OpenSlide reads; export it as SVS, NDPI, MRXS or tiled TIFF"
    }
  }
}

extension SlideReadFailure {
  /// Words for a slide whose pixels could not be had.
  func words(path: String) -> CommandFailure {
    switch self {
    case .noSuchLevel(let level): CommandFailure(.ourFault, "\(path): there is no level \(level)")
    case .noSuchImage(let name): CommandFailure(.badData, "\(path): there is no image «\(name)» in it")
    case .tooLarge(let pixels, let limit):
      CommandFailure(.badData, "\(path): \(pixels) pixels asked for at once, \(limit) can be read; ask for less")
    case .damaged(let detail):
      CommandFailure(.badData, "\(path): the slide is damaged (\(detail)); copy it again from the scanner")
    }
  }
}

/// The system's word for an `errno`.
func systemWord(_ code: Int32) -> String { String(cString: strerror(code)) }
