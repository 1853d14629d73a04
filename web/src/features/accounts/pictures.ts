import { square, type Crop } from './crop';

/** Pictures are shown at most this large, on the sharpest of screens. */
const side = 512;
/** What the server takes. */
const largest = 512 * 1024;

/** A file as a picture; null when the browser cannot read it as one. */
export async function readPicture(file: Blob): Promise<HTMLImageElement | null> {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  try {
    await picture.decode();
    return picture;
  } catch {
    URL.revokeObjectURL(picture.src);
    return null;
  }
}

/** The chosen square as a file small enough for the server. */
export async function cut(picture: HTMLImageElement, crop: Crop): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const from = square(crop);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, from.left, from.top, from.side, from.side, 0, 0, side, side);
  // Safari writes PNG where it is asked for WebP; what is too large then goes as JPEG.
  for (const [type, quality] of [
    ['image/webp', 0.9],
    ['image/jpeg', 0.9],
    ['image/jpeg', 0.6],
  ] as const) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
    if (blob !== null && blob.size <= largest) return blob;
  }
  return null;
}
