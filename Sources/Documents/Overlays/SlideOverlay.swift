import Basics
import Casework
import Labels
import Microscopy

/// What a model made of a slide and what readers marked on it, as QuPath's GeoJSON.
///
/// One FeatureCollection: a point at the corner that says which model spoke and what it is not for, the readers' marks
/// as annotations, what the reader left out when they tried that, and every tile that was read. The collection's member
/// `coverslip` says the same for programs. What Coverslip itself says has the key `coverslip` in its metadata, so that
/// no import takes it for a mark.
package struct SlideOverlay: Sendable {
  private let file: CaseFile
  private let index: Int
  private let tiles: OverlayTiles?
  private let frame: RegionFrame
  private let software: String

  /// - Parameters:
  ///   - file: the case as it may be told.
  ///   - index: of the slide, from 0.
  ///   - tiles: those of the finding that stands; `nil` where there is none, or it has none.
  ///   - corner: of what QuPath shows of the slide, level-0 px.
  ///   - software: name and version of the program.
  package init(
    of file: CaseFile, slide index: Int, tiles: OverlayTiles?, corner: RegionPoint, software: String
  ) {
    self.file = file
    self.index = index
    self.tiles = tiles
    frame = RegionFrame(corner: corner, origin: .quPath)
    self.software = software
  }

  /// About how long the file is, bytes.
  package var roughLength: Int {
    let measured = tiles?.measures?.names.count ?? 0
    return 65_536 + (tiles?.on(slide: index).count ?? 0) * (640 + 48 * measured)
  }

  /// Hands the file on in pieces, so that its text is never held at once.
  package func write(to output: (String) -> Void) {
    output(RegionFile.opening(frame: frame, facts: facts))
    let regions = [notice] + file.marks.filter { $0.slide == index }.map(\.region) + leftOut
    output("\n" + regions.map { RegionFile.line(of: $0, frame: frame) }.joined(separator: ",\n"))
    if let tiles, let finding = file.standingFinding {
      let lines = TileLines(tiles, of: finding, judged: judged(of: finding), start: frame.corner)
      for tile in tiles.on(slide: index) { output(",\n" + lines.line(of: tile)) }
    }
    output("\n" + RegionFile.closing)
  }

  /// What the file says of itself for programs.
  private var facts: [JSONMember] {
    let model = file.standingFinding?.model
    return [
      JSONMember("case", .string(file.id)), JSONMember("slide", .integer(index + 1)),
      JSONMember("model", JSONValue(model?.name)), JSONMember("modelVersion", JSONValue(model?.version)),
      JSONMember("modelDigest", JSONValue(model?.digest)), JSONMember("demonstration", JSONValue(model?.demonstration)),
      JSONMember("finding", JSONValue(file.standingFinding?.id)),
      JSONMember("rankedBy", JSONValue(word: tiles?.ranking)),
      JSONMember("notice", .string(words)), JSONMember("software", .string(software)),
    ]
  }

  /// The same for people, as an annotation that QuPath lists.
  private var notice: MarkedRegion {
    var metadata = [MarkedRegion.statementKey: "notice", "case": file.id, "slide": "\(index + 1)"]
    if let model = file.standingFinding?.model {
      (metadata["model"], metadata["modelVersion"]) = (model.name, model.version)
      metadata["demonstration"] = "\(model.demonstration)"
    }
    return MarkedRegion(
      .points([frame.corner]), id: OverlayIdentity(of: "notice \(file.id)").text(index), name: words,
      metadata: metadata)
  }

  private var words: String { file.overlayNotice }

  /// What the reader tried to leave out, where they did not take it back.
  private var leftOut: [MarkedRegion] {
    guard case .record(let record)? = file.standing?.reading, let trial = record.trials.last, !trial.isTakenBack else {
      return []
    }
    let identity = OverlayIdentity(of: "left out \(file.id)")
    return trial.boxes.enumerated().filter { $0.element.slide == index }.map { number, box in
      let place = SlideRegion(
        x: Double(box.x), y: Double(box.y), width: Double(box.width), height: Double(box.height))
      return MarkedRegion(
        .rectangle(place), id: identity.text(number), name: "Left out for a trial: \(box.reason.label)",
        classification: "Left out: \(box.reason.label)",
        metadata: [MarkedRegion.statementKey: "left-out", "reason": box.reason.rawValue])
    }
  }

  /// What was said of the tiles of `finding` where that was signed upon.
  private func judged(of finding: Finding) -> [JudgedTile] {
    file.standing.flatMap { $0.findingID == finding.id ? $0.judgedTiles : nil } ?? []
  }
}

extension CaseFile {
  /// Which model spoke, what it says of the case where that may be told, what was signed of it, and what it is not for,
  /// in one line.
  package var overlayNotice: String {
    guard let finding = standingFinding?.told else { return ResearchUse.sentence }
    let model = "\(finding.model.demonstration ? "DEMO " : "")\(finding.model.name) \(finding.model.version)"
    let signed = signOff == nil ? "Nobody has signed it." : nil
    let reading = standing.map { "Signed: \($0.outcome)." } ?? signed ?? "No signed call stands."
    return "\(model): \(finding.overlayWords). \(reading) \(ResearchUse.sentence)"
  }
}

extension Finding {
  /// `low, borderline, 3.6 % within 5 years (95 %: 2.5 % to 5.0 %), from 60 of 337 tiles`.
  fileprivate var overlayWords: String {
    let percent = { (share: Double) in NumberText.plain.percent(share) }
    let risk = probability5y.map { "\(percent($0)) within 5 years" }
    let limits = interval.map { " (95 %: \(percent($0.lower)) to \(percent($0.upper)))" } ?? ""
    let answer = call.isAnswer ? [borderline ? "borderline" : nil, risk.map { $0 + limits }] : []
    let sample = tiles < tilesAvailable ? "from \(tiles) of \(tilesAvailable) tiles" : nil
    let without = leftOut.map { "without \($0.tiles.counted("tile")) of regions left out" }
    return ([call.label] + answer + [sample, without]).compactMap(\.self).joined(separator: ", ")
  }
}
