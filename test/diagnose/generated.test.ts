import { describe, expect, it } from 'vitest';
import { judged, KINDS } from './benchmark-cases.js';

describe('a case whose truth is known by construction', () => {
  it(`is one of 100 kinds or more`, () => expect(KINDS.length).toBeGreaterThanOrEqual(100));

  for (const kind of KINDS)
    it(`${kind.name}: what is true of it is said, and no error or warning beside it`, async () => {
      const { missed, unexpected, wrong } = (await judged(kind, 'en')).verdict;
      expect({ missed, unexpected, wrong }).toEqual({ missed: [], unexpected: [], wrong: null });
    });
});
