/** A moment as its author wrote it: nothing here looks at the clock. */
export interface PostDate {
  /** `2022-07-15`. */
  readonly day: string;
  /** `21:30:00`; null where only the day is known. */
  readonly time: string | null;
  /** `+09:00`; null where nothing says it: the site's time zone decides. */
  readonly offset: string | null;
}

/** `2022-07-15`, `2022-07-15T21:30:00`, `2022-07-15T21:30:00+09:00`: `readDate` reads it back. */
export const dateText = ({ day, time, offset }: PostDate): string =>
  `${day}${time === null ? '' : `T${time}`}${time === null ? '' : (offset ?? '')}`;
