import Basics
import Casework
import Labels
import Reports

/// What was looked at, what was noticed of it, and what of it moved the model.
extension CaseReport {
  var slideBlocks: [ReportBlock] {
    let spoken = finding.map { FactColumn("Versions", versions($0), share: 1.3) }
    return [
      .heading("Slides, quality, versions", level: 2),
      .columns(
        [FactColumn([slideGroup, tissueGroup]), FactColumn("Flags", flagFacts)] + [spoken].compactMap(\.self)),
    ]
  }

  private var slideGroup: FactGroup {
    let facts = file.record.slides.map { slide in
      let power = slide.objective.map { NumberText.screen.trimmed($0, digits: 1) + "x" } ?? "objective not known"
      let scale = NumberText.screen.fixed(slide.mpp.mean, digits: 3) + "\u{A0}µm/px"
      let given = slide.mppGiven ? " (given by hand)" : ""
      let size = NumberText.document.grouped(slide.size.width) + " × " + NumberText.document.grouped(slide.size.height)
      return Fact(slide.fileName, "\(slide.vendor), \(power), \(scale)\(given), \(size) px")
    }
    return FactGroup("Slides", facts + [Fact("Labels", file.labelWords)])
  }

  private var tissueGroup: FactGroup {
    guard let finding else { return FactGroup("Tissue", [Fact("Tissue", "not told: there is no finding")]) }
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

  private var flagFacts: [Fact] {
    guard let finding else { return [Fact("", "Not told: there is no finding.")] }
    guard !finding.flags.isEmpty else { return [Fact("", "None.")] }
    return finding.flags.map { flag in
      let place = flag.slide.map { ", \($0)" } ?? ""
      return Fact("", "\(flag.kind.label.sentenceStart)\(place): \(flag.sentence)")
    }
  }

  // MARK: Pictures

  /// Curves, heat maps and tiles; nothing of the model without a finding.
  var pictureBlocks: [ReportBlock] {
    guard finding != nil else { return [] }
    let curves = [curvesFigure].compactMap(\.self)
    let rows =
      pictures.heat.count < 2
      ? [curves + [heatFigure(abreast: 1)].compactMap(\.self), [tileFigure(abreast: 8)].compactMap(\.self)]
      : [
        curves + [tileFigure(abreast: curves.isEmpty ? 8 : 4)].compactMap(\.self),
        [heatFigure(abreast: min(5, pictures.heat.count))].compactMap(\.self),
      ]
    return rows.filter { !$0.isEmpty }.map { ReportBlock.figures($0) } + missingPictures.map { .notice($0) }
  }

  /// Which pictures there should be and are not.
  private var missingPictures: [Notice] {
    if pictures.lacksTiles {
      let words = "Neither heat map nor tiles: what the model made of each tile could not be read for this report."
      return [Notice(.missing, words)]
    }
    if !pictures.unreadable.isEmpty {
      let names = pictures.unreadable.joined(separator: ", ")
      return [Notice(.missing, "No picture of \(names): not readable, or another file, when this report was made.")]
    }
    let hasPictures = !pictures.heat.isEmpty || !pictures.tiles.isEmpty
    return hasPictures ? [] : [Notice(.missing, "No picture of the slides was made for this report.")]
  }

  private func heatFigure(abreast: Int) -> ReportFigure? {
    guard !pictures.heat.isEmpty else { return nil }
    // What all of them mean is said once.
    let legends = Set(pictures.heat.map(\.legend))
    let common = legends.count == 1 ? legends.first : nil
    let plates = pictures.heat.map { heat in
      PicturePlate.Picture(
        heat.image, micronsPerPixel: heat.micronsPerPixel, name: heat.slide, detail: common == nil ? heat.legend : "")
    }
    return ReportFigure(
      title: plates.count == 1 ? "Slide with heat map" : "Slides with heat maps",
      caption: [common, demonstrationWords].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " "),
      .pictures(PicturePlate(plates, abreast: abreast)))
  }

  private func tileFigure(abreast: Int) -> ReportFigure? {
    guard !pictures.tiles.isEmpty else { return nil }
    let hasSeveral = file.record.slides.count > 1
    let plates = pictures.tiles.enumerated().map { index, tile in
      PicturePlate.Picture(
        tile.image, micronsPerPixel: tile.micronsPerPixel, name: "\(index + 1)",
        detail: (hasSeveral ? tile.slide + ", " : "") + tile.detail)
    }
    let ranking = pictures.ranking.isEmpty ? "" : " " + pictures.ranking
    return ReportFigure(
      title: "Tiles that moved the model most" + ranking, caption: demonstrationWords,
      .pictures(PicturePlate(plates, abreast: abreast)))
  }

  private var demonstrationWords: String { finding?.model.demonstration == true ? "DEMO." : "" }
}
