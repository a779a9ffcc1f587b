import type { Text } from '../base/text.js';
import type { Epoch } from '../optimize/outcome.js';
import type { Io } from './io.js';
import { passing, type Session } from './session.js';

/** What long work is given: a way to be watched and to be stopped. */
export interface Attention {
  readonly cancelled: () => boolean;
  readonly onEpoch: (epoch: Epoch) => void;
  /** To be awaited often: gives way to signals, at most every few milliseconds. */
  readonly pause: () => Promise<void>;
  /** Ends the watching: clears the line and stops listening for Ctrl-C. */
  readonly end: () => void;
}

const BREATH = 40;
const FIRST_LINE = 500;
const NEXT_LINE = 100;
const READY = Promise.resolve();

/**
 * Watches a run: Ctrl-C ends it with what it has; after half a second a line on a terminal's stderr tells epochs, their rate and the time left.
 * @param name what runs, before the figures; a function where that changes. @param epochs at most, where that is known.
 */
export function attend(session: Session, name: string | (() => string), epochs: number | null): Attention {
  const { io } = session;
  let stop = false;
  const silence = io.onInterrupt(() => {
    stop = true;
    if (!session.quiet)
      io.stderr.write(`\n${session.say({ en: 'stopping with what there is …', ko: '지금까지의 결과로 마칩니다 …' })}\n`);
  });
  const show =
    io.stderr.terminal && !session.json && !session.quiet
      ? progressLine(io, typeof name === 'string' ? () => name : name, epochs, session)
      : null;
  let breath = io.now();
  return {
    cancelled: () => stop,
    onEpoch: (epoch) => show?.see(epoch),
    pause: () => {
      const now = io.now();
      if (now - breath < BREATH) return READY;
      breath = now;
      show?.draw(now);
      return io.breathe();
    },
    end: () => {
      show?.clear();
      silence();
    },
  };
}

function progressLine(io: Io, name: () => string, epochs: number | null, session: Session) {
  const { say } = session;
  const begun = io.now();
  let last = begun + FIRST_LINE - NEXT_LINE;
  let seen = 0;
  let loss = Number.NaN;
  let drawn = false;
  return {
    see: (epoch: Epoch): void => {
      seen = epoch.epoch;
      loss = epoch.loss;
    },
    draw: (now: number): void => {
      if (now - last < NEXT_LINE) return;
      last = now;
      drawn = true;
      const rate = (seen * 1000) / (now - begun);
      const left = epochs === null || rate <= 0 ? null : (epochs - seen) / rate;
      const parts = [
        name(),
        say({
          en: `epoch ${seen}${epochs === null ? '' : ` of ${epochs}`}`,
          ko: `에포크 ${seen}${epochs === null ? '' : `/${epochs}`}`,
        }),
        say({ en: `${round(rate)} a second`, ko: `초당 ${round(rate)}` }),
        ...(left === null ? [] : [say({ en: `at most ${duration(left).en} left`, ko: `남은 시간 최대 ${duration(left).ko}` })]),
        say({ en: `loss ${Number(loss.toPrecision(4))}`, ko: `손실 ${Number(loss.toPrecision(4))}` }),
      ];
      passing(session, parts.join(' · '));
    },
    clear: (): void => {
      if (drawn) passing(session, '');
    },
  };
}

const round = (x: number): string => (x >= 100 ? String(Math.round(x)) : x.toPrecision(2));

function duration(seconds: number): Text {
  const whole = Math.ceil(seconds);
  const minutes = Math.ceil(whole / 60);
  const hours = Math.ceil(whole / 3600);
  if (whole < 100) return { en: `${whole} s`, ko: `${whole}초` };
  return whole < 6000 ? { en: `${minutes} min`, ko: `${minutes}분` } : { en: `${hours} h`, ko: `${hours}시간` };
}
