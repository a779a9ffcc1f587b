/** A moment as its author wrote it: nothing here looks at the clock. */
export interface PostDate {
  /** `2022-07-15`. */
  readonly day: string;
  /** `21:30:00`; null where only the day is known. */
  readonly time: string | null;
  /** `+09:00`; null where nothing says it: the site's time zone decides. */
  readonly offset: string | null;
}
