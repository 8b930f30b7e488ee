import SlideWriting

extension SlideWriteFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .cannotCreate(let path, let code):
      CommandFailure(
        .cannotWrite, "\(path): cannot be made (\(systemWord(code))); check the folder and its permissions")
    case .diskFull(let path): CommandFailure(.cannotWrite, "\(path): the disk is full; free some room and try again")
    case .cannotWrite(let path, let detail):
      CommandFailure(.cannotWrite, "\(path): cannot be written (\(detail)); check the disk")
    case .unreadable(let failure): failure.words(path: "the slide to be written")
    case .unusableSize(let width, let height):
      CommandFailure(.usage, "a slide of \(width) x \(height) px cannot be written; choose another size")
    }
  }
}
