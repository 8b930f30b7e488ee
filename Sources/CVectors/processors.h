/* What every loop of this module is compiled with. */
#ifndef COVERSLIP_PROCESSORS_H
#define COVERSLIP_PROCESSORS_H

/* One copy for each kind of processor, chosen when the program starts. A build that defines EVERY_PROCESSOR as
 * nothing gets one copy, for the processor it names, so that each can be tested where a better one would be chosen. */
#ifdef EVERY_PROCESSOR
#elif defined(__x86_64__) && defined(__linux__)
#define EVERY_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_PROCESSOR
#endif

#define INLINE static inline __attribute__((always_inline))

/* Lets the sums of a block be kept in several parts; nothing else about the arithmetic is relaxed. */
#define PARTIAL_SUMS _Pragma("clang fp reassociate(on)")

#endif
