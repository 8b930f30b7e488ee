import Basics
import Casework
import Labels
import Microscopy
import UseCases

extension SlideFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .unreadable(let path):
      CommandFailure(.noInput, "\(path): cannot be read; check that the file is there and that it may be read")
    case .notAFile(let path):
      CommandFailure(
        .badData, "\(path): this is not a file but a folder, a pipe or a device; put the slide's file in its place")
    case .pixels(let path, let failure): failure.words(path: path)
    case .notSquare(let path, let mpp):
      CommandFailure(
        .badData,
        "\(path): the slide says that its pixels are \(mpp.x) um wide and \(mpp.y) um high; scanners have square ones, "
          + "so one of the two is wrong; give the right size with --mpp, or in the manifest's column mpp")
    case .noScale(let path):
      CommandFailure(
        .badData,
        "\(path): the slide does not say how large its pixels are; give it with --mpp, in micrometres per pixel "
          + "(0.25 for a usual 40x scan, 0.5 for 20x), or in the manifest's column mpp")
    case .impossibleScale(let value):
      CommandFailure(
        .usage,
        "--mpp \(value) is no pixel size of a slide; it lies between \(MicronsPerPixel.plausible.lowerBound) and "
          + "\(MicronsPerPixel.plausible.upperBound) micrometres per pixel")
    case .changedMeanwhile(let path):
      CommandFailure(
        .badData, "\(path): the file was changed while it was read; score the case again when it is at rest")
    case .changedSinceScored(let path, let caseID):
      CommandFailure(
        .badData,
        "\(path): the file changed since it was scored; put that file back, or score the case again (coverslip score "
          + "\(caseID.printable)); to defer it or to reject the slide stays possible")
    case .goneSinceScored(let path):
      CommandFailure(
        .noInput,
        "\(path): the file that was scored is not there, and no call is signed without it; put it back, or mount the "
          + "share that it is on; to defer the case or to reject the slide stays possible")
    }
  }
}

extension PixelTrial {
  /// What is to be said of places that cannot be read, without the slide's name; `nil` where all were read.
  fileprivate var remark: String? {
    failed == 0
      ? nil : "\(failed) of \(tried) places tried cannot be read; score says how much of the tissue is missing"
  }
}

extension ExaminedSlide {
  /// What was noticed of the slide, each after its name; none where all is well.
  package var lines: [String] {
    let remarks = [trial.remark].compactMap(\.self) + (leftOut.flag(slide: record.fileName).map { [$0.sentence] } ?? [])
    return remarks.map { "\(record.fileName.printable): \($0)" }
  }
}
