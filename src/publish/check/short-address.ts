/** An address for a message: its beginning and its end. */
export const shortAddress = (written: string): string =>
  written.length > 90 ? `${written.slice(0, 60)}…${written.slice(-25)}` : written;
