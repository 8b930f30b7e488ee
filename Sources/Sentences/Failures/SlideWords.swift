import Casework
import Foundation
import Labels
import Microscopy
import SlideReading

extension SlideOpenFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noLibrary(let failure): failure.words
    case .missing(let path):
      CommandFailure(.noInput, "\(path): there is no such file; check the path, or mount the share it is on")
    case .folder(let path):
      CommandFailure(.badData, "\(path): this is a folder; name the slide file in it, or any file of a DICOM slide")
    case .notAFile(let path):
      CommandFailure(.badData, "\(path): this is a pipe or a device, not a file; name the slide file")
    case .cannotRead(let path, let code):
      CommandFailure(.noInput, "\(path): cannot be read (\(systemWord(code))); ask for permission to read it")
    case .empty(let path):
      CommandFailure(.badData, "\(path): the file is empty; copy the slide again from the scanner")
    case .largeFilePointer(let path):
      CommandFailure(.badData, "\(path): this is a Git LFS pointer, not the slide; fetch it with git lfs pull")
    case .notRecognised(let path, let kind): CommandFailure(.badData, "\(path): \(kind.words)")
    case .damaged(let path, let detail):
      CommandFailure(.badData, "\(path): the slide is damaged (\(detail)); copy it again from the scanner")
    case .damagedPicture(let path, let detail):
      CommandFailure(
        .badData, "\(path): the picture cannot be read (\(detail)); save it anew as PNG, or as JPEG in RGB")
    case .implausibleSize(let path, let width, let height, let limit):
      CommandFailure(
        .badData,
        "\(path): its header claims \(width) x \(height) px, and no slide has a side above \(limit) px; "
          + "the file is damaged, copy it again from the scanner")
    case .tooLargeTiles(let path, let width, let height, let limit):
      CommandFailure(
        .badData,
        "\(path): its directory claims tiles of \(width) x \(height) px, and tiles of more than \(limit) px are not "
          + "decoded; export the slide again with tiles of 256 or 512 px")
    case .unsupportedPixels(let path, let pixels): CommandFailure(.badData, "\(path): \(pixels.words)")
    case .tileLargerThanSlide(let path, let tile, let size, let compression):
      CommandFailure(
        .badData,
        "\(path): the slide (\(size.width) x \(size.height) px, \(compression.name)) is smaller than its tiles "
          + "(\(tile.width) x \(tile.height) px), and \(OpenSlideLibrary.installedName) do not decode such a slide "
          + "rightly (see coverslip doctor); export it again with smaller tiles, or install OpenSlide 4")
    case .notRegistered(let path, let difference):
      CommandFailure(
        .badData,
        "\(path): the file is not the one that was registered (\(difference.words)); put the registered slide back or "
          + "add it as a new case")
    case .timedOut(let path):
      CommandFailure(
        .tryAgain, "\(path): the slide could not be opened in time; try again when the disk or the share is less busy")
    case .decoderDied(let path):
      CommandFailure(
        .badData,
        "\(path): what decodes the slide broke down over it; copy the slide again from the scanner, and see coverslip "
          + "doctor for the library that reads it")
    }
  }
}

extension RegistrationDifference {
  fileprivate var words: String {
    switch self {
    case .size(let size): "it has \(size.width) x \(size.height) px"
    case .content: "its content is another"
    }
  }
}

extension UnsupportedPixels {
  fileprivate var words: String {
    switch self {
    case .compression(let compression):
      "its tiles are compressed with \(compression.name), for which the installed libraries "
        + "(\(OpenSlideLibrary.installedName)) have no decoder; export the slide again with JPEG"
    case .bits(let bits):
      "its samples have \(bits) bit\(bits == 1 ? "" : "s"), and a slide has 8 or 16; "
        + (bits < 8 ? "this is a drawing or a mask, name the scan itself" : "export it again as 8-bit RGB")
    case .floatingPoint(let bits):
      "its samples are floating-point numbers of \(bits) bits, which OpenSlide does not read; export it again as "
        + "8-bit RGB"
    case .signed(let bits):
      "its samples are signed numbers of \(bits) bits, which OpenSlide does not read; export it again as 8-bit RGB"
    }
  }
}

extension UnrecognisedKind {
  fileprivate var words: String {
    switch self {
    case .truncatedTIFF:
      "the file was cut off before its directories, so it is no slide any more; copy it again from the scanner"
    case .bigEndianTIFF:
      "a classic TIFF in big-endian byte order, which OpenSlide does not read; write it again as a tiled pyramid, for "
        + "instance with vips tiffsave IN OUT.tif --tile --pyramid --compression jpeg --Q 90"
    case .strippedTIFF:
      "a TIFF whose image lies in strips, and OpenSlide reads tiles; write it again as a tiled pyramid, for instance "
        + "with vips tiffsave IN OUT.tif --tile --pyramid --compression jpeg --Q 90"
    case .damagedTIFF(let detail):
      "a TIFF whose directories are damaged (\(detail)); copy it again from the scanner"
    case .dicom(let version) where !version.isBefore4:
      "a DICOM file that OpenSlide \(version) does not read as a slide; name a file of the slide's own series "
        + "(VL Whole Slide Microscopy), not of another kind of object"
    case .dicom(let version):
      "a DICOM file, which OpenSlide \(version) does not read; install OpenSlide 4 (libopenslide.so.1, for instance "
        + "PyPI's openslide-bin) and name that file in \(OpenSlideLibrary.variable), or convert the slide to TIFF"
    case .foreignPage(let index, let size, let slide):
      "its page \(index) (\(size.width) x \(size.height) px) has not the proportions of the slide (\(slide.width) x "
        + "\(slide.height) px), and OpenSlide refuses such a pyramid; write the slide again without that page, for "
        + "instance with tiffcp IN,0 OUT"
    case .unsupportedTIFF:
      "a tiled TIFF with whole directories that OpenSlide still takes for no slide; export it again as a tiled pyramid "
        + "of 8-bit RGB"
    case .unknown: "not a slide in any format that OpenSlide reads; export it as SVS, NDPI, MRXS or tiled TIFF"
    }
  }
}

extension String {
  /// Whether this is a version of OpenSlide that knows no DICOM.
  fileprivate var isBefore4: Bool { (split(separator: ".").first.flatMap { Int($0) } ?? 0) < 4 }
}

extension SlideLibraryFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .notInstalled(let names, let passedOver):
      CommandFailure(
        .unavailable,
        "no OpenSlide was found (\((passedOver.isEmpty ? names : passedOver).joined(separator: "; "))); install "
          + "Debian's libopenslide0, or name the library file in \(OpenSlideLibrary.variable)")
    case .cannotLoad(let name, let reason):
      CommandFailure(
        .unavailable,
        "\(OpenSlideLibrary.variable) names \"\(name)\", which cannot be loaded (\(reason)); name a "
          + "libopenslide.so.1 or libopenslide.so.0, or unset it")
    case .notOpenSlide(let name, let missing):
      CommandFailure(
        .unavailable,
        "\(OpenSlideLibrary.variable) names \"\(name)\", which is not OpenSlide 3.4 or newer (it lacks \(missing)); "
          + "name a libopenslide.so.1 or libopenslide.so.0, or unset it")
    }
  }
}

extension SlideReadFailure {
  /// Words for a slide whose pixels could not be had.
  package func words(path: String) -> CommandFailure {
    switch self {
    case .noSuchLevel(let level): CommandFailure(.ourFault, "\(path): there is no level \(level)")
    case .noSuchImage(let name): CommandFailure(.badData, "\(path): there is no image \"\(name)\" in it")
    case .tooLarge(let pixels, let limit):
      CommandFailure(.badData, "\(path): \(pixels) pixels asked for at once, \(limit) can be read; ask for less")
    case .bufferTooSmall(let bytes, let needed):
      CommandFailure(.ourFault, "\(path): \(bytes) bytes of memory were given for pixels of \(needed)")
    case .damaged(_, let detail):
      CommandFailure(.badData, "\(path): the slide is damaged (\(detail)); copy it again from the scanner")
    case .timedOut:
      CommandFailure(
        .tryAgain, "\(path): the slide could not be read in time; try again when the disk or the share is less busy")
    case .decoderDied:
      CommandFailure(
        .badData,
        "\(path): what decodes the slide broke down over it; copy the slide again from the scanner, and see coverslip "
          + "doctor for the library that reads it")
    }
  }
}
