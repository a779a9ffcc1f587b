declare const __VERSION__: string | undefined;

/** The package's version; `0.0.0` where the code runs unbuilt. */
export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0';
