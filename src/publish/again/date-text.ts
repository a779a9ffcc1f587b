import type { PostDate } from '../post-date.js';

/** `2022-07-15`, `2022-07-15T21:30:00`, `2022-07-15T21:30:00+09:00`. */
export const dateText = ({ day, time, offset }: PostDate): string =>
  `${day}${time === null ? '' : `T${time}`}${time === null ? '' : (offset ?? '')}`;
