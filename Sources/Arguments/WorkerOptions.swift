import ArgumentParser
import Foundation
import Sentences

/// How many threads read and encode.
package struct WorkerOptions: ParsableArguments {
  @Option(
    help: "Threads that read and encode; default: as many as there are processors.",
    transform: WholeNumber.within(1...256))
  package var workers: Int = ProcessInfo.processInfo.activeProcessorCount

  package init() {}
}
