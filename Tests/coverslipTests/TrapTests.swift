import Foundation
import Testing

/// GLib, below OpenSlide, ends a program by a breakpoint (SIGTRAP) on the thread that asked for too much memory.
@Suite("A library that ends the program", .enabled(if: OutsideTools.hasCompiler, "there is no clang here"))
struct TrapTests {
  private static let source = """
    #include <pthread.h>
    #include <signal.h>
    #include <stdint.h>
    #include <stddef.h>
    #if defined(__x86_64__)
    #define TRAP() __asm__ volatile("int3")
    #else
    #define TRAP() raise(SIGTRAP)
    #endif
    const char *openslide_get_version(void) { return "4.0.1"; }
    static void *trap(void *unused) { TRAP(); return 0; }
    void *openslide_open(const char *path) {
      pthread_t thread;
      for (int i = 0; i < 8; i++) pthread_create(&thread, 0, trap, 0);
      return trap(0);
    }
    #define UNUSED(name) void *openslide_##name(void) { return 0; }
    UNUSED(close) UNUSED(get_error) UNUSED(get_level_count) UNUSED(get_level_dimensions)
    UNUSED(get_level_downsample) UNUSED(get_best_level_for_downsample) UNUSED(get_property_names)
    UNUSED(get_property_value) UNUSED(get_associated_image_names) UNUSED(get_associated_image_dimensions)
    UNUSED(read_region) UNUSED(read_associated_image)
    """

  @Test("the terminal is given back before the workstation dies of it, on however many threads at once")
  func terminalRestored() throws {
    let scratch = try Scratch()
    try Data(Self.source.utf8).write(to: URL(fileURLWithPath: scratch["trap.c"]))
    let compiled = OutsideTools.run([
      "clang", "-shared", "-fPIC", "-pthread", "-o", scratch["trap.so"], scratch["trap.c"],
    ])
    #expect(compiled?.status == 0)
    let casebook = scratch["casebook.sqlite"]
    let added = try Program.run("add", OutsideTools.sample("SYN-001.svs"), "--case", "TRAP-1", "--casebook", casebook)
    #expect(added.status == 0, "\(added.error)")
    // Too narrow for the queue's preview, which would open the slide at once.
    let screen = try PseudoTerminal(
      [Program.path, "review", "--casebook", casebook],
      environment: [
        "TERM": "xterm-256color", "HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "COVERSLIP_OPENSLIDE": scratch["trap.so"],
      ], columns: 80, rows: 24)
    try screen.wait(for: "TRAP-1")
    #expect(!screen.isForAShell)
    screen.type("\r")
    #expect(try screen.waitForExit() == 128 + SIGTRAP)
    #expect(screen.isForAShell)
    #expect(String(decoding: screen.received, as: UTF8.self).contains("\u{1B}[?1049l"))
  }
}
