import { fixed } from './path.js';
import type { Animation } from './scene.js';

/** When each frame is there, as shares of the whole time, and at the end once more the last one: SMIL's `keyTimes`. */
export function frameTimes({ frames, seconds, hold }: Animation): string[] {
  const whole = seconds + hold;
  return [...Array.from({ length: frames }, (_, i) => share((seconds * i) / Math.max(frames - 1, 1) / whole)), '1'];
}

/** Text cannot be animated in SVG: one element per frame, each visible in its time. Frames of the same text are one. */
export function textFrames(
  frames: readonly string[],
  animation: Animation,
  write: (content: string, attributes: string, child: string) => string,
): string[] {
  const times = frameTimes(animation);
  const last = frames.length - 1;
  const elements: string[] = [];
  for (let from = 0; from <= last; ) {
    let to = from;
    while (to < last && frames[to + 1] === frames[from]) to++;
    const isLast = to === last;
    const [values, keys] = isLast
      ? [
          ['hidden', 'visible'],
          ['0', times[from]],
        ]
      : [
          ['hidden', 'visible', 'hidden'],
          ['0', times[from], times[to + 1]],
        ];
    const first = from === 0;
    const child = `<animate attributeName="visibility" dur="${fixed(animation.seconds + animation.hold)}s" repeatCount="indefinite" calcMode="discrete" values="${(first ? values.slice(1) : values).join(';')}" keyTimes="${(first ? ['0', ...keys.slice(2)] : keys).join(';')}"/>`;
    // Without animation the last frame is what there is to see.
    elements.push(
      first && isLast
        ? write(frames[from] as string, '', '')
        : write(frames[from] as string, isLast ? '' : ' visibility="hidden"', child),
    );
    from = to + 1;
  }
  return elements;
}

const share = (value: number): string => String(Math.round(value * 1e4) / 1e4);
