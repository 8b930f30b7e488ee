import Basics
import Casework
import DICOMEncoding
import Documents
import Files
import Sentences
import UseCases

/// Why there is no DICOM object about a slide.
package enum DICOMSlideProblem: Error, Hashable, Sendable {
  /// The slide's file is of another format, by its reader's name of it.
  case notDICOM(vendor: String)
  /// The slide's file, or one of its series, cannot be read.
  case file(CommandFailure)
  /// The slide's file cannot be read as a DICOM file.
  case header(DICOMFailure)
  /// The slide's file is no slide, or lacks an identifier.
  case slide(DICOMSlideFailure)
  /// None of the slide's files has as many pixels as the slide that was registered.
  case noImage(PixelSize)
  /// The tiles of the finding cannot be told.
  case tiles(DICOMTilesProblem)
  /// It is not the file that was registered and scored.
  case changed(CommandFailure)
  /// The slide before it is of a patient with another number, or none in common.
  case otherPatient
  /// Who the patient is stands there in character sets that are not read.
  case characters(String)
}

/// The headers of the files of DICOM slides.
enum DICOMSlideFile {
  /// How much of a file is read, until its header is in it: most have it within the first step, an ICC profile may
  /// take some MB more.
  private static let steps = [1 << 18, 1 << 22, 1 << 26]

  /// What the image of a slide says of itself that was registered: of the files of its series the one with its pixels,
  /// since a series has a file of every magnification and of the label.
  static func slide(of slide: CaseSlide) throws(DICOMSlideProblem) -> DICOMSlide {
    let own: DICOMSlide
    do throws(DICOMSlideProblem) { own = try read(slide.path) } catch .header(.notDICOM) {
      throw .notDICOM(vendor: slide.vendor)
    }
    if isImage(own, slide.size) { return own }
    let others = ((try? SlideFiles(of: slide.path))?.paths ?? []).lazy.compactMap { try? read($0) }
    guard let image = others.first(where: { $0.series == own.series && isImage($0, slide.size) }) else {
      throw .noImage(slide.size)
    }
    return image
  }

  private static func isImage(_ slide: DICOMSlide, _ size: PixelSize) -> Bool {
    (slide.flavor ?? "VOLUME") == "VOLUME" && slide.columns == size.width && slide.rows == size.height
  }

  private static func read(_ path: String) throws(DICOMSlideProblem) -> DICOMSlide {
    let header = try header(of: path)
    do throws(DICOMSlideFailure) { return try DICOMSlide(header) } catch { throw .slide(error) }
  }

  private static func header(of path: String) throws(DICOMSlideProblem) -> DICOMHeader {
    let file: OpenFile
    do throws(FileFailure) { file = try OpenFile(path) } catch { throw .file(error.words) }
    for step in steps.dropLast() where step < file.count {
      do throws(DICOMSlideProblem) { return try header(of: file, count: step) } catch .header(.cut) { continue }
    }
    return try header(of: file, count: min(file.count, steps[steps.count - 1]))
  }

  private static func header(of file: OpenFile, count: Int) throws(DICOMSlideProblem) -> DICOMHeader {
    let count = min(count, file.count)
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try file.read(0..<count) } catch { throw .file(error.words) }
    do throws(DICOMFailure) { return try DICOMHeader(bytes, isWhole: count == file.count) } catch {
      throw .header(error)
    }
  }
}

extension DICOMSlideProblem {
  /// What is wrong with a slide, behind its name.
  var words: CommandFailure {
    switch self {
    case .notDICOM(let vendor):
      CommandFailure(
        .badData,
        "it is not a DICOM slide (\(vendor.printable)), whose identifiers such an object must share; "
          + "export it as geojson, png or fhir")
    case .file(let failure): failure
    case .header(let failure): CommandFailure(.badData, failure.sentence)
    case .slide(.notASlide(let sopClass)):
      CommandFailure(.badData, "its file is not a whole-slide image but \(sopClass?.printable ?? "of no class")")
    case .slide(.missing(let name)): CommandFailure(.badData, "its file has no usable \(name)")
    case .noImage(let size):
      CommandFailure(
        .badData,
        "no file of its series has the \(size.width) x \(size.height) px that were registered; put all files of the "
          + "slide into one folder")
    case .tiles(let problem): CommandFailure(.badData, problem.sentence)
    case .changed(let failure): failure
    case .otherPatient:
      CommandFailure(
        .badData,
        "its file is of another patient than that of the slide before it, by name or number; one object cannot be of "
          + "both: put the right slides into the case")
    case .characters(let names):
      CommandFailure(
        .badData,
        "who the patient is stands in its file in the character set \(names.printable), which is not read; export it "
          + "without --identities, or write the file anew in UTF-8 (ISO_IR 192)")
    }
  }
}

extension DICOMFailure {
  fileprivate var sentence: String {
    switch self {
    case .notDICOM: "its file is not a DICOM file"
    case .transferSyntax(let name):
      "the transfer syntax of its file (\(name?.printable ?? "none")) is not read; convert it to Explicit VR Little "
        + "Endian"
    case .cut(let offset): "its file ends within its header, at byte \(offset); copy the slide again from the scanner"
    case .malformed(let offset):
      "the header of its file is damaged at byte \(offset); copy the slide again from the scanner"
    }
  }
}

extension DICOMTilesProblem {
  fileprivate var sentence: String {
    switch self {
    case .notTold: "nothing of the model is told of it"
    case .noTiles: "none of its tiles was read"
    case .noGeometry:
      "its file does not say where its pixels lie on the glass; export dicom-ann, which needs no such place"
    case .noGrid: "its tiles do not lie on one grid, one pixel per tile; export dicom-ann"
    }
  }
}
