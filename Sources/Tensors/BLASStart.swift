import Glibc
import Synchronization

/// Has OpenBLAS run the kernel that fits the processor, by starting the program once more where it chose worse.
///
/// OpenBLAS reads `OPENBLAS_CORETYPE` when the system's loader maps it, before `main`; nothing changes its choice
/// later. So the process replaces itself (`execv`) by the same program with the variable set. Process number,
/// arguments, folder, terminal, open files and what waits on stdin stay as they are: nothing has been read or written
/// yet.
public enum BLASStart {
  /// The variable that OpenBLAS reads.
  public static let variable = "OPENBLAS_CORETYPE"
  /// Names the process that has replaced itself, so that it does so once. Not inherited: it is taken out of the
  /// environment again, with the kernel's name, before `main` goes on; another machine may have another processor.
  static let marker = "COVERSLIP_RESTARTED_FOR_KERNEL"

  /// What a process does about its kernel when it starts.
  enum Plan: Equatable {
    /// Goes on, with a kernel that was chosen so.
    case goOn(BLASKernel.Origin)
    /// Replaces itself, with this kernel named.
    case restart(kernel: String)
  }

  /// The rule, without side effects.
  ///
  /// - Parameters:
  ///   - process: the number of this process, which `execv` keeps.
  ///   - isReplaceable: whether `/proc/self/exe` is this program: under an explicit `ld.so PROGRAM` it is the loader.
  static func plan(
    _ processor: Processor, running: String, environment: [String: String], process: Int32, isReplaceable: Bool
  ) -> Plan {
    if environment[marker] == "\(process)" { return .goOn(.program) }
    guard environment[variable] == nil else { return .goOn(.user) }
    guard isReplaceable, let kernel = BLASKernel.faster(on: processor, than: running) else { return .goOn(.library) }
    return .restart(kernel: kernel)
  }

  /// Whether the system was asked to start this program, not its loader with the program as an argument: then the entry
  /// AT_BASE (7) of the auxiliary vector, proc(5), says where it put the loader, and is not 0.
  private static var isStartedItself: Bool {
    let file = open("/proc/self/auxv", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var entries = [UInt](repeating: 0, count: 128)
    let bytes = read(file, &entries, entries.count * MemoryLayout<UInt>.size)
    let count = max(0, bytes) / MemoryLayout<UInt>.size
    return stride(from: 0, to: count - 1, by: 2).contains { entries[$0] == 7 && entries[$0 + 1] != 0 }
  }

  private static let origin = Mutex<BLASKernel.Origin?>(nil)

  /// The first thing that `main` does: returns where the kernel may stay, or where the program cannot be started again.
  public static func useBestKernel() {
    let environment = [variable, marker].reduce(into: [String: String]()) { found, name in
      found[name] = getenv(name).map { String(cString: $0) }
    }
    switch plan(
      .current, running: BLAS.kernelName, environment: environment, process: getpid(),
      isReplaceable: isStartedItself)
    {
    case .goOn(let chooser):
      if chooser == .program { for name in [variable, marker] { unsetenv(name) } }
      unsetenv(marker)
      origin.withLock { $0 = chooser }
    case .restart(let kernel):
      restart(kernel)
      origin.withLock { $0 = .library }
    }
  }

  /// Comes back only where the system refuses.
  private static func restart(_ kernel: String) {
    setenv(variable, kernel, 1)
    setenv(marker, "\(getpid())", 1)
    // By its own name, so that lists of processes show it; by the link, where the file has been replaced meanwhile.
    var name = [CChar](repeating: 0, count: Int(PATH_MAX))
    if readlink("/proc/self/exe", &name, name.count - 1) > 0 { execv(name, CommandLine.unsafeArgv) }
    execv("/proc/self/exe", CommandLine.unsafeArgv)
    for name in [variable, marker] { unsetenv(name) }
  }

  /// Who chose the kernel that runs. In a program that never calls ``useBestKernel()``, the variable alone tells.
  static var chooser: BLASKernel.Origin {
    origin.withLock { $0 } ?? (getenv(variable) == nil ? .library : .user)
  }
}
