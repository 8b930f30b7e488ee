import Foundation
import Tensors
import Testing

/// The program on a machine whose processor OpenBLAS does not know: a library of the test's own stands before OpenBLAS
/// and says that its kernel for SSE runs, whatever was asked for.
@Suite("Starting once more for the right kernel", .enabled(if: OutsideTools.hasCompiler, "there is no clang here"))
struct KernelRestartTests {
  private let scratch: Scratch
  private let preloaded: String

  /// Writes a line at each start and at the end of the process.
  private static let source = """
    #include <stdio.h>
    #include <stdlib.h>
    #include <sys/stat.h>
    #include <unistd.h>
    char *openblas_get_corename(void) { return "Prescott"; }
    static void line(const char *what) {
      char folder[4096] = "", arguments[4096] = "", *kernel = getenv("OPENBLAS_CORETYPE");
      struct stat input = {0};
      fstat(0, &input);
      FILE *own = fopen("/proc/self/cmdline", "r");
      size_t count = own ? fread(arguments, 1, sizeof arguments - 1, own) : 0;
      if (own) fclose(own);
      for (size_t i = 0; i + 1 < count; i++) if (!arguments[i]) arguments[i] = ' ';
      FILE *log = fopen(getenv("RESTART_TEST_LOG"), "a");
      fprintf(log, "%s|%d|%s|%s|%lu at %ld|%s\\n", what, getpid(), getcwd(folder, sizeof folder), arguments,
        (unsigned long)input.st_ino, (long)lseek(0, 0, SEEK_CUR), kernel ? kernel : "-");
      fclose(log);
    }
    __attribute__((constructor)) static void start(void) { line("start"); }
    __attribute__((destructor)) static void end(void) { line("end"); }
    """

  init() throws {
    scratch = try Scratch()
    preloaded = scratch["before.so"]
    try Data(Self.source.utf8).write(to: URL(fileURLWithPath: scratch["before.c"]))
    let compiled = OutsideTools.run(["clang", "-shared", "-fPIC", "-o", preloaded, scratch["before.c"]])
    try #require(compiled?.status == 0)
  }

  /// Runs `doctor --kernel` in the scratch folder with a file on stdin; the lines of the log, cut into fields.
  private func run(_ environment: [String: String] = [:]) throws -> [[String]] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["doctor", "--kernel", "--casebook", "a name with blanks"]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
    process.environment = ["LD_PRELOAD": preloaded, "RESTART_TEST_LOG": scratch["log"]].merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: scratch["before.c"])
    process.standardOutput = Pipe()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let text = try String(contentsOfFile: scratch["log"], encoding: .utf8)
    return text.split(separator: "\n").map { $0.components(separatedBy: "|") }
  }

  @Test(
    "happens once, with the same process, folder, arguments and stdin, and leaves nothing for children",
    .enabled(if: Processor.current.vectors > .sse, "this processor has no wide vectors"))
  func once() throws {
    let kernel = try #require(BLASKernel.faster(on: .current, than: "Prescott"))
    let lines = try run()
    #expect(lines.map { $0[0] } == ["start", "start", "end"])
    #expect(lines.map { $0[5] } == ["-", kernel, "-"])
    for line in lines {
      #expect(Array(line[1...2]) == Array(lines[0][1...2]))
      #expect(line[3].hasSuffix("doctor --kernel --casebook a name with blanks"))
      #expect(line[4] == lines[0][4])
      #expect(line[4].hasSuffix(" at 0"))
    }
    #expect(lines[0][3] == lines[1][3])
  }

  @Test("does not happen where the user chose a kernel")
  func ownChoice() throws {
    #expect(
      try run(["OPENBLAS_CORETYPE": "Prescott"]).map { [$0[0], $0[5]] } == [
        ["start", "Prescott"], ["end", "Prescott"],
      ])
  }
}
