import type { Files } from '../files.js';

/** A folder of a folder. */
export const inFolder = (files: Files, folder: string): Files =>
  folder === ''
    ? files
    : {
        name: `${files.name}/${folder}`,
        read: (path) => files.read(`${folder}/${path}`),
        list: (path) => files.list(path === '' ? folder : `${folder}/${path}`),
      };
