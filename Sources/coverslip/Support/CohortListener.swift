import Sentences
import Synchronization
import UseCases

extension Notices {
  /// Tells on stderr what was noticed of a cohort, with a bar where it takes long.
  static let cohort: Notices = {
    let bars = Mutex([Stage: ProgressBar]())
    return Notices { notice in
      switch notice {
      case .progress(let progress):
        let bar = bars.withLock { bars in
          bars[progress.stage]
            ?? {
              let bar = ProgressBar(
                progress.stage == .readingFeatures ? "reading features" : "looking for features", total: progress.total,
                unit: "patients", logged: progress.stage == .readingFeatures && progress.total > 1000)
              bars[progress.stage] = bar
              return bar
            }()
        }
        bar.advance()
      case .ended(let stage): bars.withLock { $0.removeValue(forKey: stage) }?.finish()
      case .cohort(let notice): Standard.error(notice.sentence)
      case .encoder, .encoding, .registration, .scoring, .training, .review: break
      }
    }
  }()
}
