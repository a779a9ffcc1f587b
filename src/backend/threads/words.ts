/**
 * What threads tell each other through shared memory: places of 32-bit words. A job is written while `open` is 0 and nobody is `active`, then opened; whoever
 * comes in counts himself as active before he looks whether it is open, and whoever closes it waits until nobody is. So nobody ever reads half a job.
 */
export const WORDS = {
  /** How many jobs there were: what threads sleep on. */
  sequence: 0,
  /** 1 while the job may be worked on. */
  open: 1,
  /** Threads in the job, without the one that gave it. */
  active: 2,
  /** The next chunk that nobody has taken. */
  next: 3,
  /** 1 when a thread could not do its part. */
  failed: 4,
  /** The job: who may take part (threads below this number), and the kernel by its number. */
  threads: 5,
  kernel: 6,
  /** Rows from … to − 1, in so many chunks of so many rows. */
  from: 7,
  to: 8,
  chunks: 9,
  chunkRows: 10,
  /** Parameters: how many candidates, the address of the first, bytes from one to the next. */
  candidates: 11,
  point: 12,
  pointBytes: 13,
  /** Where thread 0 gathers sums, and bytes from a thread to the next. */
  lanes: 14,
  lanesBytes: 15,
  /** Where the sums of the first chunk go, bytes from a chunk to the next, and from a candidate to the next. */
  into: 16,
  chunkBytes: 17,
  candidateBytes: 18,
  /** By thread: 0 awake, or about to be; 1 asleep until a message comes. */
  asleep: 19,
  /** By thread: messages that it has taken. */
  taken: 83,
} as const;

/** Of any pool. */
export const MOST_THREADS = 64;
/** How many words there are. */
export const ALL_WORDS = WORDS.taken + MOST_THREADS;

export type Words = Int32Array;
