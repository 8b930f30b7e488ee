extension SlideEncoding {
  /// A slide of a cohort.
  package init(_ slide: CohortFolder.Encoding) {
    self.init(slide: slide.slide, output: slide.output, truth: slide.truth, line: slide.line)
  }
}
