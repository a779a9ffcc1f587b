import { base64Bytes } from '../assets/reference.js';
import { type Fields, field, fieldsOf, textOrNull } from './fields.js';

/** Pictures that a cell carries, by name (also in composed Unicode, as references may be). What is no Base64 is left for `picture-missing` to tell. */
export function attachmentsOf(attachments: Fields): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const name of Object.keys(attachments)) {
    const forms = fieldsOf(field(attachments, name));
    const type = Object.keys(forms).find((key) => key.startsWith('image/'));
    const text = type === undefined ? null : textOrNull(field(forms, type));
    if (text === null) continue;
    const bytes = type === 'image/svg+xml' && text.includes('<') ? new TextEncoder().encode(text) : base64Bytes(text);
    if (bytes === null) continue;
    found.set(name, bytes);
    if (!found.has(name.normalize('NFC'))) found.set(name.normalize('NFC'), bytes);
  }
  return found;
}
