/** A name as a disk has it that tells neither letter case nor Unicode forms apart: names that are one there are one here. */
export const folded = (name: string): string => name.normalize('NFC').toLowerCase();
