/// What the files of slides ask of a signature.
extension CaseFile {
  /// The record tells of the file of each slide, or of none, as entries of before files were checked; and no call is
  /// signed upon a file that is another one than was scored.
  ///
  /// - Throws: `misplaced` where it tells of another number of slides; `signOff` with `changedFiles`.
  func requireFiles(_ signed: SignOff) throws(TransitionProblem) {
    guard !signed.files.isEmpty else { return }
    guard signed.files.count == record.slides.count else { throw .misplaced }
    guard signed.decision.needsPicture else { return }
    let changed = zip(record.slides, signed.files).filter { $0.1.isChanged }.map(\.0.fileName)
    guard changed.isEmpty else { throw .signOff(.changedFiles(slides: changed)) }
  }
}

extension SlideFileCheck {
  fileprivate var isChanged: Bool {
    switch check {
    case .changed: true
    case .whole, .quick, .notChecked: false
    }
  }
}
