/** Pictures that a visitor brings. They are looked at in the page and sent nowhere. */

export const MAX_BYTES = 8_000_000;
export const MAX_PIXELS = 12_000_000;

/** @returns {string} why this file cannot be taken, "" when it may be */
export function complaint(name, bytes) {
  if (bytes.length > MAX_BYTES) {
    return `${name} has ${(bytes.length / 1e6).toFixed(1)} MB, but a picture may have 8 MB: choose a smaller one.`;
  }
  const [width, height] = pngSize(bytes);
  return width * height > MAX_PIXELS ? tooLarge(name, width, height) : "";
}

/** @returns {[number, number]} width and height that a PNG's header promises, zeros for other files */
export function pngSize(bytes) {
  const signature = [0x89, 0x50, 0x4e, 0x47];
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return [0, 0];
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

/**
 * @param {File} file
 * @returns {Promise<ImageBitmap>}
 * @throws {Error} with a sentence for the visitor
 */
export async function openPicture(file) {
  const start = new Uint8Array(await file.slice(0, MAX_BYTES + 1).arrayBuffer());
  const refusal = complaint(file.name, start);
  if (refusal) throw new Error(refusal);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} is not a picture, whatever its name says: choose a PNG, JPEG, WebP or GIF.`);
  });
  if (bitmap.width * bitmap.height > MAX_PIXELS) throw new Error(tooLarge(file.name, bitmap.width, bitmap.height));
  return bitmap;
}

/** Draw the middle square of `source` over the whole canvas, on white. */
export function drawSquare(context, source, width, height) {
  const { canvas } = context;
  const side = Math.min(width, height);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
}

function tooLarge(name, width, height) {
  return `${name} has ${width} × ${height} pixels, but a picture may have 12 million: make it smaller, for example 1024 × 1024.`;
}
