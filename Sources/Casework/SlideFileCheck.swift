/// How far the file of a slide was found to be the one that was scored. Raw values are stored codes.
public enum FileCheck: String, Sendable, Codable, CaseIterable {
  /// Every byte of every file of the slide is as it was scored; where a digest stands beside it, as it was when an
  /// earlier signature was given.
  case whole
  /// Size and fixed ranges of every file are as they were scored; the rest was not read to its end.
  case quick
  /// The file is another one than was scored.
  case changed
  /// There was no file, it could not be read, or nothing was noted that it could be held against.
  case notChecked = "none"
}

/// What was found of the file of one slide when something was signed upon it.
public struct SlideFileCheck: Hashable, Sendable, Codable {
  /// Which check had finished.
  public var check: FileCheck
  /// SHA-256 of every byte, hexadecimal, where the file was read whole and the finding does not say what it was made
  /// of: the next signature holds the file against it.
  public var digest: String?

  /// What one check has found.
  public init(_ check: FileCheck, digest: String? = nil) {
    self.check = check
    self.digest = digest
  }
}

/// What is known of the file of one slide while its case is open.
public struct SlideFileState: Hashable, Sendable {
  /// Which check has finished.
  public var check: FileCheck
  /// How much of the file was read, percent; `nil` where it is not being read.
  public var percent: Int?
  /// Whether the file was written later than it was scored, by its own time.
  public var isWritten: Bool
  /// Whether there is no file any more.
  public var isGone: Bool

  /// The state of one file.
  public init(_ check: FileCheck, percent: Int? = nil, isWritten: Bool = false, isGone: Bool = false) {
    self.check = check
    self.percent = percent
    self.isWritten = isWritten
    self.isGone = isGone
  }

  /// The file as it is where there is none.
  public static let gone = SlideFileState(.notChecked, isGone: true)
}

/// Who noted what every byte of a slide's file was.
public enum ContentSource: Hashable, Sendable, CaseIterable {
  /// The finding, of the file that it was made of.
  case finding
  /// A signature upon a finding that does not say it: nothing is known of the file that was scored.
  case signature
}

/// What the file of a slide is held against: SHA-256 in hexadecimal, `nil` where it was not noted.
public struct SlideContent: Hashable, Sendable {
  /// Of the size and of fixed ranges of every file: see ``CaseSlide/quickDigest``.
  public var quick: String?
  /// Of every byte.
  public var whole: String?
  /// Who says what every byte was: a signature wherever the finding does not.
  public var source: ContentSource
  /// When it was scored: ISO 8601 with seconds, UTC.
  public var scoredAt: String?

  /// What was noted of one slide.
  public init(quick: String?, whole: String?, source: ContentSource, scoredAt: String?) {
    self.quick = quick
    self.whole = whole
    self.source = source
    self.scoredAt = scoredAt
  }
}

extension CaseFile {
  /// What the files of the slides are held against, in their order: what the finding of that number was made of; the
  /// finding of the case where there is none of that number.
  ///
  /// A finding of before there were digests has none: then it is what was registered, and of all bytes what the newest
  /// signature of the case says that it found.
  public func scoredContents(upon findingID: String? = nil) -> [SlideContent] {
    let finding = [newerFinding, finding].compactMap(\.self).first { $0.id == findingID } ?? finding
    let digests = finding?.slideDigests ?? []
    return record.slides.indices.map { index in
      let scored = digests.indices.contains(index) ? digests[index] : nil
      return SlideContent(
        quick: scored?.quick ?? record.slides[index].quickDigest, whole: scored?.whole ?? signedDigest(of: index),
        source: scored == nil ? .signature : .finding, scoredAt: finding?.computedAt)
    }
  }

  /// What the newest signature says of all bytes of a slide, where it does.
  private func signedDigest(of index: Int) -> String? {
    let signatures = readings + [signOff].compactMap(\.self) + amendments.map(\.reading)
    let digests = signatures.compactMap { $0.files.indices.contains(index) ? $0.files[index].digest : nil }
    return digests.last
  }
}
