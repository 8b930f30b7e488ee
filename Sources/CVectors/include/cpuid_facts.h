/* What the processor says of itself, raw; Tensors/Processor.swift reads it. */
#ifndef COVERSLIP_CPUID_FACTS_H
#define COVERSLIP_CPUID_FACTS_H
#include <stdint.h>

/* Zeros where the processor is not an x86, or lacks the leaf. */
struct cpuid_facts {
  /* The twelve letters of leaf 0, as ebx, edx, ecx. */
  uint32_t vendor[3];
  /* eax and ecx of leaf 1: signature, features. */
  uint32_t signature, leaf1_ecx;
  /* ebx of leaf 7, subleaf 0. */
  uint32_t leaf7_ebx;
  /* XCR0: the registers that the operating system keeps across a switch of threads. */
  uint64_t kept_registers;
};

struct cpuid_facts cpuid_read(void);
#endif
