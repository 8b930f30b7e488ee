import Basics
import Casework
import Labels
import Microscopy
import UseCases

extension RegionFailure {
  /// What is wrong with the file of regions at `path`, where, and what to do.
  package func words(path: String) -> CommandFailure {
    CommandFailure(.badData, "\(path), \(place): \(problem.sentence)")
  }
}

extension RegionsFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .given(let failure): failure.words
    case .store(let failure): failure.words
    case .file(let path, let failure): failure.words(path: path)
    case .slide(let failure):
      CommandFailure(
        failure.words.exit,
        failure.words.sentence + " (it says where what QuPath shows begins; --origin level0 asks no slide)")
    }
  }
}

extension RegionProblem {
  /// What is wrong, and what would be right.
  package var sentence: String {
    switch self {
    case .tooLong(let limit): "the file is longer than \(limit >> 20) MiB; export fewer regions"
    case .notJSON: "this is not JSON (NaN and infinity are none either); export the regions again as GeoJSON"
    case .tooDeep: "this nests deeper than GeoJSON does; export the regions again"
    case .notGeoJSON: "this is not GeoJSON of regions: a FeatureCollection, a Feature or a list of them is expected"
    case .missing: "this is missing, or not of the type that GeoJSON asks for"
    case .unknownGeometry(let name):
      "the geometry \"\(name)\" is not known; a region is a Point, LineString, Polygon, or several of one of them"
    case .tooManyRegions(let limit): "more than \(limit) regions; export fewer of them"
    case .tooManyPoints(let limit): "more than \(limit) points; simplify the regions, or export fewer of them"
    case .tooFewPoints(let needed):
      "fewer than \(needed == 1 ? "one point" : "\(needed) points")"
        + (needed == 4 ? "; a ring has at least three, and its first again at its end" : "")
    case .openRing: "the ring does not end where it starts; repeat its first point at its end"
    case .noArea: "the ring encloses nothing"
    case .outOfRange: "the coordinate is larger than any slide; coordinates are px of level 0"
    case .besideSlide(let width, let height):
      "the region lies beside the slide, which has \(width) x \(height) px at level 0"
    case .otherSlide(let caseID):
      "the file is of another slide, one of case \(caseID.printable); name the case and --slide that it is of"
    }
  }
}

extension MarkProblem {
  /// What keeps a mark from being kept, changed or taken away, and what to do.
  package var sentence: String {
    switch self {
    case .noSuchSlide(let number, let count):
      "there is no slide \(number); the case has \(count == 1 ? "one slide" : "\(count) slides")"
    case .noSlideNamed(let count): "the case has \(count) slides; say with --slide which one is meant"
    case .besideSlide(let width, let height):
      "the mark lies beside the slide, which has \(width) x \(height) px at level 0"
    case .noteTooLong(let length, let limit): "the note has \(length) characters, \(limit) fit; shorten it"
    case .tooManyPoints(let limit): "a mark has more than \(limit) points; simplify it"
    case .tooManyPointsInAll(let limit):
      "the marks of a case have at most \(limit) points in all; simplify these regions, or take some away"
    case .tooMany(let limit): "a case has at most \(limit) marks; take some of them away"
    case .noSuchMark: "there is no such mark any more"
    case .notOwn(let reviewer): "the mark is \(reviewer)'s, who alone changes it or takes it away"
    }
  }

  var exit: Exit {
    switch self {
    case .noSuchSlide, .noSlideNamed: .usage
    case .besideSlide, .noteTooLong, .tooManyPoints, .tooManyPointsInAll, .tooMany, .noSuchMark: .badData
    case .notOwn: .notPermitted
    }
  }
}

extension TakenRegions {
  /// What was done.
  package var words: String {
    let kept = "\(caseID.printable): \(count.counted("region")) kept as marks of \(reviewer.printable)"
    return leftOut == 0 ? kept : kept + "; \(leftOut) left out, which are tiles or what Coverslip says of the model"
  }
}
