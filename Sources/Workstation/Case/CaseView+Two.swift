import Casework
import Microscopy
import SlidePictures
import TerminalKit

/// Two pictures side by side, and what stands over each.
extension CaseView {
  /// Both pictures in one border, a line between them: a broken one where they are not linked.
  func drawTwoSlides(on screen: inout Screen) {
    guard let beside = layout.beside, let companion = reading.companion else { return }
    let picture = layout.picture
    let footer = tileNote(reading, columns: picture.columns)
    screen.box(
      layout.slide, Frame(footer: footer, footNote: unreadNote(reading), style: around.focusedBorder))
    let line = max(picture.column, beside.column) - 1
    for row in picture.row..<picture.row + picture.rows {
      screen.put(companion.isLinked ? "│" : "┆", line, row, around.focusedBorder)
    }
    screen.put("┬", line, layout.slide.row, around.focusedBorder)
    drawOpenSlide(on: &screen)
    drawSecondSlide(on: &screen, in: beside)
    drawHead(of: .pane, companion.focus, over: picture, on: &screen)
    drawHead(of: .beside, companion.focus.other, over: beside, on: &screen)
    screen.write(legendLine(reading, columns: layout.status.columns - 2), in: layout.status.inset(columns: 1, rows: 0))
  }

  private func drawSecondSlide(on screen: inout Screen, in area: Rect) {
    guard let slide = reading.companionIndex.flatMap(reading.file.slide), let view = reading.companionView(in: around)
    else { return }
    if let problem = pictures.problems[.beside] {
      drawUnavailable(problem, on: &screen, in: area)
    } else if drawPicture(.beside, of: pictures, on: &screen, in: area) {
      if sharp.contains(.sharpBeside) { screen.fill(area, style: Style()) }
      if let tile = reading.lookedAt, tile.slide == reading.companionIndex {
        drawCorners(of: tile, view, on: &screen, in: area)
      }
      drawScaleBar(slide, view, on: &screen, in: area)
      drawMaskWords(.beside, on: &screen, in: area)
    } else {
      drawMessage("drawing …", on: &screen, in: area)
    }
  }

  // MARK: Heads

  /// Which picture it is at the left, how large it is shown at the right; that which the keys go to stands out.
  private func drawHead(of slot: PictureSlot, _ side: PaneSide, over area: Rect, on screen: inout Screen) {
    guard let companion = reading.companion, let index = isOpen(slot) ? reading.slideIndex : reading.companionIndex
    else { return }
    let hasFocus = side == companion.focus
    let room = area.columns - 2
    let note = sizeNotes(slot, index).first { $0.columns + Self.leastTitle <= room }
    let title = headTitle(index, side, columns: room - (note.map { $0.columns + 1 } ?? 0))
    let row = Rect(column: area.column, row: layout.slide.row, columns: area.columns, rows: 1)
    screen.write(Line(" \(title) ", hasFocus ? theme[.title] : theme[.dim]), in: row)
    if let note { screen.write(Line(" ") + note + Line(" "), in: row, alignment: .right) }
  }

  /// Columns that a title keeps.
  private static let leastTitle = 9

  private func isOpen(_ slot: PictureSlot) -> Bool {
    switch slot {
    case .beside, .sharpBeside: false
    case .pane, .sharp, .overview, .preview, .tile: true
    }
  }

  /// `1/2 S-12 A.svs`, `no overlay`.
  private func headTitle(_ index: Int, _ side: PaneSide, columns: Int) -> String {
    let count = reading.file.record.slides.count
    let number = count > 1 ? "\(index + 1)/\(count) " : ""
    let name: String =
      switch (reading.companion?.subject, side) {
      case (.openSlide?, .left): "no overlay"
      case (.openSlide?, .right): reading.heat == nil && reading.mask == nil ? "overlay off" : "overlay"
      case (.slide?, _), (nil, _): TextWidth.printable(reading.file.slide(index)?.fileName ?? "")
      }
    return number + TextWidth.middleTruncated(name, to: max(1, columns - number.count))
  }

  /// The magnification, with how the slide lies and whether the pictures are linked; without what has no room.
  private func sizeNotes(_ slot: PictureSlot, _ index: Int) -> [Line] {
    guard let slide = reading.file.slide(index), let companion = reading.companion,
      let view = isOpen(slot) ? reading.view(in: around) : reading.companionView(in: around)
    else { return [] }
    let size = Self.magnification(around.ladder(of: slide).magnification(of: view.pixelsPerColumn))
    let (turned, link) = (view.orientation.words, companion.isLinked ? nil : "unlinked")
    let state = pictures.isBusy(slot) ? "… " : ""
    return [[turned, link], [view.orientation.sign, link], [view.orientation.sign], []].map { words in
      var line = Line(state, theme[.dim])
      for word in words.compactMap(\.self) { line.append(word + " · ", theme[.warning]) }
      line.append(size, theme[.accent])
      return line
    }
  }
}

extension Orientation {
  /// ``words`` where there is little room.
  fileprivate var sign: String? {
    let signs = [quarters == 0 ? nil : "\(90 * quarters)°", isMirrored ? "mirr." : nil].compactMap(\.self)
    return signs.isEmpty ? nil : signs.joined(separator: " ")
  }
}
