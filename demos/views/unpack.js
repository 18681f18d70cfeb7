/**
 * Read a string made by pack.py.
 * @param {string} text base64: uint32 header length, JSON header, blobs
 * @returns {{header: object, blobs: Map<string, {type: string, bytes: Uint8Array}>}}
 */
export function unpack(text) {
  const bytes = Uint8Array.fromBase64?.(text) ?? bytesOf(atob(text)); // browsers from 2025 on have it
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

/** @returns {string} the bytes in base64, as a server takes them back */
export function base64(bytes) {
  return bytes.toBase64?.() ?? btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function bytesOf(characters) {
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i); // a tenth of Uint8Array.from
  return bytes;
}

/**
 * @param {{bytes: Uint8Array}} blob a float32 blob
 * @returns {Float32Array}
 */
export function floats(blob) {
  return new Float32Array(blob.bytes.buffer);
}

/**
 * @param {{bytes: Uint8Array}} blob a float16 blob
 * @returns {Float32Array}
 */
export function halves(blob) {
  const bits = new Uint16Array(blob.bytes.buffer);
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) values[i] = half(bits[i]); // a tenth of Float32Array.from
  return values;
}

/** @returns {number} the value of a 16-bit float: sign, five bits of exponent, ten of fraction */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent ? sign * 2 ** (exponent - 15) * (1 + fraction / 1024) : sign * 2 ** -24 * fraction;
}

/**
 * Decode a JPEG, PNG or WebP blob off the main thread.
 * @param {{type: string, bytes: Uint8Array}} blob
 * @returns {Promise<ImageBitmap>}
 */
export function picture(blob) {
  return createImageBitmap(new Blob([blob.bytes], { type: blob.type }));
}
