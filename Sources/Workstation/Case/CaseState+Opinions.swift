import Casework
import Labels
import SlidePictures
import TerminalKit

/// Second opinions about places of the open case.
extension CaseState {
  /// Shows the place in the middle of the picture, at its power.
  @discardableResult
  mutating func land(on place: SlidePlace, in around: Surroundings) -> [CaseOutcome] {
    let index = (place.slide ?? 1) - 1
    guard let slide = file.slide(index) else { return [] }
    let opened = open(slide: index, in: around)
    (marked, self.place) = (nil, place)
    let ladder = around.ladder(of: slide)
    let target = Viewport(
      centerX: Double(place.x) + 0.5, centerY: Double(place.y) + 0.5,
      pixelsPerColumn: ladder.pixelsPerColumn(at: place.power.value))
    return opened + look(at: target, in: around)
  }

  /// Where the place is that was gone to, in cells of a pane; `nil` where it is not on the screen.
  func placeMark(in around: Surroundings) -> (column: Int, row: Int)? {
    guard let place, (place.slide ?? 1) - 1 == slideIndex, let view = drawnView(in: around) else { return nil }
    let pane = self.pane(in: around)
    let cell = view.cell(x: Double(place.x) + 0.5, y: Double(place.y) + 0.5, in: pane)
    let (column, row) = (cell.column.rounded(.down), cell.row.rounded(.down))
    guard (0..<Double(pane.columns)).contains(column), (0..<Double(pane.rows)).contains(row) else { return nil }
    return (Int(column), Int(row))
  }

  /// To the dialog that asks about the middle of the picture.
  func askOpinion(in around: Surroundings) -> [CaseOutcome] {
    guard !file.isToRepeat else { return [.notice(Surroundings.callsAlone)] }
    guard !file.status.isClosed else {
      return [.notice("The case is closed: a question is asked before it is signed. \(keys.label("d")) adds to it.")]
    }
    guard let slide, let view = view(in: around),
      let place = file.place(
        onSlide: slideIndex, x: view.centerX, y: view.centerY,
        magnification: around.ladder(of: slide).magnification(of: view.pixelsPerColumn))
    else { return [.notice("The case has no slide to ask about.")] }
    return [.opinion(.question(place), file)]
  }

  /// To the dialog that answers the first question that waits for the reader.
  func answerOpinion(_ reader: String) -> [CaseOutcome] {
    guard let asked = file.questions(for: reader).first else {
      return [.notice("No question of this case waits for your answer.")]
    }
    return [.opinion(.answer(asked), file)]
  }

  /// To the dialog that takes back the reader's last question that nobody has answered.
  func takeOpinionBack(_ reader: String) -> [CaseOutcome] {
    let name = Reviewer.name(reader)
    guard let own = file.opinions(.open).last(where: { $0.request.asker == name }) else {
      return [.notice("No question of yours waits here that could be taken back.")]
    }
    return [.opinion(.withdrawal(own), file)]
  }

  /// Goes round the places of the case's questions.
  mutating func visitPlace(in around: Surroundings) -> [CaseOutcome] {
    var places: [SlidePlace] = []
    for opinion in file.opinions where !places.contains(opinion.request.place) { places.append(opinion.request.place) }
    guard !places.isEmpty else { return [.notice("Nobody has asked about a place of this case.")] }
    let next = places[place.flatMap { places.firstIndex(of: $0) }.map { ($0 + 1) % places.count } ?? 0]
    let outcomes = land(on: next, in: around)
    let titles = file.opinions.map(\.request).filter { $0.place == next }.map(\.title)
    return outcomes + [.notice("\(next.text): \(titles.joined(separator: ", ")).")]
  }
}
