import Basics
import Labels
import SlidePictures
import UseCases

extension RenderPictures.Outcome {
  /// What is said of pictures that lack parts of their slides, one sentence each.
  package var remarks: [String] {
    damaged.map { path, count in
      "\(path): parts of the slide are damaged and show as background: \(count); copy it again"
    }
  }
}

extension RenderFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .noSlide(let caseID, let number, let count):
      CommandFailure(
        .usage, "case \(caseID.printable) has \(count.counted("slide")), there is no slide \(number)")
    case .noTiles(let caseID):
      CommandFailure(
        .badData, "case \(caseID.printable) has no tiles to show; coverslip score \(caseID.printable) makes them")
    case .framing(let path, let failure): CommandFailure(.usage, "\(path): \(failure.phrase)")
    case .wishes(let problem): CommandFailure(.usage, problem.sentence)
    case .notEncoded(let detail):
      CommandFailure(.ourFault, "the picture cannot be made a PNG: \(detail); try a smaller --width")
    }
  }
}

extension PictureFraming.Failure {
  fileprivate var phrase: String {
    switch self {
    case .noScale: "it does not say how large its pixels are; write --magnification 1:1, or --region"
    case .sizeTwice:
      "--region and --magnification say how large the picture is; leave --size, --width and --height out"
    case .tooLarge(let width, let height, let most):
      "the picture would be \(Int(min(width, 1e12))) x \(Int(min(height, 1e12))), more than \(most) in all; "
        + "write a smaller size, region or magnification"
    }
  }
}

extension RenderWishes.Problem {
  fileprivate var sentence: String {
    switch self {
    case .fileOnTerminal: "a PNG is not for the terminal; write --out FILE.png, or --format kitty or sixel"
    case .several(let count): "render draws one picture, and \(count) are named; write --grid for a sheet of them"
    case .sizeAndSide: "--size says both sides; leave --width and --height out, or write these alone"
    case .sideOfSheet: "--height does not go with --grid; write --size for each picture, --width for the sheet"
    case .centerAlone: "--center goes with --magnification; write how close, as in --magnification 20x"
    case .centerAndRegion: "--center and --region both say where; leave one of them out"
    case .legendAlone: "--legend tells what an overlay means; write --overlay too, as in --overlay tint"
    case .fileOfSubject: "--out would replace the slide itself; name another file"
    case .overlayOfFile: "--overlay goes with a scored case; add and score the slide first"
    }
  }
}
