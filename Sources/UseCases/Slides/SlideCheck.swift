import Casework

/// Holds the files of a case's slides to what was scored.
package struct SlideCheck: Sendable {
  private let slides: SlideAccess
  private let wholes: WholeFiles

  package init(_ slides: SlideAccess, _ wholes: WholeFiles) {
    self.slides = slides
    self.wholes = wholes
  }

  /// What is found of the files now, where `decision` is signed upon them: size and quick digest are looked at anew,
  /// what is known of all bytes counts where the files were not written since. To read them may take minutes: one that
  /// was touched meanwhile, while another was read, is looked at once more.
  ///
  /// - Parameters:
  ///   - file: the case with its finding, whoever may see that.
  ///   - findingID: what is signed upon.
  ///   - meanwhile: what else is looked at before the files are let go.
  /// - Throws: what `meanwhile` throws, and where a call would be signed upon a file that is another one than was
  ///   scored: `SlideOpenFailure` if it is another one than was registered, too, else ``SlideFailure``, as where it
  ///   is gone or cannot be read. What is put off or rejected says that it is so.
  package func callAsFunction(
    _ file: CaseFile, _ decision: Decision?, upon findingID: String, meanwhile: () throws -> Void = {}
  ) throws -> [SlideFileCheck] {
    let known = Array(zip(file.record.slides, file.scoredContents(upon: findingID)))
    let looks = try known.map { slide, content in
      (stamp: slides.stamp(slide.path), found: try look(file.id, slide, content, decision, wholes))
    }
    try meanwhile()
    return try zip(known, looks).map { known, look in
      let (slide, content) = known
      guard look.stamp != slides.stamp(slide.path) else { return look.found }
      return try self.look(file.id, slide, content, decision, WholeFiles { _ in nil })
    }
  }

  private func look(
    _ caseID: String, _ slide: CaseSlide, _ content: SlideContent, _ decision: Decision?, _ wholes: WholeFiles
  ) throws -> SlideFileCheck {
    guard decision?.needsPicture ?? true else {
      return (try? check(slide.path, content, wholes)) ?? SlideFileCheck(.notChecked)
    }
    guard slides.stamp(slide.path) != nil else { throw SlideFailure.goneSinceScored(path: slide.path) }
    let found = try check(slide.path, content, wholes)
    switch found.check {
    case .changed:
      try slides.requireRegistered(slide)
      throw SlideFailure.changedSinceScored(path: slide.path, caseID: caseID)
    case .whole, .quick, .notChecked: return found
    }
  }

  /// A file that is gone is not another file.
  private func check(_ path: String, _ content: SlideContent, _ wholes: WholeFiles) throws -> SlideFileCheck {
    guard slides.stamp(path) != nil else { return SlideFileCheck(.notChecked) }
    let quick = try slides.quickCheck(path, content)
    switch quick {
    case .changed: return SlideFileCheck(.changed)
    case .whole, .quick, .notChecked: break
    }
    guard let whole = try wholes.digest(path), whole.stamp == slides.stamp(path) else { return SlideFileCheck(quick) }
    return whole.check(content, after: quick)
  }
}

extension SlideAccess {
  /// Throws where the file of a slide is gone, or not the one that was registered and scored, by size and fixed ranges.
  package func requireScored(_ slide: CaseSlide, _ content: SlideContent, in caseID: String) throws {
    guard stamp(slide.path) != nil else { throw SlideFailure.goneSinceScored(path: slide.path) }
    try requireRegistered(slide)
    switch try quickCheck(slide.path, content) {
    case .changed: throw SlideFailure.changedSinceScored(path: slide.path, caseID: caseID)
    case .whole, .quick, .notChecked: return
    }
  }

  /// Whether size and fixed ranges of the files are those of `content`.
  ///
  /// - Throws: ``SlideFailure`` where a file cannot be read.
  func quickCheck(_ path: String, _ content: SlideContent) throws -> FileCheck {
    guard let noted = content.quick else { return .notChecked }
    return try quickDigest(path) == noted ? .quick : .changed
  }
}

extension WholeDigest {
  /// Whether every byte is that of `content`; where nothing was noted of all bytes, what the quick check has found
  /// stands. Where the finding has not noted it the digest goes along, so that the next signature is held to it, too.
  func check(_ content: SlideContent, after quick: FileCheck) -> SlideFileCheck {
    guard let noted = content.whole else { return SlideFileCheck(quick, digest: digest) }
    guard digest == noted else { return SlideFileCheck(.changed) }
    switch content.source {
    case .finding: return SlideFileCheck(.whole)
    case .signature: return SlideFileCheck(.whole, digest: digest)
    }
  }
}
