/** Does something on several threads, or on one where a memory that cannot grow has no room for what each of them needs. */
export function withRoom(threads: number, act: (threads: number) => void): void {
  try {
    act(threads);
  } catch (error) {
    if (threads === 1 || !(error instanceof RangeError)) throw error;
    act(1);
  }
}
