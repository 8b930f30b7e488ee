#include "cpuid_facts.h"

#if defined(__x86_64__)
#include <cpuid.h>

enum { OSXSAVE = 1 << 27 };

struct cpuid_facts cpuid_read(void) {
  struct cpuid_facts facts = {{0, 0, 0}, 0, 0, 0, 0};
  uint32_t eax, ebx, ecx, edx;
  if (!__get_cpuid(0, &eax, &facts.vendor[0], &facts.vendor[2], &facts.vendor[1])) return facts;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx)) {
    facts.signature = eax;
    facts.leaf1_ecx = ecx;
  }
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) facts.leaf7_ebx = ebx;
  if (facts.leaf1_ecx & OSXSAVE) {
    uint32_t low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    facts.kept_registers = (uint64_t)high << 32 | low;
  }
  return facts;
}
#else
struct cpuid_facts cpuid_read(void) { return (struct cpuid_facts){{0, 0, 0}, 0, 0, 0, 0}; }
#endif
