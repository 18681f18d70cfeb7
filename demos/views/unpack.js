/**
 * Read a string made by pack.py.
 * @param {string} text base64: uint32 header length, JSON header, blobs
 * @returns {{header: object, blobs: Map<string, {type: string, bytes: Uint8Array}>}}
 */
export function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const headerLength = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const blobs = new Map();
  let start = 4 + headerLength;
  for (const [name, type, length] of header.blobs) {
    blobs.set(name, { type, bytes: bytes.slice(start, start + length) });
    start += length;
  }
  return { header, blobs };
}

/**
 * @param {{bytes: Uint8Array}} blob a float32 blob
 * @returns {Float32Array}
 */
export function floats(blob) {
  return new Float32Array(blob.bytes.buffer);
}

/**
 * Decode a JPEG, PNG or WebP blob off the main thread.
 * @param {{type: string, bytes: Uint8Array}} blob
 * @returns {Promise<ImageBitmap>}
 */
export function picture(blob) {
  return createImageBitmap(new Blob([blob.bytes], { type: blob.type }));
}
