/**
 * V8 flags for a process that ends after a few fits. V8 11 (Node 20) optimises a function early and on other threads: a third of the CPU of a short run went into code that
 * ran no longer for it. Later versions wait longer by themselves and know no such flag. Measured in docs/decisions/0003-start-up.md.
 */
export const eagerOptimiser = process.versions.v8.startsWith('11.') ? ['--interrupt-budget=400000'] : [];
