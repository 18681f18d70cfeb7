/** Text inside PNG files: chunks of type iTXt are written and read; the picture is not touched. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const FIRST_CHUNK = 8 + 25; // the signature and IHDR, which must come first
const MOST_CHUNKS = 10_000;

/** @returns {Uint8Array} the file with `text` under `keyword`, uncompressed UTF-8 */
export function withText(png, keyword, text) {
  const encoder = new TextEncoder();
  const body = [...encoder.encode(`iTXt${keyword}`), 0, 0, 0, 0, 0, ...encoder.encode(text)];
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, crc32(chunk.subarray(4, body.length + 4)));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, FIRST_CHUNK));
  whole.set(chunk, FIRST_CHUNK);
  whole.set(png.subarray(FIRST_CHUNK), FIRST_CHUNK + chunk.length);
  return whole;
}

/** @returns {string | null} the text under `keyword`; null where there is none, or no PNG */
export function textIn(png, keyword) {
  if (SIGNATURE.some((byte, index) => png[index] !== byte)) return null;
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const begin = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0`);
  let position = SIGNATURE.length;
  for (let chunk = 0; chunk < MOST_CHUNKS && position + 12 <= png.length; chunk++) {
    const length = view.getUint32(position);
    const body = png.subarray(position + 4, position + 8 + length);
    if (begin.every((byte, index) => body[index] === byte)) {
      return new TextDecoder().decode(body.subarray(begin.length));
    }
    position += 12 + length;
  }
  return null;
}

/** @returns {number} the check sum of PNG and zip (ISO 3309) */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
