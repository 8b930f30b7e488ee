import Sentences

extension PictureFailure: Worded {
  var words: CommandFailure {
    switch self {
    case .slide(let failure): failure.words
    case .pixels(let path, let failure): failure.words(path: path)
    case .tiles(let failure): Sentences.words(for: failure) ?? CommandFailure(.ourFault, "\(failure)")
    }
  }
}
