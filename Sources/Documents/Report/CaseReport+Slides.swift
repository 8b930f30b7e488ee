import Basics
import Casework
import Labels
import Reports

/// What was looked at, what was noticed of it, and what of it moved the model.
extension CaseReport {
  var slideBlocks: [ReportBlock] {
    let spoken = finding.map { FactColumn("Versions", versions($0), share: hasSeveral ? 1.6 : 1.3) }
    let flags = FactGroup("Flags", flagFacts)
    // Several slides have a wider column, so that each takes few lines.
    let columns =
      hasSeveral
      ? [FactColumn([slideGroup], share: 1.6), FactColumn([tissueGroup, flags])]
      : [FactColumn([slideGroup, tissueGroup]), FactColumn([flags])]
    return [.heading("Slides, quality, versions", level: 2), .columns(columns + [spoken].compactMap(\.self))]
  }

  private var hasSeveral: Bool { file.record.slides.count > 1 }

  private var slideGroup: FactGroup {
    let facts = file.record.slides.enumerated().map { index, slide in
      let power = slide.objective.map { NumberText.screen.trimmed($0, digits: 1) + "x" } ?? "objective not known"
      let scale = NumberText.screen.fixed(slide.mpp.mean, digits: 3) + "\u{A0}µm/px"
      let given = slide.mppGiven ? " (given by hand)" : ""
      let size = NumberText.document.grouped(slide.size.width) + " × " + NumberText.document.grouped(slide.size.height)
      let scan = "\(slide.vendor), \(power), \(scale)\(given), \(size) px"
      return hasSeveral ? Fact("\(index + 1)", "\(slide.fileName): \(scan)") : Fact(slide.fileName, scan)
    }
    return FactGroup("Slides", facts + [Fact("Labels", file.labelWords)])
  }

  private var tissueGroup: FactGroup {
    guard let finding else { return FactGroup("Tissue", [Fact("Tissue", noFinding)]) }
    let tiles =
      finding.tiles == finding.tilesAvailable
      ? NumberText.document.grouped(finding.tiles)
      : "\(NumberText.document.grouped(finding.tiles)) of \(NumberText.document.grouped(finding.tilesAvailable))"
    let unreadable = finding.unreadableShare.map { NumberText.screen.percent($0) } ?? "not known"
    let leftOut = finding.leftOut.map { [Fact("Without", $0.phrase)] } ?? []
    return FactGroup(
      "Tissue",
      [
        Fact("Tissue", NumberText.screen.fixed(finding.tissueMM2, digits: 1) + "\u{A0}mm²"),
        Fact("Tiles", "\(tiles) were read"), Fact("Unreadable", unreadable),
        Fact("Colours", finding.encodedColors.label),
      ] + leftOut)
  }

  /// Why nothing is told of what a model found.
  private var noFinding: String { file.withheld?.label ?? "not told: there is no finding" }

  private var flagFacts: [Fact] {
    guard let finding else { return [Fact("", noFinding.sentenceStart + ".")] }
    guard !finding.flags.isEmpty else { return [Fact("", "None.")] }
    return finding.flags.map { flag in
      let place = flag.slide.map { ", \($0)" } ?? ""
      return Fact("", "\(flag.kind.label.sentenceStart)\(place): \(flag.sentence)")
    }
  }

  // MARK: Pictures

  /// The most points of a slide's picture, alone and beside others: two pages hold the report of five slides then.
  private static let tallestSlide = 190.0
  private static let tallestOfSeveral = 84.0

  /// Curves, heat maps and tiles; nothing of the model without a finding.
  var pictureBlocks: [ReportBlock] {
    guard finding != nil else { return [] }
    let curves = [curvesFigure].compactMap(\.self)
    let rows =
      pictures.heat.count < 2
      ? [curves + [heatFigure(abreast: 1)].compactMap(\.self), [tileFigure(abreast: 8)].compactMap(\.self)]
      : [
        curves + [tileFigure(abreast: curves.isEmpty ? 8 : 4)].compactMap(\.self),
        [heatFigure(abreast: 5)].compactMap(\.self),
      ]
    return rows.filter { !$0.isEmpty }.map { ReportBlock.figures($0) } + missingPictures.map { .notice($0) }
  }

  /// Which pictures there should be and are not.
  private var missingPictures: [Notice] {
    if pictures.lacksTiles {
      let reason =
        pictures.tilesWereChanged ? "was changed since it was recorded." : "could not be read for this report."
      return [Notice(.missing, "Neither heat map nor tiles: what the model made of each tile \(reason)")]
    }
    if !pictures.unreadable.isEmpty {
      let names = pictures.unreadable.compactMap { file.slide($0)?.fileName }.joined(separator: ", ")
      let words = "Pictures of \(names): it could not be read for this report, or is another file than was scored."
      return [Notice(.missing, words)]
    }
    let hasPictures = !pictures.heat.isEmpty || !pictures.tiles.isEmpty
    return hasPictures ? [] : [Notice(.missing, "No picture of the slides was made for this report.")]
  }

  private func heatFigure(abreast: Int) -> ReportFigure? {
    guard !pictures.heat.isEmpty else { return nil }
    // What all of them mean is said once.
    let legends = Set(pictures.heat.map(\.legend))
    let common = legends.count == 1 ? legends.first : nil
    // Where there are several the list of slides says which is which: names of files may be long.
    let plates = pictures.heat.map { heat in
      PicturePlate.Picture(
        heat.image, micronsPerPixel: heat.micronsPerPixel,
        name: hasSeveral ? "Slide \(heat.slide + 1)" : file.slide(heat.slide)?.fileName ?? "",
        detail: common == nil ? heat.legend : "")
    }
    let tallest = abreast == 1 ? Self.tallestSlide : Self.tallestOfSeveral
    return ReportFigure(
      title: plates.count == 1 ? "Slide with heat map" : "Slides with heat maps",
      caption: words(common ?? ""),
      .pictures(PicturePlate(plates, abreast: abreast, tallest: tallest)))
  }

  private func tileFigure(abreast: Int) -> ReportFigure? {
    guard !pictures.tiles.isEmpty else { return nil }
    let plates = pictures.tiles.enumerated().map { index, tile in
      PicturePlate.Picture(
        tile.image, micronsPerPixel: tile.micronsPerPixel, name: "\(index + 1)",
        detail: (hasSeveral ? "slide \(tile.slide + 1), " : "") + tile.detail)
    }
    let ranking = pictures.ranking.isEmpty ? "" : " " + pictures.ranking
    return ReportFigure(
      title: "Tiles that moved the model most" + ranking, caption: words(pictures.tileLegend),
      .pictures(PicturePlate(plates, abreast: abreast)))
  }

  /// What pictures mean, marked where the model only demonstrates.
  private func words(_ legend: String) -> String {
    [legend, finding?.model.demonstration == true ? "DEMO." : ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
